/// What a clock on a wall shows, wherever that is: a date and a time of day without a zone.
public struct WallTime: Hashable, Comparable, Sendable {
  public let day: Day
  /// Since midnight, less than a day.
  public let timeOfDay: Span

  public init(day: Day, timeOfDay: Span) {
    self.day = day
    self.timeOfDay = timeOfDay
  }

  /// What stands so many milliseconds after 1970-01-01T00:00.
  fileprivate init(milliseconds: Int64) {
    let shown = Instant(milliseconds: milliseconds)
    day = Zone.utc.day(of: shown)
    timeOfDay = Zone.utc.timeOfDay(of: shown)
  }

  /// Reads `2026-03-02T09:00`, with seconds if there are any; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "T", omittingEmptySubsequences: false)
    guard parts.count == 2, let day = Day(iso: parts[0]), let time = Span(clock: parts[1]), time < .days(1)
    else {
      return nil
    }
    self.init(day: day, timeOfDay: time)
  }

  fileprivate var milliseconds: Int64 { day.start.milliseconds + timeOfDay.milliseconds }

  public static func < (left: WallTime, right: WallTime) -> Bool { left.milliseconds < right.milliseconds }
  public static func + (time: WallTime, span: Span) -> WallTime {
    WallTime(milliseconds: time.milliseconds + span.milliseconds)
  }
  public static func - (later: WallTime, earlier: WallTime) -> Span {
    .milliseconds(later.milliseconds - earlier.milliseconds)
  }
}

extension Span {
  /// Reads a time of day such as `09:00` or `09:00:30`, up to `24:00`; nil for anything else.
  public init?(clock text: some StringProtocol) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part -> Int64? in
      part.utf8.count == 2 && part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int64(part) : nil
    }
    guard (2...3).contains(parts.count), numbers.count == parts.count, numbers[1] < 60,
      numbers.count < 3 || numbers[2] < 60
    else { return nil }
    self = .hours(numbers[0]) + .minutes(numbers[1]) + .seconds(numbers.count > 2 ? numbers[2] : 0)
    guard self <= .days(1) else { return nil }
  }
}

extension ZoneTable {
  /// What the clocks of the place show.
  public func wall(at instant: Instant) -> WallTime {
    WallTime(milliseconds: (instant + zone(at: instant).offset).milliseconds)
  }

  /// When the clocks of the place show a time: the first time of two, and where it is left out as much later as is left
  /// out.
  public func instant(of wall: WallTime) -> Instant {
    let shown = Instant(milliseconds: wall.milliseconds)
    // No place is further than 14 hours from UTC, and none changes its clocks twice in two days.
    let before = zone(at: shown - .days(1)).offset
    let candidates = [before, zone(at: shown + .days(1)).offset].map { (at: shown - $0, offset: $0) }
    let real = candidates.filter { zone(at: $0.at).offset == $0.offset }.map(\.at).min()
    return real ?? shown - before
  }
}
