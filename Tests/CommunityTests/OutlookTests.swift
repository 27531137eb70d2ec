import Basics
import Community
import Testing

@Suite struct OutlookTests {
  private func outlook(
    _ amount: String?, by end: Day? = "2026-12-31", _ readings: [Reading], on today: Day = "2026-06-30",
    _ direction: Indicator.Direction = .up
  ) -> Outlook {
    Indicator.sample(direction, [(end, amount)]).outlook(readings, on: today)
  }

  @Test func `without a target there is nothing to hold a value against`() {
    #expect(Indicator.sample().outlook([.sample(5, on: nil)], on: "2026-06-30").verdict == .untargeted)
    #expect(Indicator.sample().outlook([], on: "2026-06-30").verdict == .untargeted)
  }

  @Test func `a target in words alone is no target to reach`() {
    #expect(outlook(nil, [.sample(5, on: nil)]).verdict == .untargeted)
    #expect(outlook("unlimited", [.sample(5, on: nil)]).verdict == .untargeted)
    #expect(outlook("unlimited", [.sample(5, on: nil)]).distance == nil)
  }

  @Test func `without a value the outlook is unknown, and missed when the time is over`() {
    #expect(outlook(">=100", []).verdict == .unknown)
    #expect(outlook(">=100", by: nil, []).verdict == .unknown)
    #expect(outlook(">=100", by: "2026-06-29", []).verdict == .missed)
  }

  @Test(arguments: [
    (">=100", 100, true), (">=100", 99.9, false), ("<=5", 5, true), ("<=5", 5.1, false), ("=24", 24, true),
    ("=24", 25, false),
    ("3-5", 3, true), ("3-5", 5, true), ("3-5", 6, false), ("Top 3", 3, true), ("Top 3", 4, false),
    ("98%+", 98, true),
  ])
  func `a target is met by its own comparator`(amount: String, value: Double, isMet: Bool) {
    #expect((outlook(amount, [.sample(value, on: "2026-06-01")]).verdict == .met) == isMet)
  }

  @Test func `the last day of a period still counts`() {
    let readings = [Reading.sample(50, on: "2026-06-01")]
    #expect(outlook(">=100", by: "2026-06-30", readings, on: "2026-06-30").verdict == .open)
    #expect(outlook(">=100", by: "2026-06-30", readings, on: "2026-07-01").verdict == .missed)
    #expect(outlook(">=50", by: "2026-06-30", readings, on: "2026-07-01").verdict == .met)
  }

  @Test func `a single reading tells no pace`() {
    #expect(outlook(">=100", [.sample(50, on: "2026-06-01")]).verdict == .open)
    #expect(outlook(">=100", [.sample(50, on: nil), .sample(60, on: nil, entered: 1)]).verdict == .open)
    #expect(
      outlook(">=100", [.sample(1, on: "2026-06-01"), .sample(2, on: "2026-06-01", entered: 1)]).verdict
        == .open)
  }

  @Test func `the pace so far reaches the target, or does not`() {
    let start = Reading.sample(0, on: "2026-01-01")
    #expect(outlook(">=100", [start, .sample(50, on: "2026-07-01")]).verdict == .onPace)
    #expect(outlook(">=100", [start, .sample(40, on: "2026-07-01")]).verdict == .behind)
    #expect(
      outlook("<=5", [.sample(20, on: "2026-01-01"), .sample(12, on: "2026-07-01")], .down).verdict == .onPace
    )
    #expect(
      outlook("<=5", [.sample(20, on: "2026-01-01"), .sample(19, on: "2026-07-01")], .down).verdict == .behind
    )
  }

  @Test func `the order in which readings come does not matter`() {
    let readings = [
      Reading.sample(50, on: "2026-07-01"), .sample(0, on: "2026-01-01"), .sample(20, on: "2026-03-01"),
    ]
    #expect(outlook(">=100", readings) == outlook(">=100", readings.reversed()))
  }

  @Test(arguments: [
    (">=100", 60, 40), (">=100", 120, 0), ("<=5", 8, -3), ("<=5", 2, 0), ("3-5", 1, 2), ("3-5", 7, -2),
    ("3-5", 4, 0),
  ])
  func `the distance is what is still to go`(amount: String, value: Double, distance: Double) {
    #expect(outlook(amount, [.sample(value, on: "2026-06-01")]).distance == distance)
  }

  @Test(arguments: [
    (">=100", 25.0, 0.25, Indicator.Direction.up), (">=100", 150, 1, .up), (">=100", -5, 0, .up),
    ("<=5", 10, 0.5, .down), ("<=5", 4, 1, .down),
  ])
  func `the share of the way lies between nothing and all`(
    amount: String, value: Double, share: Double, direction: Indicator.Direction
  ) {
    #expect(outlook(amount, [.sample(value, on: "2026-06-01")], direction).share == share)
  }
}
