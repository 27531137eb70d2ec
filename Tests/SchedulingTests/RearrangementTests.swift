import Basics
import Testing

@testable import Scheduling

/// Units that move though their nodes are well: to balance, or to let nodes rest.
@Suite struct RearrangementTests {
  @Test func `rebalancing breaks no rule, relieves what it can and then leaves all in peace`() {
    var moved = 0
    for seed in UInt64(1)...60 {
      var settled = Settled(nodes: 14, units: 40, seed: seed)
      for round in 0..<4 {
        let plan = settled.placer.rebalance(settled.workload)
        moved += plan.moves.count
        #expect(settled.faults(doing: plan).isEmpty, "seed \(seed)")
        #expect(round == 0 || plan.moves.isEmpty, "seed \(seed): it goes on")
      }
    }
    #expect(moved > 50)
  }

  @Test func `units that moved a short while ago rest`() {
    for seed in UInt64(1)...20 {
      let settled = Settled(nodes: 14, units: 40, seed: seed)
      let resting = Set((0..<40).filter { $0 % 2 == 0 })
      let plan = settled.placer.rebalance(settled.workload, resting: resting)
      #expect(plan.moves.allSatisfy { !resting.contains($0.unit) })
    }
  }

  @Test func `a consolidation loses nobody, breaks no rule and needs fewer nodes`() {
    var saved = 0
    for seed in UInt64(1)...25 {
      let loose = Settled(nodes: 24, units: 40, seed: seed)
      var settled = Settled(Samples.cluster(24, seed: seed), loose.workload, WorstFit())
      let placed = (0..<40).filter { settled.workload.node(of: $0) != nil }
      let consolidation = settled.placer.consolidate(settled.workload)
      #expect(consolidation.after <= consolidation.before)
      #expect(consolidation.plan == settled.placer.consolidate(settled.workload).plan, "seed \(seed)")
      saved += consolidation.before - consolidation.after
      #expect(settled.faults(doing: consolidation.plan).isEmpty, "seed \(seed)")
      #expect(placed == (0..<40).filter { settled.workload.node(of: $0) != nil }, "seed \(seed)")
      #expect(settled.placer.cluster.rooms.count { $0.units > 0 } == consolidation.after, "seed \(seed)")
    }
    #expect(saved > 60)
  }

  @Test func `the layout of fewest nodes holds every unit`() {
    let items = [
      Mix.Typical(cpu: 4_000, gpus: 1, share: 500, weight: 0),
      Mix.Typical(cpu: 8_000, gpus: 1, share: 1_000, weight: 0),
    ]
    let make = Fillings.Make(steps: 64, gpus: 2)
    let layout = Layout(items, [12, 6], [make], [20], step: 500)
    for item in items.indices { #expect(layout.places.reduce(0) { $0 + $1.counts[item] } == [12, 6][item]) }
    #expect(layout.places.count == 6)
  }
}
