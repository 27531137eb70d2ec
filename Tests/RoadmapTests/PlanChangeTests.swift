import Basics
import Roadmap
import Testing

@Suite struct PlanChangeTests {
  private let today: Day = "2025-11-20"
  private let plan = Plan(programmes: [
    .sample([
      .sample("m", .milestone, Window("2025-11-01..2025-11-30")), .sample("t", .task, in: "m"),
      .sample("d", .deliverable, in: "m", amount: Quantity(20)), .sample("c", .checkpoint, Window("M3")),
      .sample("g", .goal), .sample("x", .detail, in: "t"),
    ])
  ])

  private func change(_ kind: Address.Kind, _ identifier: String, _ field: PlanChange.Field, _ value: String)
    -> PlanChange
  {
    PlanChange(Address(kind, identifier), field, value)
  }

  private func fault(_ change: PlanChange) -> PlanFault? {
    var plan = plan
    do throws(PlanFault) { _ = try plan.apply(change, on: today) } catch { return error }
    return nil
  }

  /// The state of an item after a change.
  private func state(_ change: PlanChange) throws -> PlanItem.State {
    var plan = plan
    _ = try plan.apply(change, on: today)
    return try #require(plan.find(change.address.identifier)?.item.state)
  }

  @Test func `every field is entered as it is typed`() throws {
    #expect(try state(change(.milestone, "m", .status, "active")).status == .active)
    #expect(try state(change(.milestone, "m", .owner, "mira")).owner == "mira")
    #expect(try state(change(.milestone, "m", .start, "2025-11-05")).start == "2025-11-05")
    #expect(try state(change(.milestone, "m", .end, "2025-12-05")).end == "2025-12-05")
    #expect(try state(change(.task, "t", .note, "it's late")).note == "it's late")
    #expect(try state(change(.deliverable, "d", .delivered, "1,200")).delivered == 1_200)
    #expect(try state(change(.checkpoint, "c", .waiver, "agreed")).waiver == "agreed")
  }

  @Test(arguments: [("0", 0), ("35", 0.35), ("35%", 0.35), ("12.5 %", 0.125), ("100", 1)])
  func `progress is typed in percent`(text: String, progress: Double) throws {
    #expect(try state(change(.milestone, "m", .progress, text)).progress == progress)
  }

  @Test(arguments: ["-1", "101", "half", "%", "nan", "inf"])
  func `a progress that is none is refused`(text: String) {
    #expect(fault(change(.milestone, "m", .progress, text)) == .badProgress(text))
  }

  @Test(arguments: ["2025-02-30", "tomorrow", "2025-1-1", "01.11.2025"])
  func `a date that is none is refused`(text: String) {
    #expect(fault(change(.milestone, "m", .start, text)) == .badDate(text))
    #expect(fault(change(.programme, "X", .launch, text)) == .badDate(text))
  }

  @Test func `a status, an amount and a thing that are none are refused`() {
    #expect(fault(change(.milestone, "m", .status, "nearly")) == .badStatus("nearly"))
    #expect(fault(change(.deliverable, "d", .delivered, "many")) == .badAmount("many"))
    #expect(fault(change(.deliverable, "d", .delivered, "-3")) == .badAmount("-3"))
    #expect(fault(change(.milestone, "nobody", .status, "done")) == .unknown(Address(.milestone, "nobody")))
    #expect(fault(change(.task, "m", .status, "done")) == .unknown(Address(.task, "m")))
    #expect(fault(change(.programme, "Y", .owner, "mira")) == .unknown(Address(.programme, "Y")))
  }

  @Test func `an end before the start is refused, entered or planned`() {
    let early = change(.milestone, "m", .end, "2025-10-31")
    #expect(fault(early) == .endBeforeStart(start: "2025-11-01", end: "2025-10-31"))
    let late = change(.milestone, "m", .start, "2025-12-01")
    #expect(fault(late) == .endBeforeStart(start: "2025-12-01", end: "2025-11-30"))
  }

  @Test(arguments: PlanItem.Kind.allCases, PlanChange.Field.allCases)
  func `a field that does not belong to a kind is refused`(kind: PlanItem.Kind, field: PlanChange.Field) {
    let item = PlanItem.sample("i", kind)
    var plan = Plan(programmes: [.sample([item])])
    let change = PlanChange(item.address, field, "")
    do throws(PlanFault) {
      _ = try plan.apply(change, on: today)
      #expect(Plan.fields(of: kind).contains(field))
    } catch {
      #expect(error == .misplaced(field, item.address))
      #expect(!Plan.fields(of: kind).contains(field))
    }
  }

  @Test func `an empty text takes an entry back`() throws {
    var plan = plan
    for field in [PlanChange.Field.progress, .owner, .start, .end, .note] {
      let value = ["progress": "50", "start": "2025-11-02", "end": "2025-11-29"][field.rawValue] ?? "text"
      _ = try plan.apply(change(.milestone, "m", field, value), on: today)
      _ = try plan.apply(change(.milestone, "m", field, ""), on: today)
    }
    #expect(plan == self.plan)
  }

  @Test(arguments: [
    (PlanChange.Field.status, "active", "blocked"), (.progress, "12.345", "50"), (.owner, "mira", "li"),
    (.start, "2025-11-02", "2025-11-03"),
    (.end, "2025-11-28", "2025-11-29"), (.note, "one", "two"), (.note, "", "two"), (.progress, "", "7"),
  ])
  func `what a change gives back undoes it`(field: PlanChange.Field, before: String, after: String) throws {
    var plan = plan
    _ = try plan.apply(change(.milestone, "m", field, before), on: today)
    let kept = plan
    let undo = try plan.apply(change(.milestone, "m", field, after), on: today)
    #expect(plan != kept)
    _ = try plan.apply(undo, on: today)
    #expect(plan == kept)
  }

  @Test func `what is done keeps the day it was done first`() throws {
    var plan = plan
    _ = try plan.apply(change(.task, "t", .status, "done"), on: "2025-11-20")
    _ = try plan.apply(change(.task, "t", .status, "done"), on: "2025-11-25")
    #expect(plan.find("t")?.item.state.doneOn == "2025-11-20")
    _ = try plan.apply(change(.task, "t", .status, "active"), on: "2025-11-26")
    #expect(plan.find("t")?.item.state.doneOn == nil)
  }

  @Test func `a launch day and an owner are entered and taken back`() throws {
    var plan = plan
    let undoLaunch = try plan.apply(change(.programme, "X", .launch, "2025-01-01"), on: today)
    let undoOwner = try plan.apply(change(.programme, "X", .owner, "mira"), on: today)
    #expect(plan.programme("X")?.launch == "2025-01-01")
    #expect(plan.programme("X")?.owner == "mira")
    _ = try plan.apply(undoOwner, on: today)
    _ = try plan.apply(undoLaunch, on: today)
    #expect(plan == self.plan)
  }

  @Test func `a change that is refused changes nothing`() {
    var plan = plan
    #expect(throws: PlanFault.self) { try plan.apply(change(.milestone, "m", .end, "2020-01-01"), on: today) }
    #expect(plan == self.plan)
  }
}
