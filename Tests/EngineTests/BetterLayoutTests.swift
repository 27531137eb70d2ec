import Basics
import Costs
import Model
import Monitoring
import Scheduling
import Store
import Testing

@testable import Engine

/// A better layout, which the third generation looks for by itself.
@Suite struct BetterLayoutTests {
  private static let scheduler = Address(.scheduler, "acts")

  /// Where a node costs so much the fleet has too many in use.
  static func dear() throws -> PriceBook {
    let text = #"""
      {"currency": "USD", "as_of": "2026-03-01", "entries": [
        {"id": "dear", "title": "dear", "core_hour": "0.8", "gib_hour": "0.05", "source": "a test"}]}
      """#
    return try PriceBook(JSONReader.read(Array(text.utf8), name: "prices"))
  }

  private func world(_ initiative: String, policy: String = "v3", paused: Bool = false) throws -> ActWorld {
    let prices = try Self.dear()
    var world = try ActWorld { $0.prices = prices }
    try world.order(.set, Self.scheduler, ["field": "initiative", "value": initiative])
    try world.order(.set, Self.scheduler, ["field": "policy", "value": policy])
    if paused { try world.order(.pause, Self.scheduler) }
    world.pass(.minutes(3))
    return world
  }

  @Test func `one that advises says what it would move and gain, and moves nobody`() throws {
    var world = try world("advise")
    let proposal = try #require(world.snapshot.acts.learning.proposal)
    #expect(!proposal.moves.isEmpty && proposal.saving > 0 && proposal.startsAt == nil)
    let entry = try #require(world.snapshot.log.first { $0.kind == .layoutProposed })
    #expect(entry.subject == proposal.words && entry.severity == .info)
    // Another process and a second console know of it too.
    world.step()
    world.crash()
    #expect(world.snapshot.acts.learning.proposal == proposal)
    world.pass(.minutes(15), by: .seconds(30))
    #expect(world.snapshot.acts.migrations.isEmpty)
  }

  @Test func `one that may be vetoed waits a minute, and what is called off stays`() throws {
    let prices = try Self.dear()
    var world = try ActWorld { $0.prices = prices }
    try world.order(.set, Self.scheduler, ["field": "initiative", "value": "veto"])
    try world.order(.set, Self.scheduler, ["field": "policy", "value": "v3"])
    for _ in 0..<60 where world.snapshot.acts.migrations.isEmpty { world.step() }
    let planned = world.snapshot.acts.migrations
    try #require(!planned.isEmpty)
    world.pass(.seconds(45))
    #expect(world.snapshot.acts.migrations.allSatisfy { $0.stage == .planned && $0.cause == .rebalance })
    #expect(world.snapshot.acts.learning.proposal?.moves.count == planned.count)
    try world.order(.callOff, Address(.migration, String(planned[0].number)))
    world.step()
    world.pass(.minutes(12), by: .seconds(20))
    let units = Set(planned.map(\.unit))
    #expect(world.snapshot.acts.migrations.allSatisfy { $0.owner == $0.origin || !units.contains($0.unit) })
  }

  @Test func `one that acts does what gains, each move with its reason, and comes to rest`() throws {
    var world = try world("act")
    let first = try #require(world.snapshot.acts.migrations.first)
    #expect(first.motive.english.hasPrefix("one of ") && first.motive.english.contains("an hour"))
    #expect(!first.grounds.terms.isEmpty && first.grounds.policy == "v3")
    world.pass(.minutes(100), by: .seconds(30))
    let moves = world.snapshot.acts.migrations
    #expect(moves.allSatisfy { $0.stage == .done })
    // No unit goes there and back, and within no hour more move than may.
    for move in moves {
      let isBack = moves.contains {
        $0.unit == move.unit && $0.number > move.number && $0.target == move.origin
      }
      #expect(!isBack, "\(move.unit)")
      let hour = moves.count { $0.plannedAt >= move.plannedAt && $0.plannedAt - move.plannedAt < .hours(1) }
      #expect(hour <= Guardrails().movesPerHour)
    }
    #expect(world.snapshot.acts.settings.fallBack == nil)
    #expect(world.hosts.values.allSatisfy { $0.count == 1 })
  }

  @Test func `while it is paused nothing is proposed`() throws {
    let world = try world("act", paused: true)
    #expect(world.snapshot.acts.learning.proposal == nil && world.snapshot.acts.migrations.isEmpty)
    #expect(!world.snapshot.log.contains { $0.kind == .layoutProposed })
  }

  @Test(arguments: ["least-allocated", "v1", "v2"])
  func `only the third generation looks for a better layout`(policy: String) throws {
    let world = try world("act", policy: policy)
    #expect(world.snapshot.acts.migrations.isEmpty)
    #expect(!world.snapshot.log.contains { $0.kind == .layoutProposed })
  }

  @Test func `the same house proposes the same`() throws {
    let (one, other) = (try world("advise"), try world("advise"))
    #expect(one.snapshot.acts.learning.proposal != nil)
    #expect(one.snapshot.acts.learning.proposal == other.snapshot.acts.learning.proposal)
  }
}
