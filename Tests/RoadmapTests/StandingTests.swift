import Basics
import Roadmap
import Testing

@Suite struct StandingTests {
  private func standing(
    _ window: String?, _ today: Day, _ status: PlanItem.Status = .planned, launch: Day? = nil,
    entered: (start: Day?, end: Day?) = (nil, nil)
  ) -> Standing {
    var item = PlanItem.sample("m", .milestone, window.flatMap { Window($0) })
    (item.state.status, item.state.start, item.state.end) = (status, entered.start, entered.end)
    return Programme.sample([item], launch: launch).standing(of: item, on: today)
  }

  private static let november = "2025-11-01..2025-11-14"

  @Test(
    arguments: [
      ("2025-10-31", .upcoming), ("2025-11-01", .active), ("2025-11-14", .active),
      ("2025-11-15", .overdue(days: 1)),
      ("2025-12-14", .overdue(days: 30)),
    ] as [(Day, Standing)])
  func `work stands by its dates`(today: Day, expected: Standing) {
    #expect(standing(Self.november, today) == expected)
  }

  @Test(arguments: [(PlanItem.Status.done, Standing.done), (.dropped, .dropped), (.blocked, .blocked)])
  func `what people said counts before the dates`(status: PlanItem.Status, expected: Standing) {
    #expect(standing(Self.november, "2026-01-01", status) == expected)
  }

  @Test func `work that was started early is active, and late work overdue all the same`() {
    #expect(standing(Self.november, "2025-10-01", .active) == .active)
    #expect(standing(Self.november, "2025-11-20", .active) == .overdue(days: 6))
  }

  @Test func `entered dates count before planned ones`() {
    #expect(standing(Self.november, "2025-11-20", entered: (nil, "2025-11-30")) == .active)
    #expect(standing(Self.november, "2025-11-03", entered: ("2025-11-10", nil)) == .upcoming)
  }

  @Test func `months have no dates until the launch day is known`() {
    #expect(standing("M1", "2025-11-20") == .undated)
    #expect(standing("M1", "2025-11-20", .active) == .active)
    #expect(standing("M1", "2025-11-20", launch: "2025-11-01") == .active)
    #expect(standing(nil, "2025-11-20") == .undated)
  }

  @Test(arguments: ["ongoing", "ongoing M6-M12"])
  func `work without an end is never late`(window: String) {
    #expect(standing(window, "2099-01-01", launch: "2025-01-01") == .ongoing)
  }
}
