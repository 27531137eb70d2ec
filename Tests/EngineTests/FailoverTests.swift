import Basics
import Model
import Scheduling
import Simulation
import Testing

@testable import Engine

/// What is asked of nodes, and when, where others are not heard of.
@Suite struct FailoverTests {
  private static let scheduler = Address(.scheduler, "acts")

  @Test func `who wants to be asked sees nothing moved from nodes that are back within the minute`() throws {
    var world = try ActWorld(.outage, outage: (.minutes(2), .seconds(205)))
    try world.order(.set, Self.scheduler, ["field": "initiative", "value": "veto"])
    world.pass(.seconds(195))
    let planned = world.snapshot.acts.migrations
    #expect(planned.count > 12 && planned.allSatisfy { $0.stage == .planned && $0.cause == .failover })
    world.pass(.minutes(3))
    #expect(world.snapshot.acts.migrations.allSatisfy { $0.stage == .undone })
    #expect(world.hosts.values.allSatisfy { $0.count == 1 })
  }

  @Test func `a node is to be fenced before what it had is loaded, as long as it is not heard of`() throws {
    var world = try ActWorld(.outage)
    world.answers = false
    world.pass(.minutes(5))
    let loads = world.engine.commands.filter { $0.verb == .load }
    #expect(!loads.isEmpty && loads.allSatisfy { $0.fencesOrigin && $0.origin != nil })
    try world.order(.pause, Self.scheduler)
    world.pass(.seconds(15))
    #expect(world.engine.commands.allSatisfy { !$0.fencesOrigin })
  }
}
