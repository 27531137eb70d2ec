import Basics
import Roadmap
import Testing

@Suite struct WindowDatesTests {
  private func days(_ window: String, _ launch: Day?) -> ClosedRange<Day>? {
    Window(window)?.days(launch: launch)
  }

  @Test(arguments: ["M4-M5", "8w in M3-M6", "W1", "ongoing M6-M12", "ongoing"])
  func `without a launch day a relative window has no dates`(window: String) {
    #expect(days(window, nil) == nil)
  }

  @Test func `a window of dates needs no launch day`() {
    let window = "2025-11-01"..."2025-11-14" as ClosedRange<Day>
    #expect(days("2025-11-01..2025-11-14", nil) == window)
    #expect(days("2025-11-01..2025-11-14", "2030-01-01") == window)
  }

  @Test(
    arguments: [
      ("M1", "2025-01-01", "2025-01-01", "2025-01-31"), ("M4-M5", "2025-01-01", "2025-04-01", "2025-05-31"),
      ("M2", "2024-01-15", "2024-02-15", "2024-03-14"), ("M14", "2025-11-01", "2026-12-01", "2026-12-31"),
      ("M2", "2025-01-31", "2025-02-28", "2025-03-30"), ("M2", "2024-01-31", "2024-02-29", "2024-03-30"),
      ("W1", "2024-12-23", "2024-12-23", "2024-12-29"), ("W3", "2024-12-23", "2025-01-06", "2025-01-12"),
      ("8w in M3-M6", "2025-01-01", "2025-03-01", "2025-04-25"),
      ("ongoing M6-M12", "2025-01-01", "2025-06-01", "2025-12-31"),
    ] as [(String, Day, Day, Day)])
  func `from a launch day a window has dates`(window: String, launch: Day, first: Day, last: Day) {
    #expect(days(window, launch) == first...last)
  }

  @Test(arguments: ["2024-01-31", "2025-01-30", "2023-12-29", "2024-02-29", "2025-06-15"] as [Day])
  func `months follow each other without a gap from any launch day`(launch: Day) throws {
    for month in 1...36 {
      let this = try #require(Window.months(month...month).days(launch: launch))
      let next = try #require(Window.months((month + 1)...(month + 1)).days(launch: launch))
      #expect(this.upperBound + 1 == next.lowerBound, "month \(month)")
    }
  }
}
