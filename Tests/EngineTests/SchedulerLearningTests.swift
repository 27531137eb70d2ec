import Basics
import Costs
import Model
import Monitoring
import Scheduling
import Store
import Testing

@testable import Engine

/// What the live house learns by placing units, and what becomes of it.
@Suite struct SchedulerLearningTests {
  private static let scheduler = Address(.scheduler, "acts")

  /// A world in which a generation chooses.
  private func world(
    _ policy: String, _ guardrails: Guardrails = Guardrails(), prices: PriceBook? = nil
  ) throws -> ActWorld {
    var world = try ActWorld { configuration in
      configuration.guardrails = guardrails
      configuration.prices = prices ?? configuration.prices
    }
    world.pass(.minutes(1))
    try world.order(.set, Self.scheduler, ["field": "policy", "value": policy])
    world.step()
    return world
  }

  /// Empties nodes one after another, each a batch or more.
  private func drain(_ count: Int, _ world: inout ActWorld) throws {
    let nodes = world.snapshot.nodes.map(\.identifier).sorted()
    for turn in 0..<count {
      let node = nodes[turn % nodes.count]
      try world.order(.drain, Address(.node, node))
      world.pass(.seconds(20))
      try world.order(.uncordon, Address(.node, node))
      world.step()
    }
  }

  /// Ways of which one knows what nodes cost and the other seeks what is dear.
  private static let thrifty = Knowledge.tuned.ways[0]
  private static let lavish = Knowledge.Way(
    name: "lavish", weights: Weights([.load: -1, .price: 4, .opening: 4, .idle: 4]))

  @Test func `what was learned survives the process`() throws {
    var world = try world("v2")
    try drain(4, &world)
    let before = world.engine.learning.learner
    #expect(before.batches >= 4 && before.knowledge.bandit.tries != Knowledge.tuned.bandit.tries)
    world.step()
    world.crash()
    #expect(world.engine.learning.learner.value.compact == before.value.compact)
    #expect(world.snapshot.acts.learning.batches == before.batches)
  }

  @Test(arguments: ["", "{}", "no document", "{\"learner\": {\"knowledge\": {\"ways\": []}}}"])
  func `what somebody tampered with begins anew, and the log says so`(text: String) throws {
    var world = try world("v2")
    try drain(1, &world)
    world.step()
    try world.store.write { () throws(StoreFault) in try world.store.save(learning: text) }
    world.crash()
    world.step()
    #expect(world.engine.learning.learner.value.compact == BatchLearner().value.compact)
    #expect(world.snapshot.log.contains { $0.kind == .learningLost && $0.severity == .watch })
    world.crash()
    #expect(world.snapshot.log.count { $0.kind == .learningLost } == 1)
  }

  @Test func `a policy that learns nothing leaves what was learned alone`() throws {
    var world = try world("least-allocated")
    try drain(3, &world)
    #expect(world.engine.learning.learner.batches == 0)
    #expect(try world.store.learning()?.contains("\"batches\":0") ?? true)
  }

