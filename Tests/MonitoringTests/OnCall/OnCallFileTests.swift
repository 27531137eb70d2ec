import Basics
import Testing

@testable import Monitoring

@Suite struct OnCallFileTests {
  private static let text = """
    {
      // Two people and a boss.
      people: {
        ann: {name: "Ann", notify: ["mailto:ann@example.org"], zone: "Europe/Berlin"},
        mei: {name: "梅", zone: "Asia/Shanghai"},
        boss: {zone: "America/New_York"},
      },
      schedules: [
        {
          name: "primary", zone: "Europe/Berlin",
          layers: [{people: ["ann", "mei"], start: "2026-03-02T09:00", length: "week"}],
          overrides: [{person: "boss", from: "2026-03-04T00:00", to: "2026-03-05T00:00:00Z"}],
        },
      ],
      policies: [
        {name: "disks", match: {team: "disk"}, steps: [{after: "1m", notify: ["boss"]}]},
        {name: "all", severity: "warning", steps: [
          {after: "0s", notify: ["primary"]}, {after: "10m", notify: ["primary", "boss"]},
        ]},
      ],
    }
    """

  private func read(_ text: String) throws(JSONFault) -> OnCallPlan {
    try OnCallFile.plan(Array(text.utf8), name: "oncall.json") { Place.all[$0] }
  }

  @Test func `a file gives people, turns and whom to tell`() throws {
    let plan = try read(Self.text)
    #expect(plan.people.map(\.name) == ["Ann", "梅", "boss"])
    let duty = try #require(plan.duties(at: at("2026-03-03T12:00:00Z")).first)
    #expect(duty.person?.identifier == "ann" && duty.until == at("2026-03-03T23:00:00Z"))
    #expect(duty.next?.person.identifier == "boss" && duty.next?.to == at("2026-03-05T00:00:00Z"))
    #expect(plan.gaps(from: at("2026-03-03T00:00:00Z"), to: at("2026-03-17T00:00:00Z")).isEmpty)
  }

  @Test func `the first policy that fits an incident names the people as they are on call then`() throws {
    let plan = try read(Self.text)
    var book = IncidentBook()
    book.see([fired("Disk", on: "a"), fired("Full", on: "b", labels: ["team": "disk"])], at: 0)
    let (all, disks) = (try #require(book[1]), try #require(book[2]))
    #expect(
      plan.ladder(for: all, at: at("2026-03-10T00:00:00Z")).map(\.people) == [["mei"], ["mei", "boss"]])
    #expect(
      plan.ladder(for: disks, at: at("2026-03-10T00:00:00Z")) == [Rung(after: .minutes(1), people: ["boss"])])
    #expect(plan.ladder(for: all, at: at("2026-01-01T00:00:00Z")).first?.people == ["primary"])
  }

  @Test func `night is where the person is`() throws {
    let plan = try read(Self.text)
    let time = at("2026-03-10T18:00:00Z")
    #expect(plan.person("mei")?.isNight(at: time) == true)
    #expect(plan.person("ann")?.isNight(at: time) == false)
  }

  @Test(arguments: [
    ("\"week\"", "\"5m\"", "11:76", "at least an hour"),
    ("\"mei\"]", "\"kim\"]", "11:33", "no person \"kim\""),
    ("zone: \"Asia/Shanghai\"", "zone: \"Asia/Nowhere\"", "5:28", "no time zone"),
    ("[\"boss\"]}]", "[\"bos\"]}]", "16:75", "no schedule and no person"),
    ("2026-03-02T09:00", "2026-03-02", "11:48", "a local time"),
    ("match:", "macth:", "16:21", "not known here"),
    ("to: \"2026-03-05T00:00:00Z\"", "to: \"2026-03-01T00:00\"", "12:19", "ends before it begins"),
  ])
  func `what is wrong is told with its place`(part: String, wrong: String, place: String, reason: String) {
    let text = Self.text.replacing(part, with: wrong)
    do throws(JSONFault) {
      _ = try read(text)
      Issue.record("nothing was wrong with \(wrong)")
    } catch {
      #expect(
        error.description.hasPrefix("oncall.json:\(place): ") && error.reason.contains(reason), "\(error)")
    }
  }
}
