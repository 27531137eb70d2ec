/// A point in time: whole milliseconds since 1970-01-01T00:00:00Z, leap seconds ignored.
public struct Instant: Hashable, Comparable, Sendable {
  public var milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }
  public init(seconds: Int64) { milliseconds = seconds * 1_000 }

  public static let epoch = Instant(milliseconds: 0)
  /// Before every other.
  public static let never = Instant(milliseconds: .min)
  /// After every other.
  public static let distantFuture = Instant(milliseconds: .max)

  /// Seconds since the epoch, as Prometheus counts time.
  @inlinable public var seconds: Double { Double(milliseconds) / 1_000 }

  public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }
  public static func + (instant: Instant, span: Span) -> Instant {
    Instant(milliseconds: instant.milliseconds + span.milliseconds)
  }
  public static func - (instant: Instant, span: Span) -> Instant {
    Instant(milliseconds: instant.milliseconds - span.milliseconds)
  }
  public static func - (later: Instant, earlier: Instant) -> Span {
    Span(milliseconds: later.milliseconds - earlier.milliseconds)
  }

  /// The last whole multiple of `step` since the epoch that is not after this instant.
  public func rounded(downTo step: Span) -> Instant {
    let remainder = milliseconds % step.milliseconds
    return Instant(milliseconds: milliseconds - (remainder < 0 ? remainder + step.milliseconds : remainder))
  }
}
