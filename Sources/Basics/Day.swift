/// A date of the proleptic Gregorian calendar, counted in days since 1970-01-01.
public struct Day: Hashable, Comparable, Sendable {
  public var number: Int

  public init(number: Int) { self.number = number }

  /// The date with these parts, or nil when there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9_999).contains(year), (1...12).contains(month), day >= 1,
      day <= Day.length(ofMonth: month, in: year)
    else { return nil }
    number = Day.number(year: year, month: month, day: day)
  }

  /// The date `2025-11-30` names, or nil.
  public init?(iso text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    // `Int` would take a sign as well.
    guard parts.count == 3, parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2,
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  public static func < (left: Day, right: Day) -> Bool { left.number < right.number }
  public static func + (day: Day, days: Int) -> Day { Day(number: day.number + days) }
  public static func - (later: Day, earlier: Day) -> Int { later.number - earlier.number }

  /// 1 for Monday to 7 for Sunday.
  public var weekday: Int { (number % 7 + 10) % 7 + 1 }

  /// The date as `2025-11-30`.
  public var iso: String {
    let (year, month, day) = parts
    return "\(Figures.padded(year, to: 4))-\(Figures.padded(month, to: 2))-\(Figures.padded(day, to: 2))"
  }

  /// The first instant of the day in UTC.
  public var start: Instant { Instant(seconds: Int64(number) * 86_400) }
}

extension Day {
  /// Year, month and day; the algorithm of Howard Hinnant, "chrono-compatible low-level date algorithms".
  public var parts: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  private static func number(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// How many days a month has.
  public static func length(ofMonth month: Int, in year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The same day of the month so many months on, or the last day of that month where it is shorter.
  public func adding(months: Int) -> Day {
    let (year, month, day) = parts
    let count = year * 12 + (month - 1) + months
    let (newYear, newMonth) = (count / 12, count % 12 + 1)
    let length = Day.length(ofMonth: newMonth, in: newYear)
    return Day(number: Day.number(year: newYear, month: newMonth, day: min(day, length)))
  }

  /// The first day of this day's month.
  public var startOfMonth: Day { self + (1 - parts.day) }
}
