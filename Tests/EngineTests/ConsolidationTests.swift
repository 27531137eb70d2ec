import Basics
import Model
import Monitoring
import Scheduling
import Telemetry
import Testing

@testable import Engine

/// Nodes that are emptied because somebody ordered it.
@Suite struct ConsolidationTests {
  private static let scheduler = Address(.scheduler, "acts")

  private func world(
    executes: Bool = true, windows: [CalendarInterval] = [], priced: Bool = true
  ) throws -> ActWorld {
    let prices = priced ? try BetterLayoutTests.dear() : nil
    var world = try ActWorld(executes: executes, windows: windows) { $0.prices = prices }
    world.pass(.minutes(1), by: .seconds(10))
    return world
  }

  private func consolidate(_ world: inout ActWorld) throws {
    try world.order(.consolidate, Self.scheduler)
    world.step()
  }

  /// How full of cores and memory the fullest node would be with all that is on its way.
  private func fullest(_ world: ActWorld) -> Double {
    world.snapshot.nodes.map { node in
      let units = world.snapshot.units.filter { $0.node == node.identifier }
      let coming = world.snapshot.acts.migrations.filter { $0.target == node.identifier && $0.isOpen }
      let cores = units.reduce(0) { $0 + ($1.cores ?? 0) } + coming.reduce(0) { $0 + $1.cores }
      let memory = units.reduce(0) { $0 + ($1.memory ?? 0) } + coming.reduce(0) { $0 + $1.memory }
      return max(cores / Double(node.cores), memory / node.memory)
    }.max() ?? 0
  }

  @Test func `nodes are emptied, every move says why, and the log says what they cost`() throws {
    var world = try world()
    let used = Set(world.snapshot.units.map(\.node))
    let all = Set(world.snapshot.units.map(\.name))
    // What the screen asks is what is done.
    let plan = ConsolidationPlan(
      world.snapshot.units, in: world.snapshot.cluster, MigrationBook(world.snapshot.acts.migrations),
      at: world.now)
    try consolidate(&world)
    #expect(world.lastOrder?.status == .done && world.lastOrder?.inverse == nil)
    let moves = world.snapshot.acts.migrations
    let sources = Set(moves.compactMap(\.origin))
    #expect(Set(plan.moves.map(\.unit.name)) == Set(moves.map(\.unit)) && plan.saving > 0)
    #expect(Set(plan.nodes.map(\.node)) == sources)
    #expect(!sources.isEmpty && moves.allSatisfy { $0.cause == .consolidate })
    #expect(Set(moves.compactMap(\.target)).isDisjoint(with: sources))
    #expect(Set(moves.compactMap(\.target)).isSubset(of: used) && fullest(world) <= 0.8)
    for move in moves {
      let origin = try #require(move.origin)
      #expect(move.motive.english == "others have room, so that \(origin) may rest")
      #expect(!move.grounds.terms.isEmpty && move.grounds.fitting > 0)
    }
    world.pass(.minutes(2), by: .seconds(10))
    #expect(Set(world.snapshot.units.map(\.node)) == used.subtracting(sources))
    #expect(Set(world.snapshot.units.map(\.name)) == all && world.hosts.values.allSatisfy { $0.count == 1 })
    let told = try #require(world.snapshot.log.first { $0.kind == .nodesEmptied })
    #expect(told.subject.english.hasPrefix("\(sources.count) nodes at $"))
    #expect(told.subject.english.contains(" an hour are empty: ") && told.detail == String(sources.count))
    let places = Dictionary(
      uniqueKeysWithValues: world.snapshot.nodes.map { ($0.identifier, "\($0.region) \($0.labels["tier"])") })
    #expect(moves.allSatisfy { places[$0.origin ?? ""] == places[$0.target ?? ""] })
  }

