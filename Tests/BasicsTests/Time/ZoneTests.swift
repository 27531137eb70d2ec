import Basics
import Testing

@Suite struct ZoneTests {
  @Test(arguments: [
    (Span.zero, "2025-11-30", "23:30:15"), (.hours(8), "2025-12-01", "07:30:15"),
    (.hours(-5), "2025-11-30", "18:30:15"),
    (.minutes(345), "2025-12-01", "05:15:15"), (.hours(14), "2025-12-01", "13:30:15"),
    (.hours(-12), "2025-11-30", "11:30:15"),
  ])
  func `an instant has another date and clock in every zone`(offset: Span, day: String, clock: String) throws
  {
    let instant = try #require(Instant(rfc3339: "2025-11-30T23:30:15.999Z"))
    #expect(Zone(offset: offset).day(of: instant).iso == day)
    #expect(Zone(offset: offset).clock(instant) == clock)
    #expect(Zone(offset: offset).clock(instant, seconds: false) == String(clock.prefix(5)))
  }

  @Test func `when daylight saving ends an hour of the clock comes twice`() throws {
    let (summer, winter) = (Zone(offset: .hours(2)), Zone(offset: .hours(1)))
    let change = try #require(Instant(rfc3339: "2025-10-26T01:00:00Z"))
    #expect(summer.clock(change - .minutes(30)) == "02:30:00")
    #expect(winter.clock(change + .minutes(30)) == "02:30:00")
    #expect(summer.start(of: winter.day(of: change)) < winter.start(of: winter.day(of: change)))
  }

  @Test(arguments: [-1, -86_400_000, -86_400_001, 0, 86_399_999] as [Int64])
  func `the time of day is never negative and shorter than a day`(milliseconds: Int64) {
    let instant = Instant(milliseconds: milliseconds)
    let time = Zone.utc.timeOfDay(of: instant)
    #expect(time >= .zero && time < .days(1))
    #expect(Zone.utc.day(of: instant).start + time == instant)
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `a local day holds the instants from its start to the next`(seed: UInt64) {
    var chance = Chance(seed: seed)
    let zone = Zone(offset: .minutes(.random(in: -720...840, using: &chance)))
    let instant = Instant(milliseconds: .random(in: -4_000_000_000_000...4_000_000_000_000, using: &chance))
    let day = zone.day(of: instant)
    #expect(zone.start(of: day) <= instant && instant < zone.start(of: day + 1))
  }
}
