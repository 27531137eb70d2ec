/// How far local time runs ahead of UTC. Whoever owns the clock sets it anew when daylight saving changes it.
public struct Zone: Hashable, Sendable {
  public var offset: Span

  public init(offset: Span) { self.offset = offset }

  public static let utc = Zone(offset: .zero)

  /// The local date at an instant.
  public func day(of instant: Instant) -> Day {
    let local = (instant + offset).milliseconds
    let days = local / 86_400_000
    return Day(number: Int(local < 0 && local % 86_400_000 != 0 ? days - 1 : days))
  }

  /// The local time of day in milliseconds since midnight.
  public func timeOfDay(of instant: Instant) -> Span {
    (instant + offset) - day(of: instant).start
  }

  /// The local time of day as `21:07:44`, or `21:07` without seconds.
  public func clock(_ instant: Instant, seconds: Bool = true) -> String {
    let total = Int(timeOfDay(of: instant).milliseconds / 1_000)
    let minutes = "\(Figures.padded(total / 3_600, to: 2)):\(Figures.padded(total / 60 % 60, to: 2))"
    return seconds ? "\(minutes):\(Figures.padded(total % 60, to: 2))" : minutes
  }

  /// The first instant of a local day.
  public func start(of day: Day) -> Instant { day.start - offset }
}
