import Basics
import Roadmap
import Testing

@Suite struct ProgressTests {
  private func set(
    _ programme: inout Programme, _ identifier: String, _ change: (inout PlanItem.State) -> Void
  ) {
    guard var state = programme.item(identifier)?.state else { return }
    change(&state)
    programme.set(state, of: identifier)
  }

  private func progress(_ programme: Programme, _ identifier: String) -> Double? {
    programme.item(identifier).map { programme.progress(of: $0) }
  }

  private let programme = Programme.sample([
    .sample("m", .milestone, Window("M1")), .sample("t1", .task, in: "m"), .sample("t2", .task, in: "m"),
    .sample("d1", .deliverable, in: "m", amount: Quantity(20)), .sample("d2", .deliverable, in: "m"),
    .sample("n", .milestone, Window("M2-M4")), .sample("o", .milestone, Window("ongoing")),
  ])

  @Test func `nothing is done at first`() {
    #expect(progress(programme, "m") == 0)
    #expect(programme.computedCompletion == 0)
  }

  @Test func `a milestone is the mean of its tasks and outputs`() {
    var programme = programme
    set(&programme, "t1") { $0.status = .done }
    set(&programme, "t2") { $0.progress = 0.5 }
    set(&programme, "d1") { $0.delivered = 5 }
    #expect(progress(programme, "m") == (1 + 0.5 + 0.25 + 0) / 4)
  }

  @Test func `delivering more than was promised is no more than all`() {
    var programme = programme
    set(&programme, "d1") { $0.delivered = 50 }
    #expect(progress(programme, "d1") == 1)
  }

  @Test func `what was entered counts before what is computed, and done before both`() {
    var programme = programme
    set(&programme, "t1") { $0.status = .done }
    set(&programme, "m") { $0.progress = 0.1 }
    #expect(progress(programme, "m") == 0.1)
    set(&programme, "m") { $0.status = .done }
    #expect(progress(programme, "m") == 1)
  }

  @Test func `a tick in the document counts for nothing`() {
    let ticked = Programme.sample([.sample("m"), .sample("t", .task, in: "m", isMarked: true)])
    #expect(progress(ticked, "m") == 0)
  }

  @Test func `a programme weighs its milestones by their length and leaves the endless out`() {
    var programme = programme
    set(&programme, "m") { $0.status = .done }
    set(&programme, "o") { $0.status = .done }
    #expect(programme.computedCompletion == 0.25)
  }

  @Test func `what was dropped neither counts nor weighs`() {
    var programme = programme
    set(&programme, "m") { $0.status = .done }
    set(&programme, "n") { $0.status = .dropped }
    #expect(programme.computedCompletion == 1)
  }

  @Test func `a programme of nothing is not done`() { #expect(Programme.sample().computedCompletion == 0) }
}

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
