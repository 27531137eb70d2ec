/// A length of time in whole milliseconds; negative when it points into the past.
public struct Span: Hashable, Comparable, Sendable {
  public var milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  public static let zero = Span(milliseconds: 0)
  public static func milliseconds(_ count: Int64) -> Span { Span(milliseconds: count) }
  public static func seconds(_ count: Int64) -> Span { Span(milliseconds: count * 1_000) }
  public static func minutes(_ count: Int64) -> Span { .seconds(count * 60) }
  public static func hours(_ count: Int64) -> Span { .minutes(count * 60) }
  public static func days(_ count: Int64) -> Span { .hours(count * 24) }

  /// The span as a number of seconds, for arithmetic with rates.
  @inlinable public var seconds: Double { Double(milliseconds) / 1_000 }

  public static func < (left: Span, right: Span) -> Bool { left.milliseconds < right.milliseconds }
  public static func + (left: Span, right: Span) -> Span {
    Span(milliseconds: left.milliseconds + right.milliseconds)
  }
  public static func - (left: Span, right: Span) -> Span {
    Span(milliseconds: left.milliseconds - right.milliseconds)
  }
  public static func * (span: Span, factor: Int64) -> Span { Span(milliseconds: span.milliseconds * factor) }
  public static func / (span: Span, divisor: Int64) -> Span {
    Span(milliseconds: span.milliseconds / divisor)
  }
  public static prefix func - (span: Span) -> Span { Span(milliseconds: -span.milliseconds) }
}

extension Span {
  /// The units of a Prometheus duration, largest first.
  private static let units: [(name: String, milliseconds: Int64)] = [
    ("y", 365 * 86_400_000), ("w", 7 * 86_400_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000),
    ("s", 1_000), ("ms", 1),
  ]

  /// Reads a duration as Prometheus writes it: `5m`, `1h30m`, `500ms`, units in falling order, each once.
  /// Nil when the text is anything else, or longer than a 64-bit count of milliseconds.
  public init?(prometheus text: some StringProtocol) {
    if text == "0" {
      self = .zero
      return
    }
    var rest = Substring(text)
    var total: Int64 = 0
    var smallest = -1
    while !rest.isEmpty {
      guard let part = Self.nextPart(of: &rest), part.rank > smallest else { return nil }
      let (scaled, overflow) = part.count.multipliedReportingOverflow(by: Self.units[part.rank].milliseconds)
      let (sum, carried) = total.addingReportingOverflow(scaled)
      guard !overflow, !carried else { return nil }
      (total, smallest) = (sum, part.rank)
    }
    guard smallest >= 0 else { return nil }
    self.init(milliseconds: total)
  }

  private static func nextPart(of rest: inout Substring) -> (count: Int64, rank: Int)? {
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    rest = rest.dropFirst(digits.count)
    let letters = rest.prefix { $0.isLetter }
    rest = rest.dropFirst(letters.count)
    guard let count = Int64(digits), let rank = units.firstIndex(where: { $0.name == letters }) else {
      return nil
    }
    return (count, rank)
  }

  /// The span as Prometheus writes durations: `0s`, `90s` as `1m30s`, weeks and years only when they fit exactly.
  public var prometheus: String {
    guard milliseconds != 0 else { return "0s" }
    var text = milliseconds < 0 ? "-" : ""
    var rest = milliseconds.magnitude
    for (name, size) in Self.units {
      let size = UInt64(size)
      let exactOnly = name == "y" || name == "w"
      guard exactOnly ? rest % size == 0 : rest >= size, rest > 0 else { continue }
      text += "\(rest / size)\(name)"
      rest %= size
    }
    return text
  }
}
