import Basics
import Community
import Costs
import Model
import Roadmap
import Store
import Testing

@Suite struct FactsTests {
  private let store: Store

  init() throws { store = try Store() }

  @Test func `documents come back in their order as they were`() throws {
    let facts = ["zeta", "alpha"].map {
      FactDocument(kind: .programme, identifier: $0, text: "{\"id\": \"\($0)\"}")
    }
    try store.load(facts, at: Sample.now)
    #expect(try store.facts(.programme).map(\.identifier) == ["zeta", "alpha"])
    #expect(try store.facts(.programme).map(\.text) == facts.map(\.text))
    #expect(try store.facts(.indicators).isEmpty)
    #expect(!store.hasNoFacts)
  }

  @Test func `a document that is not JSON is refused`() {
    let fact = FactDocument(kind: .programme, identifier: "x", text: "{oops")
    #expect(trouble { () throws(StoreFault) in try store.load([fact], at: Sample.now) } == .failed)
  }

  @Test func `what people enter about an item comes back, and what they do not stays open`() throws {
    var state = PlanItem.State()
    try store.save(state, of: "M1")
    #expect(try store.planStates() == ["M1": state])
    state.status = .blocked
    (state.progress, state.owner, state.note) = (0.35, "it's mira", "nul\0byte")
    (state.start, state.end, state.doneOn) = (Day(number: 20_000), Day(number: -5), Day(number: 0))
    (state.delivered, state.waiver) = (12.5, "the board agreed")
    try store.save(state, of: "M1")
    #expect(try store.planStates() == ["M1": state])
  }

  @Test(arguments: PlanItem.Status.allCases)
  func `every status of an item comes back`(status: PlanItem.Status) throws {
    var state = PlanItem.State()
    state.status = status
    try store.save(state, of: "M1")
    #expect(try store.planStates()["M1"]?.status == status)
  }

  @Test(arguments: [-0.01, 1.01])
  func `a progress beyond everything is refused`(progress: Double) {
    var state = PlanItem.State()
    state.progress = progress
    #expect(trouble { () throws(StoreFault) in try store.save(state, of: "M1") } == .failed)
  }

  @Test func `a reading comes back with where it came from`() throws {
    let readings = Provenance.allCases.enumerated().map { index, provenance in
      Reading(
        indicator: "users", day: index == 0 ? nil : Day(number: index), value: 0.1 + Double(index),
        comparator: Quantity.Comparator.allCases[index % 4], provenance: provenance,
        note: Bilingual(english: "note", chinese: "注"), source: "plan.md:7", isMarked: index == 1,
        enteredAt: Sample.now + .milliseconds(Int64(index)))
    }
    for reading in readings { try store.append(reading) }
    #expect(try store.readings() == readings)
  }

  @Test func `a reading is taken back alone`() throws {
    for second in 0..<3 as Range<Int64> {
      try store.append(
        Reading(
          indicator: "users", day: nil, value: 1, provenance: .manual,
          enteredAt: Sample.now + .seconds(second)))
    }
    try store.removeReading("users", enteredAt: Sample.now + .seconds(1))
    try store.removeReading("stars", enteredAt: Sample.now)
    #expect(try store.readings().map(\.enteredAt) == [Sample.now, Sample.now + .seconds(2)])
  }

  @Test func `settings are replaced and unknown ones are nil`() throws {
    try store.set("language", to: "en")
    try store.set("language", to: "'; DROP TABLE setting; --")
    #expect(try store.setting("language") == "'; DROP TABLE setting; --")
    #expect(try store.setting("theme") == nil)
  }

  @Test(arguments: Store.Subject.allCases)
  func `a subject counts its own changes`(subject: Store.Subject) throws {
    #expect(try store.revision(of: subject) == 0)
    try store.touch(subject)
    try store.touch(subject)
    for other in Store.Subject.allCases {
      #expect(try store.revision(of: other) == (other == subject ? 2 : 0))
    }
  }
}