  @Test func `a challenger that has cost less serves, which the log says with the saving`() throws {
    var world = try world("v2")
    world.engine.learning.learner = BatchLearner(Knowledge([Self.lavish, Self.thrifty]))
    try drain(BatchLearner.length + 2, &world)
    let entry = try #require(world.snapshot.log.first { $0.kind == .wayPromoted })
    #expect(entry.subject.english.hasPrefix("lavish → general: ") && entry.subject.english.contains("less"))
    #expect(world.snapshot.acts.settings.fallBack == nil)
    #expect(world.snapshot.cluster.learned == Self.thrifty.weights)
    #expect(world.snapshot.acts.learning.ways.first { $0.isServing }?.name == "general")
    try world.order(.migrate, try #require(world.snapshot.units.first).address)
    world.pass(.seconds(10))
    let grounds = try #require(world.snapshot.acts.migrations.first).grounds
    #expect(abs(grounds.terms.reduce(0) { $0 + $1.value } - Double(grounds.score)) <= 1)
  }

  @Test func `a challenger that has cost more serves nobody`() throws {
    var world = try world("v2")
    world.engine.learning.learner = BatchLearner(Knowledge([Self.thrifty, Self.lavish]))
    try drain(BatchLearner.length + 2, &world)
    #expect(world.engine.learning.learner.batches > BatchLearner.length)
    #expect(!world.snapshot.log.contains { $0.kind == .wayPromoted })
    #expect(world.snapshot.cluster.learned == nil)
  }

  @Test func `nothing is felt of what is only tried`() throws {
    func moves(_ ways: [Knowledge.Way]) throws -> [[String]] {
      var world = try world("v2")
      world.engine.learning.learner = BatchLearner(Knowledge(ways))
      try drain(3, &world)
      return world.snapshot.acts.migrations.map { [$0.unit, $0.origin ?? "", $0.target ?? ""] }
    }
    let alone = try moves([Self.thrifty])
    #expect(alone.count > 6)
    #expect(try moves([Self.thrifty, Self.lavish]) == alone)
  }

  @Test func `the same happenings teach the same`() throws {
    func learned() throws -> String {
      var world = try world("v3")
      try drain(3, &world)
      return world.engine.learning.learner.value.compact
    }
    #expect(try learned() == learned())
  }

  private func expectFallBack(_ world: inout ActWorld, _ guardrail: String, from policy: String) throws {
    let settings = world.snapshot.acts.settings
    #expect(settings.policy == policy && settings.policyInForce == "v1")
    #expect(!world.snapshot.acts.learning.ways.contains { $0.isServing })
    #expect(settings.fallBack?.violation.fields["guardrail"] == guardrail)
    #expect(world.snapshot.log.contains { $0.kind == .schedulerFellBack && $0.severity == .act })
    world.crash()
    let alert = world.snapshot.alerts.first { $0.alert.rule == "SchedulerFellBack" }?.alert
    #expect(alert?.state == .firing && alert?.severity == .act)
    #expect(alert?.summary == settings.fallBack?.violation.words)
    #expect(world.snapshot.incidents.contains { $0.rules.contains { $0.name == "SchedulerFellBack" } })
    #expect(world.snapshot.acts.settings.policyInForce == "v1")
    world.pass(.minutes(20), by: .seconds(30))
    #expect(
      world.snapshot.alerts.contains { $0.alert.rule == "SchedulerFellBack" && $0.alert.state == .firing })
    try world.order(.set, Self.scheduler, ["field": "policy", "value": "v2"])
    world.step()
    #expect(
      world.snapshot.acts.settings.policyInForce == "v2" && world.snapshot.acts.settings.fallBack == nil)
    #expect(
      !world.snapshot.alerts.contains { $0.alert.rule == "SchedulerFellBack" && $0.alert.state == .firing })
    #expect(world.snapshot.log.contains { $0.kind == .alertResolved })
  }

  @Test func `a fleet that does worse than v1 would goes by v1, until a person chooses`() throws {
    var world = try world("v2")
    let other = Knowledge.Way(name: "other", weights: Self.lavish.weights)
    world.engine.learning.learner = BatchLearner(Knowledge([Self.lavish, other]))
    try drain(14, &world)
    try expectFallBack(&world, "worse", from: "v2")
  }

  @Test func `nodes that cost more than they may let v1 take over`() throws {
    var guardrails = Guardrails()
    guardrails.costCap = 1
    var world = try world("v3", guardrails)
    world.pass(.seconds(30))
    let settings = world.snapshot.acts.settings
    #expect(settings.fallBack?.violation.fields["guardrail"] == "cost" && settings.policyInForce == "v1")
    // Whoever chooses what is not guarded ends the alert.
    try world.order(.set, Self.scheduler, ["field": "policy", "value": "best-fit"])
    world.pass(.seconds(30))
    #expect(world.snapshot.acts.settings.policyInForce == "best-fit")
    #expect(
      !world.snapshot.alerts.contains { $0.alert.rule == "SchedulerFellBack" && $0.alert.state == .firing })
  }

  @Test func `more moves of its own accord than it may make let v1 take over`() throws {
    var guardrails = Guardrails()
    guardrails.movesPerHour = 5
    var world = try world("v3", guardrails, prices: BetterLayoutTests.dear())
    world.pass(.minutes(3))
    let count = world.snapshot.acts.migrations.count
    #expect(count > 0 && count <= 5 && world.snapshot.acts.settings.fallBack == nil)
    world.engine.learning.didMove(5, at: world.now)
    world.pass(.seconds(30))
    try expectFallBack(&world, "moves", from: "v3")
  }

  @Test func `one that may move nothing of its own accord moves nothing, and goes on choosing`() throws {
    var guardrails = Guardrails()
    guardrails.movesPerHour = 0
    var world = try world("v3", guardrails, prices: BetterLayoutTests.dear())
    world.pass(.minutes(3))
    #expect(world.snapshot.acts.migrations.isEmpty && world.snapshot.acts.settings.policyInForce == "v3")
  }
}
