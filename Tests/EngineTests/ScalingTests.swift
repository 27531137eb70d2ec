import Basics
import Model
import Scheduling
import Simulation
import Testing

@testable import Engine

/// A tide on sixteen nodes: it ebbs after two minutes and comes back as a flood four and a half minutes later.
@Suite struct ScalingTests {
  private func world(_ rules: [ScalingRule] = Tide.rules) throws -> ActWorld {
    try ActWorld(.tide, outage: (.minutes(2), nil), scaling: rules)
  }

  private static func ghosts(_ world: ActWorld) -> [UnitView] {
    world.snapshot.units.filter { $0.state == .ghost }
  }

  @Test func `a group that has a rule is told of before any of its units is known`() throws {
    let world = try world()
    #expect(world.snapshot.groups.map(\.name) == Tide.rules.map(\.group))
    for group in world.snapshot.groups {
      #expect(group.residents == 0 && group.wanted == nil && group.reason.english == "no unit is known yet")
    }
  }

  @Test func `units without work become ghosts, which no node has, and each can say why`() throws {
    var world = try world()
    world.pass(.minutes(2))
    let all = Set(world.snapshot.units.map(\.name))
    #expect(Self.ghosts(world).isEmpty && all.count == 75)
    world.pass(.minutes(4))
    let ghosts = Self.ghosts(world)
    #expect(ghosts.count > all.count / 2 && Set(world.snapshot.units.map(\.name)) == all)
    for ghost in ghosts {
      #expect(world.hosts[ghost.name] == nil && ghost.node.isEmpty)
      let move = try #require(world.snapshot.acts.migration(of: ghost))
      #expect(move.cause == .idle && move.owner == nil && move.grounds.score > 0)
      #expect(move.motive.english.contains("\(ghost.group ?? "") is only"))
    }
    for group in world.snapshot.groups { #expect(group.residents >= 4) }
    // What nobody waits for had as much to do as before.
    #expect(world.group("ledger").ghosts <= 1)
  }

  @Test func `work that comes back brings ghosts back, and more where there are none left`() throws {
    var world = try world()
    world.pass(.minutes(6))
    let before = world.group("text")
    world.pass(.minutes(4))
    let after = world.group("text")
    #expect(before.ghosts > 8 && after.ghosts == 0 && after.residents > 16)
    #expect(world.snapshot.units.contains { $0.name == "text-x1" && $0.group == "text" })
    let moves = world.snapshot.acts.migrations.filter { $0.cause == .demand && $0.stage == .done }
    #expect(
      !moves.isEmpty
        && moves.allSatisfy { $0.origin == nil && $0.owner == $0.target && $0.grounds.fitting > 0 })
    #expect(world.hosts.values.allSatisfy { $0.count == 1 })
  }