  @Test func `units that came rest for ten minutes, and so do the nodes they came to`() throws {
    var world = try world()
    try consolidate(&world)
    let targets = Set(world.snapshot.acts.migrations.compactMap(\.target))
    let count = world.snapshot.acts.migrations.count
    world.pass(.minutes(2), by: .seconds(10))
    try consolidate(&world)
    let later = world.snapshot.acts.migrations.filter { $0.stage == .planned || $0.stage == .loading }
    #expect(later.allSatisfy { $0.origin.map { !targets.contains($0) } ?? false })
    if later.isEmpty {
      #expect(world.lastOrder?.outcome == "nothing_to_consolidate")
      #expect(world.snapshot.acts.migrations.count == count)
    }
  }

  @Test func `pinned units hold their node, and held nodes take nothing`() throws {
    var world = try world()
    try consolidate(&world)
    let sources = Set(world.snapshot.acts.migrations.compactMap(\.origin))
    let first = try #require(world.snapshot.acts.migrations.first { $0.stage == .planned })
    var paused = try self.world()
    try paused.order(.pause, Self.scheduler)
    try paused.order(.migrate, Address(.unit, "\(first.origin ?? "")/\(first.unit)"))
    let held = try #require(paused.snapshot.nodes.first { !sources.contains($0.identifier) }?.identifier)
    try paused.order(.cordon, Address(.node, held))
    paused.step()
    try consolidate(&paused)
    let moves = paused.snapshot.acts.migrations.filter { $0.cause == .consolidate }
    #expect(!moves.isEmpty && moves.allSatisfy { $0.stage == .planned })
    #expect(moves.allSatisfy { $0.target != held && $0.origin != held && $0.origin != first.origin })
    let number = try #require(moves.first?.number)
    try paused.order(.callOff, Address(.migration, String(number)))
    paused.step()
    #expect(
      paused.snapshot.acts.migrations.filter { $0.cause == .consolidate }.allSatisfy { $0.stage == .undone })
    try consolidate(&paused)
    let later = paused.snapshot.acts.migrations.filter { $0.cause == .consolidate && $0.stage == .planned }
    #expect(Set(later.map(\.origin)).isDisjoint(with: moves.map(\.origin)))
  }

  @Test func `it waits for its window`() throws {
    var window = CalendarInterval()
    window.times = [9 * 60 + 3..<9 * 60 + 30]
    var world = try world(windows: [window])
    try consolidate(&world)
    world.pass(.minutes(1), by: .seconds(10))
    let moves = world.snapshot.acts.migrations
    #expect(!moves.isEmpty && moves.allSatisfy { $0.stage == .planned })
    world.pass(.minutes(3), by: .seconds(10))
    #expect(world.snapshot.acts.migrations.allSatisfy { $0.owner == $0.target })
  }

  @Test(arguments: [0, 2, 4]) func `a crash on the way leaves each unit with one owner`(steps: Int) throws {
    var world = try world()
    try world.order(.consolidate, Self.scheduler)
    for _ in 0..<steps { world.step() }
    world.crash()
    world.pass(.minutes(2), by: .seconds(10))
    let moves = world.snapshot.acts.migrations
    #expect(!moves.isEmpty && moves.allSatisfy { $0.stage == .done })
    #expect(world.hosts.values.allSatisfy { $0.count == 1 })
  }

  @Test func `without prices nodes are emptied all the same, without an executor none is`() throws {
    var world = try world(priced: false)
    try consolidate(&world)
    #expect(!world.snapshot.acts.migrations.isEmpty)
    world.pass(.minutes(2), by: .seconds(10))
    let told = try #require(world.snapshot.log.first { $0.kind == .nodesEmptied })
    #expect(told.subject.english.contains("are empty: ") && !told.subject.english.contains("an hour"))
    var idle = try self.world(executes: false)
    try consolidate(&idle)
    #expect(idle.lastOrder?.outcome == "no_executor" && idle.snapshot.acts.migrations.isEmpty)
  }
}
