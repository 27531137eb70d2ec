import Basics
import Model
import Scheduling
import Store
import Testing

@Suite struct ActStoreTests {
  private let store: Store
  private static let at = Instant(rfc3339: "2026-03-14T09:00:00Z")!

  init() throws { store = try Store() }

  private func migration(_ number: Int64, _ stage: Migration.Stage, fault: String? = nil) -> Migration {
    let terms = [
      Term(english: "CPU left", chinese: "CPU 剩余", 212), Term(english: "odd", chinese: "异", -0.25),
    ]
    let grounds = Migration.Grounds(
      policy: "least-allocated", score: -335, terms: number == 2 ? [] : terms, fitting: 44, nodes: 60,
      next: number == 2 ? nil : .init(node: "n\"3", score: 333))
    return Migration(
      number: number, plan: 1, unit: "text-\(number)", from: "n1", to: "n2", cause: .failover,
      motive: Bilingual(english: "n1 is lost", chinese: "n1 已失联"), grounds: grounds, cores: 1.25,
      memory: 2e9, plannedAt: Self.at, startsAt: Self.at + .seconds(60), stage: stage,
      changedAt: Self.at + .seconds(5), fault: fault)
  }

  private func save(_ migrations: [Migration]) throws {
    try store.write { () throws(StoreFault) in for migration in migrations { try store.save(migration) } }
  }

  @Test(arguments: Migration.Stage.allCases)
  func `a migration comes back as it went, at every stage`(stage: Migration.Stage) throws {
    let both = [migration(1, stage, fault: "took_too_long"), migration(2, stage)]
    try save(both)
    #expect(try store.migrations(limit: 10) == both)
  }

  @Test func `one that goes on takes the place of what it was`() throws {
    try save([migration(1, .planned)])
    try save([migration(1, .loading)])
    #expect(try store.migrations(limit: 10) == [migration(1, .loading)])
  }

  @Test func `all that are not over are known, and the newest of the others`() throws {
    try save((1...9).map { migration($0, $0 == 1 ? .releasing : .done) })
    #expect(try store.migrations(limit: 3).map(\.number) == [1, 7, 8, 9])
  }

  private func move(_ number: Int64, _ unit: String, from origin: String?, to target: String?) -> Migration {
    Migration(
      number: number, plan: 1, unit: unit, of: "text", from: origin, to: target,
      cause: target == nil ? .idle : .demand, motive: Bilingual("x"), grounds: migration(1, .done).grounds,
      cores: 1, memory: 1, plannedAt: Self.at, startsAt: Self.at, stage: .done)
  }

  @Test func `what made a ghost is known as long as it is one, however long ago it was`() throws {
    let (first, second) = (move(1, "a", from: "n1", to: nil), move(2, "b", from: "n1", to: nil))
    let others = (3...30).map { migration($0, .done) }
    try save([first, second] + others)
    #expect(try store.migrations(limit: 3) == [first, second] + others.suffix(3))
    try save([move(31, "a", from: nil, to: "n2")])
    #expect(try store.migrations(limit: 2).map(\.number) == [2, 30, 31])
    try save([move(32, "a", from: "n2", to: nil)])
    #expect(try store.migrations(limit: 1).map(\.number) == [2, 32])
  }

  @Test func `a unit does not go from the store to the store`() throws {
    #expect(throws: StoreFault.self) { try save([move(1, "a", from: nil, to: nil)]) }
  }

  @Test func `a unit does not move to where it is`() throws {
    let here = Migration(
      number: 1, plan: 1, unit: "a", from: "n1", to: "n1", cause: .order, motive: Bilingual("x"),
      grounds: migration(1, .done).grounds, cores: 1, memory: 1, plannedAt: Self.at, startsAt: Self.at)
    #expect(throws: StoreFault.self) { try save([here]) }
  }

  @Test func `holds and settings are kept`() throws {
    let drain = NodeHold(
      node: "n1", isDraining: true, since: Self.at, who: "mei", reason: "new disk",
      deadline: Self.at + .minutes(10))
    let cordon = NodeHold(node: "n2", isDraining: false, since: Self.at, who: "lin", reason: "")
    var settings = ActSettings()
    (settings.isPaused, settings.pausedBy, settings.policy) = (true, "mei", "most-allocated")
    try store.write { () throws(StoreFault) in
      try store.save(drain)
      try store.save(cordon)
      try store.save(settings)
    }
    #expect(try store.holds() == [drain, cordon])
    #expect(try store.actSettings() == settings)
    try store.write { () throws(StoreFault) in try store.removeHold(of: "n1") }
    #expect(try store.holds() == [cordon])
  }

  @Test func `what was learned and the guardrail that was hit are kept`() throws {
    var settings = ActSettings()
    settings.policy = "v3"
    settings.fallBack = .init(.moves(60, most: 48), since: Self.at)
    #expect(try store.learning() == nil)
    try store.write { () throws(StoreFault) in
      try store.save(settings)
      try store.save(learning: "{\"old\": 1}")
      try store.save(learning: "{\"new\": 2}")
    }
    #expect(try store.actSettings() == settings && settings.policyInForce == "v1")
    #expect(try store.learning() == "{\"new\": 2}")
  }

  @Test func `settings that nobody understands are as from the start`() throws {
    try store.write { () throws(StoreFault) in
      try store.set("acts", to: "{\"policy\": \"magic\", \"paused\": 7}")
    }
    #expect(try store.actSettings() == ActSettings())
  }
}
