import Basics
import Testing

@Suite struct DayTests {
  @Test(arguments: [
    ("1970-01-01", 0, 4), ("1969-12-31", -1, 3), ("2000-02-29", 11_016, 2), ("2024-02-29", 19_782, 4),
    ("2025-11-30", 20_422, 7), ("0001-01-01", -719_162, 1), ("9999-12-31", 2_932_896, 5),
    ("1582-10-15", -141_427, 5),
  ])
  func `a date is a number of days with a day of the week`(iso: String, number: Int, weekday: Int) {
    #expect(Day(iso: iso)?.number == number)
    #expect(Day(number: number).iso == iso)
    #expect(Day(number: number).weekday == weekday)
  }

  @Test(arguments: [
    "", "2025-11-31", "2025-02-29", "1900-02-29", "2100-02-29", "2025-00-10", "2025-13-01", "2025-01-00",
    "0000-01-01",
    "2025-1-1", "25-01-01", "2025-01-01T", "2025/01/01", "2025-01-01-", "20250101", "+025-01-01",
    "2025-+1-01", "2025-01-+1",
    "２０２５-01-01", "2025-01-0١", " 2025-01-01",
  ])
  func `a day that is not in the calendar is none`(text: String) {
    #expect(Day(iso: text) == nil)
  }

  @Test(arguments: [(2_000, 29), (1_900, 28), (2_024, 29), (2_023, 28), (2_400, 29), (2_100, 28)])
  func `every fourth year is a leap year but for most centuries`(year: Int, length: Int) {
    #expect(Day.length(ofMonth: 2, in: year) == length)
  }

  @Test(arguments: [
    ("2024-01-31", 1, "2024-02-29"), ("2023-01-31", 1, "2023-02-28"), ("2024-02-29", 12, "2025-02-28"),
    ("2024-12-31", 2, "2025-02-28"), ("2024-03-31", -1, "2024-02-29"), ("2024-01-15", -1, "2023-12-15"),
    ("2024-05-31", 0, "2024-05-31"), ("2024-01-01", -24, "2022-01-01"), ("2023-10-31", 120, "2033-10-31"),
  ])
  func `months on, the day stays unless the month is too short`(start: String, months: Int, end: String)
    throws
  {
    #expect(try #require(Day(iso: start)).adding(months: months).iso == end)
  }

  @Test func `a month begins with its first day`() throws {
    #expect(try #require(Day(iso: "2024-02-29")).startOfMonth.iso == "2024-02-01")
    #expect(try #require(Day(iso: "2024-02-01")).startOfMonth.iso == "2024-02-01")
  }

  @Test func `the calendar has no holes`() {
    var (day, number) = ((1899, 12, 31), Day(year: 1899, month: 12, day: 31)?.number ?? 0)
    for _ in 0..<80_000 {
      number += 1
      let next = Day(number: number).parts
      let isNextDay = next.day == day.2 + 1 && next.month == day.1 && next.year == day.0
      let isNextMonth =
        next.day == 1 && (next.month == day.1 + 1 || next.month == 1 && next.year == day.0 + 1)
      guard isNextDay || isNextMonth, Day(year: next.year, month: next.month, day: next.day)?.number == number
      else {
        Issue.record("\(next) does not follow \(day)")
        return
      }
      day = (next.year, next.month, next.day)
    }
    #expect(day.0 == 2_119)
  }

  @Test func `days are counted between dates`() throws {
    let (first, last) = (try #require(Day(iso: "2024-02-28")), try #require(Day(iso: "2024-03-01")))
    #expect(last - first == 2)
    #expect(first + 2 == last)
    #expect(first < last)
    #expect(first.start.rfc3339 == "2024-02-28T00:00:00Z")
  }
}
