import Basics
import Testing

@testable import Scheduling

/// What holds for every policy.
@Suite struct PlacerTests {
  static func policies(_ cluster: Cluster, _ workload: Workload) -> [any Policy] {
    Policies.all(Mix(workload), cluster)
  }

  @Test func `no hard rule is ever broken and nothing is refused that fits, over clusters of chance`() {
    for seed in UInt64(1)...40 {
      let cluster = Samples.cluster(12, seed: seed)
      let demands = Samples.demands(6, seed: seed)
      let workload = Samples.workload(demands, 60)
      for policy in Self.policies(cluster, workload) {
        var placer = Placer(cluster, workload.demands, policy)
        for unit in 0..<workload.count {
          let shape = Int(workload.shapes[unit])
          let fits = cluster.rooms.indices.filter { placer.refusals(shape: shape, on: $0).isEmpty }
          let decision = placer.place(unit, shape: shape)
          let isRight = decision.node.map { fits.contains($0) } ?? fits.isEmpty
          #expect(isRight, "\(policy.name), seed \(seed), unit \(unit)")
        }
        #expect(placer.cluster.rooms.allSatisfy { $0.isSound }, "\(policy.name), seed \(seed)")
      }
    }
  }

  @Test func `over ten thousand small clusters no node ever holds more than it has`() {
    for seed in UInt64(1)...10_000 {
      let cluster = Samples.cluster(3, seed: seed)
      let demands = Samples.demands(3, seed: seed)
      var placer = Placer(cluster, demands, BestFit(), keepsScores: seed % 2 == 0)
      for unit in 0..<8 {
        guard let node = placer.place(unit, shape: unit % 3).node else { continue }
        let isAllowed = demands[unit % 3].refusals(of: cluster.kind(of: node)).isEmpty
        if !isAllowed || cluster.rooms[node].state != .ready { Issue.record("seed \(seed), unit \(unit)") }
      }
      if !placer.cluster.rooms.allSatisfy(\.isSound) { Issue.record("seed \(seed)") }
    }
  }

  @Test func `kept scores decide as looking at every node does`() {
    for seed in UInt64(1)...12 {
      let cluster = Samples.cluster(150, seed: seed)
      let workload = Samples.workload(Samples.demands(9, seed: seed), 400)
      for policy in Self.policies(cluster, workload) where policy.name != "foresight" || seed < 4 {
        var kept = Placer(cluster, workload.demands, policy)
        var looked = Placer(cluster, workload.demands, policy, keepsScores: false)
        for unit in 0..<workload.count {
          let shape = Int(workload.shapes[unit])
          let (one, other) = (kept.place(unit, shape: shape), looked.place(unit, shape: shape))
          #expect(one == other, "\(policy.name), seed \(seed), unit \(unit)")
          if unit % 5 == 4, let node = one.node {
            kept.remove(shape: shape, from: node, devices: one.devices)
            looked.remove(shape: shape, from: node, devices: one.devices)
          }
        }
      }
    }
  }

  @Test func `a unit that goes gives back all it took`() {
    let cluster = Samples.cluster(30, seed: 3)
    let workload = Samples.workload(Samples.demands(8, seed: 3), 200)
    var placer = Placer(cluster, workload.demands, BestFit())
    let plan = placer.plan(0..<200, of: workload)
    #expect(plan.placed > 50 && plan.refused > 0)
    for decision in plan.decisions.shuffledTheSameWay() {
      guard let node = decision.node else { continue }
      placer.remove(
        shape: Int(workload.shapes[decision.unit]), from: node, devices: decision.devices)
    }
    for (room, before) in zip(placer.cluster.rooms, cluster.rooms) {
      #expect(room.free == before.free && room.devices == before.devices && room.units == 0)
    }
  }

  @Test func `the cluster that was asked about stays as it was`() {
    let cluster = Samples.cluster(10, seed: 1)
    var placer = Placer(cluster, [Demand(cpu: 1_000, memory: 1_024)], BestFit())
    #expect(placer.place(0, shape: 0).node != nil)
    #expect(cluster.rooms.allSatisfy { $0.units == 0 })
  }

  @Test func `a gang goes together or not at all`() {
    var cluster = Cluster()
    for node in 0..<3 { cluster.add("node-\(node)", NodeKind(cpu: 4_000, memory: 8_192)) }
    let workload = Samples.workload([Demand(cpu: 3_000, memory: 1_024)], 4)
    var placer = Placer(cluster, workload.demands, BestFit())
    let refused = placer.plan(gang: 0..<4, of: workload)
    #expect(refused.placed == 0 && refused.veto == .gang(missing: 1))
    #expect(placer.cluster.rooms.allSatisfy { $0.units == 0 })
    #expect(placer.plan(gang: 0..<3, of: workload).placed == 3)
  }

  @Test func `the units of a lost zone find places elsewhere, the most urgent first`() {
    let cluster = Samples.cluster(60, seed: 9)
    var workload = Samples.workload(Samples.demands(10, seed: 9), 200)
    var placer = Placer(cluster, workload.demands, BestFit())
    for decision in placer.plan(0..<200, of: workload).decisions {
      if let node = decision.node { workload.settle(decision.unit, on: node, devices: decision.devices) }
    }
    let zone = cluster.rooms.indices.filter { cluster.kind(of: $0).zone == "zone-0" }
    let plan = placer.evacuate(zone, .lost, of: workload)
    #expect(plan.decisions.count > 10)
    #expect(plan.decisions.allSatisfy { $0.node.map { !zone.contains($0) } ?? true })
    let priorities = plan.decisions.map { workload.demand(of: $0.unit).priority }
    #expect(priorities == priorities.sorted(by: >))
    #expect(zone.allSatisfy { placer.cluster.rooms[$0].units == 0 })
  }
}

extension Array {
  fileprivate func shuffledTheSameWay() -> [Element] {
    var chance = Chance(seed: 4)
    return shuffled(using: &chance)
  }
}
