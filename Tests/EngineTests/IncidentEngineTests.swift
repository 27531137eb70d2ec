import Basics
import Model
import Monitoring
import Scratch
import Store
import Telemetry
import Testing

@testable import Engine

/// Incidents as the engine gathers, keeps and tends them.
@MainActor @Suite struct IncidentEngineTests {
  /// A world in which one rule fires on three nodes.
  private func burning(_ store: Store? = nil) throws -> World {
    var world = try World(store: store)
    try world.order(Self.rule)
    for _ in 0..<3 { world.pass(.seconds(30)) }
    return world
  }

  private nonisolated static let rule = Order.Draft(
    .enact, Address(.rule, "Loaded"),
    ["expression": "node_load1", "condition": "> -1", "for": "0s", "severity": "critical"])

  private nonisolated static func draft(
    _ verb: Order.Verb, _ fields: [String: String] = [:], of number: Int = 1
  )
    -> Order.Draft
  {
    Order.Draft(verb, Address(.incident, String(number)), fields, reason: "because")
  }

  /// Those of the rule; that it was looked at late in steps as long as these is another matter.
  private func alerts(in world: World) -> [Alert] {
    world.snapshot.alerts.map(\.alert).filter { $0.rule == "Loaded" }
  }

  private func outcome(of order: Order, in world: World) throws -> Order {
    try #require(try world.store.order(order.identifier))
  }

  @Test func `one rule on three nodes is one incident, and its end is the incident's`() throws {
    var world = try burning()
    let view = try #require(world.snapshot.incident(1))
    #expect(view.incident.state == .open && view.firing == 3 && view.nodes.count == 3)
    #expect(view.members.map(\.bond) == [.first, .rule, .rule])
    try world.order(Order.Draft(.repeal, Address(.rule, "Loaded")))
    for _ in 0..<2 { world.pass(.seconds(30)) }
    #expect(world.snapshot.incident(1)?.incident.state == .resolved)
    #expect(world.snapshot.incident(1)?.events.last?.kind == .resolved)
  }

  @Test func `of the rules of an incident the worst comes first`() throws {
    var world = try burning()
    try world.order(
      Order.Draft(
        .enact, Address(.rule, "Aching"),
        ["expression": "node_load1", "condition": "> -1", "for": "0s", "severity": "warning"]))
    for _ in 0..<3 { world.pass(.seconds(30)) }
    #expect(world.snapshot.incident(1)?.rules.map(\.name) == ["Loaded", "Aching"])
  }

  @Test func `an incident is the same after a restart, to the last event`() throws {
    var world = try burning()
    try world.order(Self.draft(.assign, ["person": "mei"]))
    try world.order(Self.draft(.tick, ["step": "memory#2"]))
    try world.order(Self.draft(.comment))
    world.pass(.seconds(1))
    let before = try #require(world.snapshot.incident(1)?.incident)
    world.stop()
    world.restart()
    let after = try #require(world.snapshot.incident(1)?.incident)
    // Titles say the value of the moment, which the rules have worked out anew.
    #expect(after.events == before.events && after.assignee == before.assignee && after.state == before.state)
    #expect(after.members.map(\.alert) == before.members.map(\.alert) && after.ticks == before.ticks)
    #expect(before.assignee == "mei" && before.ticks["memory#2"]?.who == "test")
    world.pass(.seconds(1))
    #expect(world.snapshot.incidents.count == 1)
  }

