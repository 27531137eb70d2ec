import Basics
import Roadmap
import Testing

@Suite struct WindowTests {
  @Test(arguments: [
    ("M4", Window.months(4...4)), ("M4-M5", .months(4...5)), ("M1-M12", .months(1...12)), ("W1", .week(1)),
    ("W52", .week(52)), ("8w in M3-M6", .weeks(8, within: 3...6)), ("2w in M1", .weeks(2, within: 1...1)),
    ("ongoing", .ongoing(nil)), ("ongoing M6-M12", .ongoing(6...12)),
    ("2025-11-01..2025-11-14", .calendar("2025-11-01"..."2025-11-14", byConvention: false)),
    ("2025-11-01..2025-11-14 by convention", .calendar("2025-11-01"..."2025-11-14", byConvention: true)),
    ("2024-02-29..2024-02-29", .calendar("2024-02-29"..."2024-02-29", byConvention: false)),
  ])
  func `a window is read and written in one notation`(text: String, window: Window) {
    #expect(Window(text) == window)
    #expect(window.written == text)
  }

  @Test(arguments: [
    "", " ", "some day", "M", "M0", "M-1", "m4", "M5-M4", "M1-", "M1-5", "M1-M2-M3", "M1.5", "M+1", "W", "W0",
    "W-1", "W+1",
    "0w in M1", "-8w in M1", "+8w in M1", "w in M1", "8 in M1", "8w M3-M6", "8w in", "8w in W1", "8w of M1",
    "ongoing W1", "ongoing M0", "ongoing ongoing",
    "2025-11-01", "2025-11-14..2025-11-01", "2025-02-30..2025-03-01", "2025-11-01...2025-11-14",
    "2025-11-01..2025-11-14 by habit", "2025-11-01..2025-11-14 convention", "M1-M9223372036854775807",
    "M99999999999999999999",
    "9223372036854775807w in M1", "W9223372036854775807",
  ])
  func `a text that is no window is refused`(text: String) { #expect(Window(text) == nil) }

  @Test(arguments: [
    ("M4-M6", 4, 6), ("8w in M3-M6", 3, 6), ("ongoing M6-M12", 6, 12), ("W1", 1, 1), ("W4", 1, 1),
    ("W5", 2, 2), ("W13", 4, 4),
  ])
  func `a relative window lies in months`(text: String, first: Int, last: Int) {
    #expect(Window(text)?.months == first...last)
  }

  @Test(arguments: ["2025-11-01..2025-11-14", "ongoing"])
  func `a window of dates or without an end lies in no months`(text: String) {
    #expect(Window(text)?.months == nil)
  }

  @Test(arguments: [
    ("M1", 30), ("M1-M3", 90), ("8w in M3-M6", 56), ("W7", 7), ("2025-11-01..2025-11-14", 14),
    ("2025-11-14..2025-11-14", 1), ("ongoing M6-M12", 0),
  ])
  func `how much time is planned`(text: String, days: Int) { #expect(Window(text)?.length == days) }

  @Test func `only work without an end is ongoing`() {
    #expect(Window("ongoing")?.isOngoing == true)
    #expect(Window("M1-M12")?.isOngoing == false)
  }
}
