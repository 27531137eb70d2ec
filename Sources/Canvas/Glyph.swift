/// What becomes of one Unicode scalar on a screen. One rule for layout, truncation, input line and tests.
public enum Glyph: Hashable, Sendable {
  /// Drawn in one or two columns.
  case drawn(columns: Int)
  /// Joins the character before it.
  case joins
  /// Has no look of its own, and is left out.
  case dropped
  /// Could disturb the terminal, or no terminal is sure how to draw it; a replacement stands in.
  case unsafe

  /// U+FFFD, what stands for a scalar that cannot be shown.
  public static let replacement: UInt32 = 0xFFFD

  /// The fate of a scalar. Control characters, direction overrides, private-use and unassigned scalars are never
  /// shown: text from outside cannot reach the terminal as anything but text.
  public static func of(_ scalar: UInt32) -> Glyph {
    switch scalar {
    case 0x20..<0x7F: .drawn(columns: 1)
    case 0..<0x20, 0x7F..<0xA0: .unsafe
    case 0xA0..<0x300, 0x2010..<0x2028, 0x2190..<0x231A, 0x2500..<0x25FD, 0x2800..<0x2900: .drawn(columns: 1)
    case 0x4E00..<0xA000, 0xAC00..<0xD7A4, 0x3041..<0x3097, 0x30A0..<0x3100: .drawn(columns: 2)
    default: Self.looked(up: scalar)
    }
  }

  private static func looked(up value: UInt32) -> Glyph {
    guard let scalar = Unicode.Scalar(value) else { return .unsafe }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return isSelector(value) ? .dropped : .joins
    case .format: return isDirection(value) ? .unsafe : .dropped
    case .control, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: return .unsafe
    default: break
    }
    // Terminals of today know Unicode 14; what came later has a width they disagree on.
    guard let age = properties.age, age.major <= 14 else { return .unsafe }
    if (0x1160..<0x1200).contains(value) || (0xD7B0..<0xD800).contains(value) { return .joins }
    if (0x1F3FB...0x1F3FF).contains(value) { return .dropped }
    return .drawn(columns: WideScalars.contains(value) ? 2 : 1)
  }

  private static func isSelector(_ value: UInt32) -> Bool {
    (0xFE00...0xFE0F).contains(value) || (0xE0100...0xE01EF).contains(value)
  }

  private static func isDirection(_ value: UInt32) -> Bool {
    (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
  }
}
