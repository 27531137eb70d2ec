/// What a cell means. Themes turn meanings into colours; nothing else in the program names a colour.
public enum Role: UInt8, CaseIterable, Sendable {
  // Text and structure.
  case base, muted, faint, strong, title, border, focus, accent, key
  // States of the world.
  case ok, watch, act, info, past
  // Where a value comes from.
  case measured, claimed, derived
  // Grounds: what lies behind the text.
  case ground, header, selection, marked, raised, alarm, tint
  // Lines of a graph, told apart by order.
  case series1, series2, series3, series4, series5, series6
  // Steps of load from idle to full, even to the eye.
  case load0, load1, load2, load3, load4, load5, load6, load7
  // Steps of flow from a trickle to a torrent; no judgement in them.
  case flow0, flow1, flow2, flow3, flow4, flow5, flow6, flow7
}

extension Role {
  /// The name a theme file uses.
  public var name: String { "\(self)" }

  /// The role under a theme file's name.
  public init?(name: String) {
    guard let role = Self.byName[name] else { return nil }
    self = role
  }

  private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })

  /// The role whose look is used when a theme does not mention this one; nil only for `base` and `ground`.
  public var fallback: Role? {
    switch self {
    case .base, .ground: nil
    case .muted, .strong, .title, .series1: .base
    case .faint, .border, .past: .muted
    case .focus, .key: .accent
    case .accent, .info, .series2: .title
    case .ok, .measured: .info
    case .watch, .claimed, .series3: .strong
    case .act: .watch
    case .derived: .info
    case .header, .raised, .selection: .ground
    case .marked, .alarm, .tint: .selection
    case .series4: .series2
    case .series5: .series3
    case .series6: .series1
    case .load0, .load1, .load2, .load3, .load4, .load5, .load6, .load7: nil
    case .flow0, .flow1, .flow2, .flow3, .flow4, .flow5, .flow6, .flow7: nil
    }
  }

  /// The letter that stands for the role in a golden frame; no two roles share one.
  public var letter: Character { Self.letters[Int(rawValue)] }

  private static let letters = Array(".m,st-=akoWXipMCD HS#R!T123456⁰¹²³⁴⁵⁶⁷₀₁₂₃₄₅₆₇")

  /// The step of the load gradient for a ratio of 0 to 1.
  @inlinable public static func load(_ ratio: Double) -> Role { step(ratio, from: .load0) }

  /// The step of the flow gradient for a ratio of 0 to 1.
  @inlinable public static func flow(_ ratio: Double) -> Role { step(ratio, from: .flow0) }

  /// How many steps a gradient has.
  public static let steps = 8

  @usableFromInline static func step(_ ratio: Double, from first: Role) -> Role {
    let step = ratio.isNaN ? 0 : min(Int(min(max(ratio, 0), 1) * 8), 7)
    return Role(rawValue: first.rawValue + UInt8(step))!
  }

  /// The lines of a graph in order; the first follows the last.
  public static func series(_ index: Int) -> Role {
    Role(rawValue: Role.series1.rawValue + UInt8(index % 6))!
  }
}
