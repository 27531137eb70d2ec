import Basics

/// A time that comes again: hours of days, days of weeks and months, months, years. What it says nothing about holds
/// always (Alertmanager, timeinterval/timeinterval.go).
public struct CalendarInterval: Sendable, Hashable {
  /// Minutes since midnight; the last one is not in it.
  public var times: [Range<Int>] = []
  /// 0 for Sunday to 6 for Saturday.
  public var weekdays: [ClosedRange<Int>] = []
  /// From 1, or from the month's end with -1 for its last day.
  public var daysOfMonth: [DayRange] = []
  public var months: [ClosedRange<Int>] = []
  public var years: [ClosedRange<Int>] = []
  public var place = Place.utc

  /// Days of a month, counted from either end.
  public struct DayRange: Sendable, Hashable {
    public let first: Int
    public let last: Int

    /// Whether it has a day of a month that is so many days long.
    func contains(_ day: Int, of length: Int) -> Bool {
      let begin = first < 0 ? length + first + 1 : first
      let end = last < 0 ? length + last + 1 : last
      return day >= max(1, begin) && day <= min(end, length)
    }
  }

  /// Where the clock hangs that it goes by.
  public enum Place: Sendable, Hashable {
    case utc
    /// Where this program runs.
    case local
    case offset(Span)
    case named(String, ZoneTable)
  }

  public init() {}

  /// Whether an instant lies in it.
  /// - Parameter local: the zone of the place where this program runs.
  public func contains(_ instant: Instant, local: Zone) -> Bool {
    let zone = zone(at: instant, local: local)
    let day = zone.day(of: instant)
    let minute = Int(zone.timeOfDay(of: instant).milliseconds / 60_000)
    let (year, month, date) = day.parts
    let length = Day.length(ofMonth: month, in: year)
    return Self.holds(times.map { $0.contains(minute) })
      && Self.holds(weekdays.map { $0.contains(day.weekday % 7) })
      && Self.holds(daysOfMonth.map { $0.contains(date, of: length) })
      && Self.holds(months.map { $0.contains(month) }) && Self.holds(years.map { $0.contains(year) })
  }

  private static func holds(_ conditions: [Bool]) -> Bool { conditions.isEmpty || conditions.contains(true) }

  private func zone(at instant: Instant, local: Zone) -> Zone {
    switch place {
    case .utc: .utc
    case .local: local
    case .offset(let span): Zone(offset: span)
    case .named(_, let table): table.zone(at: instant)
    }
  }
}
