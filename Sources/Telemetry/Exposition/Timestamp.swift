import Basics

/// A time as an exposition writes it, to the nanosecond. OpenMetrics asks for no less; a number of seconds in
/// floating point would take two times of the same microsecond for one.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Since 1970-01-01T00:00:00Z. Times too far off for this integer stand at its ends.
  public let nanoseconds: Int128

  public init(nanoseconds: Int128) { self.nanoseconds = nanoseconds }

  public init(_ instant: Instant) { nanoseconds = Int128(instant.milliseconds) * 1_000_000 }

  public static func < (left: Timestamp, right: Timestamp) -> Bool { left.nanoseconds < right.nanoseconds }

  /// The millisecond in which the time lies.
  public var instant: Instant {
    // Sixty-four bits are divided in far less time than twice as many.
    if let near = Int64(exactly: nanoseconds), near >= 0 { return Instant(milliseconds: near / 1_000_000) }
    let (whole, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000)
    return Instant(milliseconds: Int64(clamping: rest < 0 ? whole - 1 : whole))
  }
}

extension Timestamp {
  /// Seconds as a decimal number; what is finer than a nanosecond is cut off.
  init(decimal text: String) {
    let isNegative = text.hasPrefix("-")
    let size = text.hasPrefix("+") || isNegative ? text.dropFirst() : Substring(text)
    let parts = size.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let decimals = parts.count == 2 ? parts[1].prefix(9) : ""
    let zeros = String(repeating: "0", count: 9 - decimals.utf8.count)
    let farthest = isNegative ? Int128.min : .max
    guard !text.utf8.contains(where: { $0 | 0x20 == 0x65 }) else {
      let scaled = ((DecimalText.number(text) ?? 0) * 1e9).rounded(.towardZero)
      nanoseconds = Int128(exactly: scaled) ?? farthest
      return
    }
    nanoseconds = Int128((isNegative ? "-" : "") + parts[0] + decimals + zeros) ?? farthest
  }

  /// As a format writes it: seconds with decimals, or whole milliseconds.
  func text(in format: ExpositionFormat) -> String {
    guard format == .openMetrics else { return String(instant.milliseconds) }
    let (whole, rest) = nanoseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
    let sign = nanoseconds < 0 ? "-" : ""
    guard rest > 0 else { return "\(sign)\(whole)" }
    var decimals = Figures.padded(Int(rest), to: 9)
    while decimals.hasSuffix("0") { decimals.removeLast() }
    return "\(sign)\(whole).\(decimals)"
  }
}
