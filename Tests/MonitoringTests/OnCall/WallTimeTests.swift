import Basics
import Testing

@Suite struct WallTimeTests {
  @Test(arguments: [
    ("2026-01-10T09:00", "2026-01-10T08:00:00Z"), ("2026-07-10T09:00", "2026-07-10T07:00:00Z"),
    ("2026-03-29T01:59", "2026-03-29T00:59:00Z"), ("2026-03-29T03:00", "2026-03-29T01:00:00Z"),
    ("2026-10-25T03:00", "2026-10-25T02:00:00Z"),
  ])
  func `a time on a wall in Berlin is one instant`(wall: String, instant: String) throws {
    let wall = try #require(WallTime(wall))
    #expect(Place.berlin.instant(of: wall) == at(instant))
    #expect(Place.berlin.wall(at: at(instant)) == wall)
  }

  @Test func `an hour that is left out is as much later, and of one that comes twice the first counts`()
    throws
  {
    let missing = try #require(WallTime("2026-03-29T02:30"))
    #expect(Place.berlin.instant(of: missing) == at("2026-03-29T01:30:00Z"))
    let twice = try #require(WallTime("2026-10-25T02:30"))
    #expect(Place.berlin.instant(of: twice) == at("2026-10-25T00:30:00Z"))
    #expect(
      Place.newYork.instant(of: try #require(WallTime("2026-11-01T01:30"))) == at("2026-11-01T05:30:00Z"))
  }

  @Test(arguments: ["2026-03-29", "2026-03-29T24:00", "2026-03-29T9:00", "2026-02-30T09:00", "T09:00", "x"])
  func `what is no time on a wall is refused`(text: String) { #expect(WallTime(text) == nil) }
}
