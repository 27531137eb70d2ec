import Basics
import Testing

@testable import Scheduling

/// Who makes way for a more urgent unit.
@Suite struct PreemptionTests {
  /// One node of ten cores, with units of these cores and priorities, and last the one that comes.
  private static func victims(_ units: [(cores: Int32, priority: Int16)], for cores: Int32) -> [Int]? {
    var cluster = Cluster()
    cluster.add("node", NodeKind(cpu: 10_000, memory: 65_536))
    var workload = Workload()
    for (number, unit) in (units + [(cores: cores, priority: 9)]).enumerated() {
      var demand = Demand(cpu: unit.cores * 1_000, memory: 64)
      demand.priority = unit.priority
      workload.add("unit-\(number)", demand)
    }
    let settled = Settled(cluster, workload)
    let residents = Residents(settled.workload, nodes: 1)
    return settled.placer.preemption(for: units.count, of: settled.workload, residents)?.victims
  }

  @Test func `one large unit makes way rather than two small ones`() {
    #expect(Self.victims([(2, 1), (2, 1), (6, 3)], for: 4) == [2])
  }

  @Test func `of as many, the least urgent make way`() {
    #expect(Self.victims([(5, 4), (5, 2)], for: 5) == [1])
  }

  @Test func `nobody as urgent or more makes way`() {
    #expect(Self.victims([(5, 9), (5, 12)], for: 5) == nil)
  }

  @Test func `nobody leaves in vain`() {
    #expect(Self.victims([(3, 1), (3, 2), (3, 3), (1, 4)], for: 9) == [0, 1, 2])
  }

  @Test func `no fewer units on any node would do, over clusters of chance`() {
    for seed in UInt64(1)...120 {
      let settled = Settled(nodes: 5, units: 60, seed: seed)
      let (placer, workload) = (settled.placer, settled.workload)
      let residents = Residents(workload, nodes: 5)
      for unit in 0..<60 where workload.node(of: unit) == nil {
        let found = placer.preemption(for: unit, of: workload, residents)
        let one = (0..<60).contains { Self.fits(unit, on: workload.node(of: $0), without: [$0], settled) }
        #expect(!one || found?.victims.count == 1, "seed \(seed), unit \(unit)")
        guard let found else { continue }
        #expect(
          Self.fits(unit, on: found.node, without: found.victims, settled), "seed \(seed), unit \(unit)")
        for spared in found.victims where found.victims.count > 1 {
          let others = found.victims.filter { $0 != spared }
          #expect(!Self.fits(unit, on: found.node, without: others, settled), "seed \(seed), unit \(unit)")
        }
      }
    }
  }

  /// Whether a unit would have room were these gone, all of them less urgent.
  private static func fits(_ unit: Int, on node: Int?, without others: [Int], _ settled: Settled) -> Bool {
    guard let node else { return false }
    var (placer, workload) = (settled.placer, settled.workload)
    for other in others {
      guard workload.demand(of: other).priority < workload.demand(of: unit).priority else { return false }
      placer.remove(
        shape: Int(workload.shapes[other]), from: node, devices: workload.devices[other])
      workload.unsettle(other)
    }
    return placer.refusals(shape: Int(workload.shapes[unit]), on: node).isEmpty
  }
}
