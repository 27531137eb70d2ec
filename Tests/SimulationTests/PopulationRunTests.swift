import Basics
import Scheduling
import Testing

@testable import Simulation

/// Populations on a virtual clock.
@Suite struct PopulationRunTests {
  private func run(
    _ users: Int, _ length: Span, _ change: (inout PopulationRun.Setting) -> Void = { _ in }
  ) throws -> PopulationRun {
    var setting = PopulationRun.Setting(users: users, length: length)
    change(&setting)
    var run = try PopulationRun(setting) { _, _ in BestFit() }
    run.run()
    return run
  }

  @Test func `the same seed gives the same log, another seed another`() throws {
    let faults = [Fault(.zone, "us-east-a", at: .hours(1), length: .minutes(20))]
    let runs = try [1, 1, 2].map { seed in
      try run(20_000_000, .hours(3)) { ($0.seed, $0.faults) = (seed, faults) }
    }
    #expect(runs[0].log.fingerprint == runs[1].log.fingerprint && !runs[0].log.entries.isEmpty)
    #expect(runs[0].tally.cost == runs[1].tally.cost)
    #expect(
      runs[0].tally.classes[0].latency.quantile(0.99) == runs[1].tally.classes[0].latency.quantile(0.99))
    #expect(runs[0].log.fingerprint != runs[2].log.fingerprint)
  }

  @Test func `on a usual day every request is served in full and every objective kept`() throws {
    let run = try run(96_000_000, .hours(24))
    let tally = run.tally
    for part in tally.classes {
      #expect(part.offered > 0 && part.shed == 0 && part.lost == 0 && part.lean == 0)
      #expect(part.isKept == true)
    }
    let usual = (0..<1_440).reduce(0.0) { sum, minute in
      sum + 60 * (0..<4).reduce(0) { $0 + run.traffic.mean($1, at: .minutes(Int64(minute))) }
    }
    #expect(abs(tally.offered / usual - 1) < 0.01)
    // Units follow the day, which is another one in each region, so that fewer nodes are paid for at night.
    #expect(tally.meanNodes < 0.95 * Double(tally.peakNodes))
    #expect(tally.meanResidents < 0.95 * Double(tally.peakResidents))
  }

  @Test func `three times the users: the high class is whole, the low one shed, and all is well again after`()
    throws
  {
    // At 20 o'clock in the east of Asia, where all of the room there is does not suffice.
    let crowd = FlashCrowd(factor: 3, at: .hours(12), length: .hours(1))
    let run = try run(96_000_000, .hours(14)) { $0.crowds = [crowd] }
    let (high, low) = (run.tally.classes[0], run.tally.classes[2])
    #expect(high.shed == 0 && high.lost == 0 && high.isKept == true)
    #expect(low.shed > 0.01 * low.offered)
    #expect(run.fleet.pools.allSatisfy { $0.brownOut.level == 0 })
    let last = try #require(run.log.entries.last { $0.kind == .brownOut })
    #expect(last.at < .hours(13) + .minutes(30), "\(last.at.prometheus)")
  }

  @Test func `what nodes cost never exceeds the cap, whatever is asked`() throws {
    let capped = try run(96_000_000, .hours(6)) {
      $0.cap = 150_000
      $0.crowds = [FlashCrowd(factor: 3, at: .hours(2), length: .hours(1))]
      $0.faults = [Fault(.zone, "ap-east-b", at: .hours(4), length: .hours(1))]
    }
    #expect(capped.tally.peakSpending <= 150_000 && capped.tally.peakSpending > 140_000)
    #expect(capped.log.entries.contains { $0.kind == .limit && $0.words.english.contains("cap") })
    #expect(try run(96_000_000, .hours(2)).tally.peakSpending > 150_000)
  }

  @Test func `ten times the users want ten times the nodes, and nothing but nodes and units takes memory`()
    throws
  {
    let (few, many) = (try run(50_000_000, .hours(2)), try run(500_000_000, .hours(2)))
    let ratio = many.tally.meanNodes / few.tally.meanNodes
    #expect(ratio > 8 && ratio < 10.5, "\(ratio)")
    #expect(many.log.entries.count < 1_000 && many.queue.count < many.fleet.states.count)
  }

  @Test func `every unit is in the state its pool and its node say`() throws {
    let faults = [
      Fault(.flapping, "eu-west-a", at: .minutes(20), length: .minutes(30)),
      Fault(.node, "us-west-c-0", at: .minutes(30), length: .hours(1)),
      Fault(.region, "us-east", at: .hours(1), length: .minutes(30)),
    ]
    let run = try run(20_000_000, .hours(3)) { $0.faults = faults }
    let (fleet, states) = (run.fleet, run.fleet.states)
    for unit in states.indices {
      #expect(states[unit].holdsRoom == (fleet.workload.node(of: unit) != nil), "unit \(unit)")
    }
    for pool in fleet.pools {
      #expect(pool.ready == pool.units.count { states[$0] == .resident })
      #expect(pool.coming == pool.units.count { states[$0] == .materialising })
      #expect(Set(pool.ghosts.map(Int.init)) == Set(pool.units.filter { states[$0] == .ghost }))
    }
    let held = fleet.cluster.rooms.reduce(0) { $0 + Int($1.units) }
    #expect(held == states.count { $0.holdsRoom })
    #expect(fleet.cluster.rooms.allSatisfy { $0.state == .ready })
  }
}