  @Test
  func `when room is short what is less urgent makes room, never below its least, and has it back later`()
    throws
  {
    var world = try world()
    world.pass(.minutes(10))
    let room = world.snapshot.acts.migrations.filter { $0.cause == .room }
    #expect(!room.isEmpty)
    let standard: Set = ["audio", "fusion"]
    let background: Set = ["cache", "ledger"]
    #expect(room.allSatisfy { standard.union(background).contains($0.group ?? "") })
    #expect(room.allSatisfy { $0.motive.english.contains("needs its room") })
    for group in world.snapshot.groups { #expect(group.residents + group.leaving >= 4) }
    let low = world.group("ledger").residents
    world.pass(.minutes(6))
    #expect(low < 8 && world.group("ledger").residents > low)
    #expect(world.snapshot.groups.allSatisfy { $0.shortage == nil })
  }

  @Test func `a group grows and shrinks no sooner than a cool-down after it did the other`() throws {
    var world = try world()
    var plans: [String: [Instant: Migration.Cause]] = [:]
    for _ in 0..<150 {
      world.step()
      for move in world.snapshot.acts.migrations where move.cause == .demand || move.cause == .idle {
        plans[move.group ?? "", default: [:]][move.plannedAt] = move.cause
      }
    }
    for (group, plans) in plans {
      let order = plans.sorted { $0.key < $1.key }
      for (one, next) in zip(order, order.dropFirst()) where one.value != next.value {
        #expect(next.key - one.key >= .minutes(1), "\(group) turned at \(one.key) and \(next.key)")
      }
    }
    #expect(plans.count == 6 && plans["text"]?.count ?? 0 > 10)
  }

  @Test(arguments: [1, 2, 3, 5, 8, 13, 21, 34])
  func
    `a crash on the way leaves every unit in one place or in none, and ghosts are ghosts to the next process`(
      steps: Int
    ) throws
  {
    var world = try world()
    world.pass(.minutes(4))
    for _ in 0..<steps { world.step() }
    let known = Set(Self.ghosts(world).map(\.name))
    world.crash()
    world.pass(.seconds(30))
    let units = world.snapshot.units
    #expect(Set(units.map(\.name)).count == units.count && units.count == 75)
    for name in known where world.hosts[name] == nil {
      #expect(units.contains { $0.name == name && [.ghost, .materialising].contains($0.state) })
    }
    #expect(world.hosts.values.allSatisfy { $0.count == 1 })
  }

  @Test
  func `a house that is paused, only advises or cannot act says how many there should be, and moves none`()
    throws
  {
    for way in 0..<3 {
      var world = try ActWorld(
        .tide, outage: (.minutes(2), nil), executes: way != 2, scaling: Tide.rules)
      let scheduler = Address(.scheduler, "acts")
      if way == 0 { try world.order(.pause, scheduler) }
      if way == 1 { try world.order(.set, scheduler, ["field": "initiative", "value": "advise"]) }
      world.pass(.minutes(6))
      let text = world.group("text")
      #expect(text.residents == 16 && text.wanted ?? 16 < 8 && text.ghosts == 0, "way \(way)")
      #expect(world.snapshot.acts.migrations.isEmpty)
    }
  }

  @Test func `a person brings a ghost back`() throws {
    var world = try world()
    world.pass(.minutes(5))
    let ghost = try #require(Self.ghosts(world).first { $0.group == "fusion" })
    try world.order(.migrate, ghost.address)
    world.pass(.seconds(40))
    let unit = try #require(world.snapshot.units.first { $0.name == ghost.name })
    #expect(unit.state == .running && world.hosts[ghost.name] == [unit.node])
    #expect(world.snapshot.acts.migration(of: unit)?.cause == .order)
  }

  @Test func `what is called off stays, and a scheduler with a veto waits a minute`() throws {
    var world = try world()
    try world.order(.set, Address(.scheduler, "acts"), ["field": "initiative", "value": "veto"])
    while !world.snapshot.acts.migrations.contains(where: { $0.cause == .idle }) { world.step() }
    let move = try #require(world.snapshot.acts.migrations.first { $0.cause == .idle })
    #expect(move.stage == .planned && move.startsAt == move.plannedAt + .minutes(1))
    try world.order(.callOff, Address(.migration, String(move.number)))
    world.pass(.minutes(3))
    #expect(world.hosts[move.unit]?.count == 1)
  }

  @Test func `what somebody says no to is not planned again under another name`() throws {
    var world = try world()
    try world.order(.set, Address(.scheduler, "acts"), ["field": "initiative", "value": "veto"])
    while !world.snapshot.acts.migrations.contains(where: { $0.group == "text" && $0.cause == .idle }) {
      world.step()
    }
    let move = try #require(world.snapshot.acts.migrations.first { $0.group == "text" && $0.cause == .idle })
    try world.order(.callOff, Address(.migration, String(move.number)))
    world.pass(.minutes(3))
    #expect(world.group("text").residents == 16 && world.group("text").ghosts == 0)
    #expect(world.group("text").reason.english.hasPrefix("somebody said no"))
    #expect(world.group("visual").ghosts > 0)
  }

  @Test func `a unit on its way to another node does not become a ghost on the way`() throws {
    var world = try world()
    world.pass(.seconds(150))
    let unit = try #require(world.snapshot.units.first { $0.group == "text" })
    world.answers = false
    try world.order(.migrate, unit.address)
    world.pass(.seconds(100))
    let moves = world.snapshot.acts.migrations.filter { $0.unit == unit.name }
    #expect(moves.map(\.cause) == [.order] && moves[0].stage == .loading)
    #expect(world.snapshot.acts.migrations.contains { $0.group == "text" && $0.cause == .idle })
  }

  @Test func `no more of a group are on their way at once than its rule allows`() throws {
    var rules = Tide.rules
    for place in rules.indices { rules[place].atOnce = 2 }
    var world = try world(rules)
    var most = 0
    for _ in 0..<110 {
      world.step()
      let moving = world.snapshot.acts.migrations.filter(\.isUnderWay)
      most = max(most, Dictionary(grouping: moving, by: \.group).values.map(\.count).max() ?? 0)
    }
    #expect(most == 2)
  }

  @Test func `a group with a query for its work can go down to nothing and comes back`() throws {
    var rule = ScalingRule("text")
    (rule.cores, rule.limits.least) = (0.5, 0)
    (rule.limits.memory, rule.limits.coolDown) = (.minutes(1), .minutes(1))
    // Work for five units, but for the minutes in which there is none.
    rule.demand = "vector(1.6) * scalar((minute() >= bool 5) - (minute() >= bool 3) + 1)"
    var world = try world([rule])
    world.pass(.seconds(170))
    #expect(world.group("text").residents == 5 && world.group("text").ghosts == 11)
    world.pass(.seconds(120))
    #expect(world.group("text").residents == 0 && world.group("text").ghosts == 16)
    world.pass(.seconds(90))
    #expect(world.group("text").residents == 5)
  }

  @Test func `a rule that cannot be followed says why`() throws {
    var rules = [ScalingRule("text"), ScalingRule("visual"), ScalingRule("nobody")]
    rules[0].demand = "node_load1"
    rules[2].cores = 1
    rules[0].cores = 1
    var world = try world(rules)
    world.pass(.minutes(2))
    #expect(
      world.group("text").reason.english == "its demand must be one figure of 0 or more; the query gave 16")
    #expect(world.group("visual").reason.english.hasPrefix("it is not known what a unit is made for"))
    #expect(world.group("nobody").reason.english.hasPrefix("it is not known yet"))
    #expect(world.snapshot.acts.migrations.isEmpty)
  }
}