  @Test func `who takes an incident on takes its alerts on, and gives them back with it`() throws {
    var world = try burning()
    let order = try world.order(Self.draft(.acknowledge))
    world.pass(.seconds(1))
    #expect(world.snapshot.incident(1)?.incident.state == .acknowledged)
    #expect(alerts(in: world).allSatisfy { $0.acknowledgement?.by == "test" })
    try world.order(try #require(try outcome(of: order, in: world).inverse))
    world.pass(.seconds(1))
    #expect(world.snapshot.incident(1)?.incident.state == .open)
    #expect(alerts(in: world).allSatisfy { $0.acknowledgement == nil })
    world.pass(.seconds(30))
    #expect(world.snapshot.incident(1)?.incident.state == .open)
  }

  @Test func `one silence covers all alerts of an incident, and its inverse ends it`() throws {
    var world = try burning()
    let order = try world.order(Self.draft(.silence, ["duration": "1h"]))
    world.pass(.seconds(1))
    let conditions = try #require(world.snapshot.silences.first).matchers.map(\.description)
    #expect(world.snapshot.silences.count == 1 && conditions.contains(#"alertname="Loaded""#))
    #expect(!conditions.contains { $0.hasPrefix("instance") })
    #expect(world.snapshot.alerts.filter { $0.alert.rule == "Loaded" }.allSatisfy { $0.silence != nil })
    try world.order(try #require(try outcome(of: order, in: world).inverse))
    world.pass(.seconds(1))
    #expect(world.snapshot.silences.isEmpty && world.snapshot.alerts.allSatisfy { $0.silence == nil })
  }

  @Test func `who takes an alert on takes its incident on`() throws {
    var world = try burning()
    try world.order(Order.Draft(.acknowledge, try #require(world.snapshot.alerts.first).alert.address))
    world.pass(.seconds(1))
    world.pass(.seconds(1))
    #expect(world.snapshot.incident(1)?.incident.acknowledgement?.by == "test")
  }

  @Test func `resolved by hand, its alerts are called over and it stays so while they go on`() throws {
    var world = try burning()
    try world.order(Self.draft(.resolve))
    for _ in 0..<3 { world.pass(.seconds(30)) }
    #expect(world.snapshot.incident(1)?.incident.state == .resolved)
    #expect(alerts(in: world).isEmpty && world.snapshot.incidents.count == 1)
  }

  @Test func `a merge is taken back by its inverse`() throws {
    var world = try burning()
    try world.order(
      Order.Draft(
        .enact, Address(.rule, "Other"),
        ["expression": "sum(node_load1)", "condition": "> -1", "for": "0s", "severity": "warning"]))
    for _ in 0..<4 { world.pass(.seconds(30)) }
    #expect(world.snapshot.incidents.map(\.incident.identifier) == [1, 2])
    let merge = try world.order(Self.draft(.merge, ["incident": "#1"], of: 2))
    world.pass(.seconds(1))
    #expect(world.snapshot.incidents.map(\.incident.identifier) == [1])
    #expect(world.snapshot.incident(2)?.members.count == 4)
    world.stop()
    world.restart()
    #expect(world.snapshot.incident(2)?.members.count == 4)
    try world.order(try #require(try outcome(of: merge, in: world).inverse))
    world.pass(.seconds(1))
    #expect(world.snapshot.incidents.map(\.incident.identifier) == [1, 2])
  }

  @Test(arguments: [
    (draft(.acknowledge, of: 9), "no_such_incident"), (draft(.merge, ["incident": "1"]), "incident_itself"),
    (draft(.escalate), "nobody_to_tell"), (draft(.split), "incident_not_merged"),
    (Order.Draft(.assign, Address(.node, "a")), "no_such_incident"),
    (Order.Draft(.run, Address(.runbook, "nothing")), "no_such_runbook"),
  ])
  func `what makes no sense is refused with the reason`(draft: Order.Draft, word: String) throws {
    var world = try burning()
    let order = try world.order(draft)
    world.pass(.seconds(1))
    let decided = try outcome(of: order, in: world)
    #expect(decided.status == .refused && decided.outcome.hasPrefix(word), "\(decided.outcome)")
  }

  @Test func `nobody takes it on, so the next people are told, and the log says so`() throws {
    var world = try World()
    var configuration = World.configuration
    let steps = [
      EscalationPolicy.Step(after: .zero, notify: ["ann"]), .init(after: .minutes(5), notify: ["boss"]),
    ]
    configuration.onCall = OnCallPlan(
      people: [], schedules: [], policies: [EscalationPolicy(name: "all", steps: steps)])
    world.engine.use(configuration)
    try world.order(Self.rule)
    for _ in 0..<4 { world.pass(.seconds(30)) }
    #expect(world.snapshot.incident(1)?.incident.rung == 1)
    #expect(world.snapshot.log.contains { $0.kind == .incidentEscalated && $0.detail == "ann" })
    for _ in 0..<10 { world.pass(.seconds(30)) }
    #expect(world.snapshot.incident(1)?.incident.rung == 2)
    #expect(world.snapshot.log.contains { $0.kind == .incidentEscalated && $0.detail == "boss" })
  }

  @Test func `who looks on sees the same incidents`() throws {
    let folder = Scratch()
    var first = try burning(try Store(path: folder["binnacle.db"], use: .own))
    var second = try World(nodes: 0, store: Store(path: folder["binnacle.db"], use: .own), pid: 200)
    try second.order(Self.draft(.comment))
    first.pass(.seconds(1))
    second.pass(.seconds(1))
    #expect(second.snapshot.incident(1)?.incident == first.snapshot.incident(1)?.incident)
    #expect(second.snapshot.incident(1)?.events.last?.text == "because")
  }

  @Test func `a clock that is set back opens nothing twice`() throws {
    var world = try burning()
    world.pass(.seconds(30), stepping: .hours(-2))
    for _ in 0..<3 { world.pass(.seconds(30)) }
    #expect(world.snapshot.incidents.count == 1)
  }

  private nonisolated static let policy = """
    {route: {receiver: "team"}, receivers: [{name: "team"}, {name: "mei", command_configs: [{command: ["x"]}]}]}
    """

  private func told(in world: World) throws -> [OutboxEntry] {
    try world.store.dueOutbox(at: world.now, limit: 10)
  }

  @Test func `who is named when an incident is escalated is told by the receiver of that name`() throws {
    var world = try burning()
    try world.configure { $0.policy = try PolicyFile.policy(Array(Self.policy.utf8), name: "x") { _ in nil } }
    try world.order(Self.draft(.escalate, ["to": "mei,nobody-knows"]))
    world.pass(.seconds(1))
    let told = try told(in: world)
    #expect(told.map(\.receiver) == ["mei"] && told.map(\.occasion) == [.escalated] && told.first?.count == 3)
    #expect(
      told.first?.key.hasPrefix("incident/1/1/") == true
        && told.first?.headline.english.hasPrefix("[ESCALATED] #1 ") == true)
    let failed = world.snapshot.log.filter { $0.kind == .notificationFailed }
    #expect(failed.map(\.detail) == ["nobody-knows: no receiver of this name has a channel"])
    world.restart()
    world.pass(.seconds(1))
    #expect(try self.told(in: world).map(\.key) == told.map(\.key))
  }

  @Test func `an alert that another hides belongs to the incident of that one`() throws {
    var world = try burning()
    let hidden = """
      {route: {receiver: "team"}, receivers: [{name: "team"}], inhibit_rules: [
        {source_matchers: ["alertname=Loaded"], target_matchers: ["alertname=Follows"]}]}
      """
    try world.configure { $0.policy = try PolicyFile.policy(Array(hidden.utf8), name: "x") { _ in nil } }
    world.pass(.minutes(20))
    try world.order(
      Order.Draft(
        .enact, Address(.rule, "Follows"),
        ["expression": "sum(node_load1)", "condition": "> -1", "for": "0s", "severity": "warning"]))
    for _ in 0..<3 { world.pass(.seconds(30)) }
    let member = try #require(world.snapshot.incident(1)?.members.first { $0.rule == "Follows" })
    #expect(member.bond == .parent)
  }

  @Test func `of an incident that is silenced nobody is told, and who reopens is told anew`() throws {
    var world = try burning()
    try world.configure {
      $0.policy = try PolicyFile.policy(Array(Self.policy.utf8), name: "x") { _ in nil }
      $0.onCall = OnCallPlan(
        people: [], schedules: [],
        policies: [EscalationPolicy(name: "all", steps: [.init(after: .minutes(5), notify: ["mei"])])])
    }
    try world.order(Self.draft(.silence, ["duration": "1h"]))
    for _ in 0..<20 { world.pass(.seconds(30)) }
    #expect(try told(in: world).isEmpty && world.snapshot.incident(1)?.incident.rung == 0)
    try world.order(
      Order.Draft(.unsilence, Address(.incident, "1"), ["silence": world.snapshot.silences[0].identifier]))
    for _ in 0..<2 { world.pass(.seconds(30)) }
    let first = try told(in: world)
    #expect(first.map(\.receiver) == ["mei"])
    try world.order(Order.Draft(.repeal, Address(.rule, "Loaded")))
    for _ in 0..<2 { world.pass(.seconds(30)) }
    #expect(world.snapshot.incident(1)?.incident.state == .resolved)
    try world.order(Self.rule)
    for _ in 0..<14 { world.pass(.seconds(30)) }
    #expect(world.snapshot.incident(1)?.incident.rung == 1)
    let keys = try world.store.outbox(limit: 10).filter { $0.occasion == .escalated }.map(\.key)
    #expect(Set(keys).count == 2)
  }
}
