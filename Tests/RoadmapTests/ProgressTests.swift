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
