import Basics
import Model
import Scheduling
import Simulation
import Testing

@testable import Engine

/// What would be, asked of a live house, beside what came to be.
@Suite struct WhatIfTests {
  private static func answer(_ question: String, _ snapshot: Snapshot) throws -> WhatIf {
    let request = WhatIfRequest(try WhatIfQuestion(question), by: snapshot.acts.settings.policy, of: snapshot)
    return try request.answer().result.get()
  }

  @Test(arguments: ["least-allocated", "balanced", "v1", "v2", "v3"])
  func `it foresees what the scheduler does, to the last move and score`(policy: String) throws {
    var world = try ActWorld(.outage)
    world.pass(.seconds(110))
    // The region goes while nobody acts, so that both decide on the same moment.
    try world.order(.pause, Address(.scheduler, "acts"))
    world.pass(.minutes(3))
    let snapshot = world.snapshot
    let lost = snapshot.units.filter { $0.state == .lost }
    let request = WhatIfRequest(try WhatIfQuestion("lose region=eu-west"), by: policy, of: snapshot)
    let foreseen = try request.answer().result.get()
    let done = Relocation(snapshot.cluster, policy: policy, failed: [:]).failover(lost)
    #expect(foreseen.moves.map(\.unit) == done.found.map(\.piece.unit.identifier) && lost.count > 12)
    #expect(foreseen.moves.map(\.to) == done.found.map(\.target))
    #expect(foreseen.moves.map(\.grounds) == done.found.map(\.grounds))
    #expect(foreseen.stranded.map(\.unit) == done.held.map(\.unit.identifier))
  }

  @Test func `nothing is done by asking, and the house counts as it is`() throws {
    var world = try ActWorld()
    world.pass(.minutes(1))
    let snapshot = world.snapshot
    let answer = try Self.answer("drain region=eu-west; grow 1.1x", snapshot)
    #expect(answer.before.placed == snapshot.units.count && answer.before.nodes == ActWorld.nodes)
    #expect(answer.before.price > 0 && answer.after.nodes < answer.before.nodes)
    let shares = try #require(snapshot.cluster.shares)
    #expect(answer.before.mean >= shares.cores / 2 && answer.before.fullest <= 1)
    world.pass(.minutes(1))
    #expect(world.snapshot.acts.migrations.isEmpty && world.snapshot.acts.holds.isEmpty)
  }

  @Test func `a unit on its way counts as having come`() throws {
    var world = try ActWorld()
    world.pass(.minutes(1))
    let unit = try #require(world.snapshot.units.first)
    world.answers = false
    try world.order(.migrate, unit.address)
    world.pass(.seconds(20))
    let move = try #require(world.snapshot.acts.migrations.first)
    let target = try #require(move.target)
    let answer = try Self.answer("drain \(target)", world.snapshot)
    let told = try #require(answer.moves.first { $0.unit == unit.identifier })
    #expect(told.from == target)
  }

  @Test func `a record is read as it was written, and its plan comes out again to the last move`() throws {
    var world = try ActWorld()
    world.pass(.minutes(1))
    for (question, policy) in [
      ("lose region=eu-west; add 20 units like text-003", "v1"), ("drain tier=edge", "v3"),
      ("grow 3x", "balanced"),
    ] {
      let request = WhatIfRequest(try WhatIfQuestion(question), by: policy, of: world.snapshot)
      let found = try request.answer().result.get()
      let record = WhatIfRecord(found, of: request.scene, at: request.at, currency: "USD")
      let read = try WhatIfRecord(JSONReader.read(Array(record.json.utf8), name: "record"))
      #expect(read.json == record.json && read.question == record.question && read.plan == found.plan)
      let (again, difference) = try read.replay()
      #expect(difference == nil && again.plan == found.plan && again.after == found.after)
      #expect(again.moves == found.moves && again.stranded == found.stranded)
    }
  }

  @Test func `a plan that is another is told of by its first difference`() throws {
    let plan = WhatIfPlan(
      moves: [.init(unit: "a", from: "n0", to: "n1"), .init(unit: "b", from: nil, to: "n2")], stranded: ["c"])
    #expect(plan.difference(to: plan) == nil)
    let moved = WhatIfPlan(moves: [plan.moves[0], .init(unit: "b", from: nil, to: "n3")], stranded: ["c"])
    #expect(plan.difference(to: moved)?.english == "move 2 was b  → n2, and is now b  → n3")
    let shorter = WhatIfPlan(moves: [plan.moves[0]], stranded: ["c"])
    #expect(plan.difference(to: shorter)?.english.hasSuffix("and is now none") == true)
    let placed = WhatIfPlan(moves: plan.moves, stranded: [])
    #expect(plan.difference(to: placed)?.english.contains("1 then, 0 now") == true)
  }
}
