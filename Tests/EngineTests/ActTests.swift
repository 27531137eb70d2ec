import Basics
import Model
import Monitoring
import Scheduling
import Simulation
import Store
import Telemetry
import Testing

@testable import Engine

@Suite struct ActTests {
  private func world() throws -> ActWorld {
    var world = try ActWorld()
    world.pass(.minutes(1))
    return world
  }

  private static let scheduler = Address(.scheduler, "acts")

  @Test func `the units of a lost region go elsewhere, and each can say why`() throws {
    var world = try ActWorld(.outage)
    world.pass(.seconds(110))
    let lost = Set(world.snapshot.nodes.filter { $0.region == "eu-west" }.map(\.identifier))
    let units = Set(world.snapshot.units.filter { lost.contains($0.node) }.map(\.name))
    let all = Set(world.snapshot.units.map(\.name))
    #expect(lost.count == 4 && units.count > 12)
    world.pass(.minutes(4))
    let now = world.snapshot
    #expect(Set(now.units.map(\.name)) == all && now.units.count == all.count)
    for unit in now.units where units.contains(unit.name) {
      #expect(!lost.contains(unit.node))
      let move = try #require(now.acts.migration(of: unit))
      let origin = try #require(move.origin)
      #expect(move.cause == .failover && lost.contains(origin) && move.owner == unit.node)
      #expect(move.motive == Bilingual(english: "\(origin) is lost", chinese: "\(origin) 已失联"))
      #expect(!move.grounds.terms.isEmpty && move.grounds.fitting > 0 && move.grounds.nodes == ActWorld.nodes)
      if let next = move.grounds.next { #expect(next.score <= move.grounds.score && next.node != unit.node) }
    }
    #expect(now.log.contains { $0.kind == .movesPlanned } && now.log.contains { $0.kind == .movesDone })
  }

  @Test func `when the region is back its copies are let go, and no unit is anywhere twice`() throws {
    var world = try ActWorld(.outage)
    world.pass(.minutes(4))
    world.pass(.minutes(8), by: .seconds(15))
    #expect(world.snapshot.nodes.allSatisfy { $0.state == .up })
    #expect(world.hosts.values.allSatisfy { $0.count == 1 })
    #expect(world.snapshot.units.allSatisfy { world.hosts[$0.name] == [$0.node] })
    #expect(world.snapshot.acts.migrations.allSatisfy { $0.stage == .done })
  }

  @Test(arguments: [110, 185, 195, 205])
  func `a region that is lost is lost to the next process too`(seconds: Int64) throws {
    var world = try ActWorld(.outage)
    world.pass(.seconds(seconds))
    world.crash()
    world.pass(.minutes(4))
    let lost = Set(world.snapshot.nodes.filter { $0.region == "eu-west" }.map(\.identifier))
    let units = world.snapshot.units
    #expect(lost.count == 4 && units.count == Set(units.map(\.name)).count)
    #expect(units.allSatisfy { !lost.contains($0.node) && world.hosts[$0.name] == [$0.node] })
    world.pass(.minutes(6), by: .seconds(15))
    #expect(world.hosts.values.allSatisfy { $0.count == 1 } && world.hosts.count == units.count)
  }

  @Test func `a unit that moves on before its old node is back is in one place`() throws {
    var world = try ActWorld(.outage)
    world.pass(.minutes(5))
    let move = try #require(world.snapshot.acts.migrations.first { $0.cause == .failover })
    for step in 0..<30 {
      if step % 10 == 0 {
        let unit = try #require(world.snapshot.units.first { $0.name == move.unit })
        try world.order(.migrate, unit.address)
      }
      world.step()
      #expect(world.snapshot.units.count { $0.name == move.unit } == 1)
    }
    world.pass(.minutes(8), by: .seconds(15))
    #expect(world.hosts[move.unit]?.count == 1)
    #expect(world.snapshot.acts.migrations.allSatisfy { $0.isOver })
  }

  @Test func `a hold that takes the place of another is undone to that`() throws {
    var world = try world()
    let node = try #require(world.snapshot.units.first?.node)
    let address = Address(.node, node)
    try world.order(.cordon, address)
    world.step()
    try world.order(.drain, address, ["deadline": "10m"])
    world.step()
    #expect(world.lastOrder?.inverse?.verb == .cordon)
    try world.order(.cordon, address)
    world.step()
    #expect(world.lastOrder?.inverse?.verb == .drain && world.snapshot.acts.holds[node]?.isDraining == false)
    #expect(world.snapshot.acts.migrations.allSatisfy { $0.stage != .planned })
    try world.order(.drain, address, ["deadline": "292471208y"])
    world.step()
    #expect(world.lastOrder?.outcome == "bad_duration 292471208y")
  }

  @Test func `to undo a move that has not begun is to call it off`() throws {
    var world = try world()
    try world.order(.pause, Self.scheduler)
    try world.order(.migrate, try #require(world.snapshot.units.first).address)
    world.step()
    var draft = try #require(world.lastOrder?.inverse)
    draft.undoes = world.lastOrder?.identifier
    _ = try world.store.submit(draft, by: "mei", from: "test", at: world.now)
    world.step()
    #expect(world.lastOrder?.status == .done)
    #expect(world.snapshot.acts.migrations.map(\.stage) == [.undone])
  }

  @Test(arguments: 0..<8) func `a crash at any step leaves a unit with one owner`(steps: Int) throws {
    var world = try world()
    let unit = try #require(world.snapshot.units.first)
    try world.order(.migrate, unit.address)
    for _ in 0..<steps { world.step() }
    world.crash()
    let known = world.engine.acts.book.newest(of: unit.name)
    if let known { #expect([known.origin, known.target].contains(known.owner)) }
    world.pass(.minutes(3), by: .seconds(15))
    let move = try #require(world.snapshot.acts.migrations.first { $0.unit == unit.name })
    #expect(move.stage == .done)
    let target = try #require(move.target)
    #expect(world.hosts[unit.name] == [target])
    #expect(world.snapshot.units.filter { $0.name == unit.name }.map(\.node) == [target])
  }

  @Test func `nothing is asked of a node before it is written down`() throws {
    var world = try world()
    try world.order(.migrate, try #require(world.snapshot.units.first).address)
    for _ in 0..<6 {
      world.step()
      let written = Dictionary(
        uniqueKeysWithValues: try world.store.migrations(limit: 10).map { ($0.number, $0) })
      for command in world.engine.commands { #expect(written[command.migration]?.command == command) }
    }
  }

  @Test func `a drained node is emptied, stays cordoned and takes nothing until it is let go`() throws {
    var world = try world()
    let node = try #require(world.snapshot.units.first?.node)
    let units = world.units(on: node)
    try world.order(.drain, Address(.node, node), ["deadline": "10m"])
    world.pass(.minutes(3))
    #expect(world.units(on: node).isEmpty && world.snapshot.acts.holds[node]?.isDraining == false)
    #expect(units.allSatisfy { world.hosts[$0]?.contains(node) == false && world.hosts[$0]?.count == 1 })
    #expect(world.snapshot.log.contains { $0.kind == .drainEnded && $0.severity == .ok })
    let moved = try #require(world.snapshot.units.first { $0.name == units[0] })
    try world.order(.migrate, moved.address, ["target": node])
    world.pass(.seconds(20))
    #expect(world.lastOrder?.outcome == "no_place the node is cordoned / 节点已封锁")
    try world.order(.uncordon, Address(.node, node))
    world.step()
    try world.order(.migrate, moved.address, ["target": node])
    world.pass(.minutes(1))
    #expect(world.hosts[units[0]] == [node])
  }

  @Test func `a drain that cannot end by its deadline gives up and says what is left`() throws {
    var world = try world()
    let node = try #require(world.snapshot.units.first?.node)
    let count = world.units(on: node).count
    world.answers = false
    try world.order(.drain, Address(.node, node), ["deadline": "1m"])
    world.pass(.minutes(2))
    let told = try #require(world.snapshot.log.first { $0.kind == .drainEnded })
    #expect(
      told.severity == .act && told.subject.english == "\(node): its time is over, \(count) units are left")
    #expect(world.snapshot.acts.holds[node]?.isDraining == false && world.units(on: node).count == count)
  }

  @Test func `while acts are paused nothing begins, also after a crash`() throws {
    var world = try world()
    try world.order(.pause, Self.scheduler)
    try world.order(.migrate, try #require(world.snapshot.units.first).address)
    world.pass(.seconds(30))
    world.crash()
    world.pass(.minutes(1))
    #expect(world.snapshot.acts.settings.isPaused && world.snapshot.acts.settings.pausedBy == "mei")
    #expect(world.snapshot.acts.migrations.map(\.stage) == [.planned])
    try world.order(.proceed, Self.scheduler)
    world.pass(.minutes(1))
    #expect(world.snapshot.acts.migrations.map(\.stage) == [.done])
  }

  @Test func `what cannot be is refused with a reason`() throws {
    var world = try world()
    let unit = try #require(world.snapshot.units.first)
    let cases: [(Order.Verb, Address, [String: String], String)] = [
      (.cordon, Address(.node, "nowhere"), [:], "no_such_node"),
      (.uncordon, Address(.node, unit.node), [:], "not_held"),
      (.migrate, Address(.unit, "n/none"), [:], "no_such_unit"),
      (.migrate, unit.address, ["target": "nowhere"], "no_place"),
      (.drain, Address(.node, unit.node), ["deadline": "soon"], "bad_duration"),
      (.proceed, Self.scheduler, [:], "not_paused"),
      (.set, Self.scheduler, ["field": "policy", "value": "magic"], "no_such_policy"),
      (.rebalance, Self.scheduler, [:], "nothing_to_balance"),
    ]
    for (verb, address, fields, word) in cases {
      try world.order(verb, address, fields)
      world.step()
      #expect(world.lastOrder?.status == .refused && world.lastOrder?.outcome.hasPrefix(word) == true)
    }
    #expect(world.snapshot.acts.migrations.isEmpty)
  }

  @Test func `where nothing can move units there is advice alone`() throws {
    var world = try ActWorld(.outage, executes: false)
    world.pass(.minutes(5))
    #expect(world.snapshot.acts.migrations.isEmpty && !world.snapshot.acts.isExecuting)
    let unit = try #require(world.snapshot.units.first)
    try world.order(.migrate, unit.address)
    world.step()
    #expect(world.lastOrder?.outcome.hasPrefix("no_executor") == true)
  }

  @Test func `where most nodes are silent units stay, for it may be the house that cannot hear`() throws {
    var world = try world()
    let before = world.now
    while world.now < before + .minutes(3) { world.deafStep() }
    #expect(world.snapshot.nodes.allSatisfy { $0.state == .lost })
    #expect(world.snapshot.acts.stillness != nil && world.snapshot.acts.migrations.isEmpty)
    world.pass(.minutes(1))
    #expect(world.snapshot.acts.stillness == nil && world.snapshot.acts.migrations.isEmpty)
  }

  @Test func `drains wait for their window, a lost region does not`() throws {
    var window = CalendarInterval()
    window.times = [9 * 60 + 4..<9 * 60 + 30]
    var world = try ActWorld(.outage, outage: (.minutes(1), nil), windows: [window])
    world.pass(.seconds(30))
    let node = try #require(world.snapshot.nodes.first { $0.region != "eu-west" }?.identifier)
    try world.order(.drain, Address(.node, node))
    world.pass(.minutes(3))
    let moves = world.snapshot.acts.migrations
    #expect(moves.contains { $0.cause == .failover && $0.owner == $0.target })
    // Those that were to go to the region are decided anew.
    let drains = Set(moves.filter { $0.cause == .drain }.map(\.stage))
    #expect(drains.contains(.planned) && drains.isSubset(of: [.planned, .undone]))
    #expect(world.snapshot.acts.isOutsideWindows && !world.units(on: node).isEmpty)
    world.pass(.minutes(3))
    #expect(!world.snapshot.acts.isOutsideWindows && world.units(on: node).isEmpty)
  }

  @Test func `a scheduler that only advises says where units would go, and moves none`() throws {
    var world = try ActWorld(.outage)
    try world.order(.set, Self.scheduler, ["field": "initiative", "value": "advise"])
    world.pass(.minutes(5))
    let stranded = world.snapshot.acts.stranded
    #expect(stranded.count > 12 && world.snapshot.acts.migrations.isEmpty)
    #expect(stranded.values.allSatisfy { $0.english.hasPrefix("it would go to ") })
  }

  @Test func `with a veto moves wait a minute, and what is called off stays for an hour`() throws {
    var world = try ActWorld(.outage, outage: (.minutes(2), nil))
    try world.order(.set, Self.scheduler, ["field": "initiative", "value": "veto"])
    while world.snapshot.acts.migrations.isEmpty { world.step() }
    world.pass(.seconds(50))
    #expect(world.snapshot.acts.migrations.allSatisfy { $0.stage == .planned })
    let first = try #require(world.snapshot.acts.migrations.first)
    try world.order(.callOff, Address(.migration, String(first.number)))
    world.step()
    world.pass(.minutes(10), by: .seconds(15))
    #expect(world.snapshot.acts.migrations.allSatisfy { $0.stage == .undone && $0.fault == "called_off" })
    world.pass(.minutes(54), by: .seconds(30))
    #expect(world.snapshot.acts.migrations.contains { $0.owner == $0.target })
    try world.order(.callOff, Address(.migration, String(first.number)))
    world.step()
    #expect(world.lastOrder?.outcome.hasPrefix("begun_already") == true)
  }

  @Test(arguments: ["v1", "v2", "v3"]) func `each generation can choose new places`(name: String) throws {
    var world = try world()
    try world.order(.set, Self.scheduler, ["field": "policy", "value": name])
    try world.order(.migrate, try #require(world.snapshot.units.first).address)
    world.pass(.minutes(1))
    let move = try #require(world.snapshot.acts.migrations.first)
    #expect(move.grounds.policy == name && move.stage == .done && !move.grounds.terms.isEmpty)
    #expect(abs(move.grounds.terms.reduce(0) { $0 + $1.value } - Double(move.grounds.score)) <= 1)
  }

  @Test func `the policy that chooses new places can be changed, and is kept`() throws {
    var world = try world()
    try world.order(.set, Self.scheduler, ["field": "policy", "value": "most-allocated"])
    world.step()
    world.crash()
    #expect(world.snapshot.acts.settings.policy == "most-allocated")
    world.pass(.minutes(1))
    try world.order(.migrate, try #require(world.snapshot.units.first).address)
    world.pass(.seconds(10))
    #expect(world.snapshot.acts.migrations.first?.grounds.policy == "most-allocated")
  }
}
