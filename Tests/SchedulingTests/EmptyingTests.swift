import Basics
import Testing

@testable import Scheduling

/// Nodes that are emptied into others that stay in use.
@Suite struct EmptyingTests {
  /// Nodes of ten cores and ten GiB at these prices, each with units of these cores.
  private static func settled(_ nodes: [(price: Int32, units: [Int32])]) -> Settled {
    var (cluster, workload) = (Cluster(), Workload())
    for (number, node) in nodes.enumerated() {
      var kind = NodeKind(cpu: 10_000, memory: 10_240)
      kind.price = node.price
      cluster.add("node-\(number)", kind)
      for (place, cores) in node.units.enumerated() {
        workload.add("unit-\(number)-\(place)", Demand(cpu: cores * 1_000, memory: 64))
        workload.settle(workload.count - 1, on: number, devices: 0)
      }
    }
    var settled = Settled(cluster, Workload())
    settled.workload = workload
    settled.placer = Placer(cluster, workload.demands, MostAllocated(cluster.kinds))
    for unit in 0..<workload.count {
      settled.placer.settle(
        shape: Int(workload.shapes[unit]), on: workload.node(of: unit) ?? 0, devices: 0)
    }
    return settled
  }

  private static func emptied(_ nodes: [(price: Int32, units: [Int32])]) -> [Int] {
    let settled = settled(nodes)
    return settled.placer.emptying(settled.workload).nodes.sorted()
  }

  @Test func `over clusters of chance no rule is broken, in whatever order the units go`() {
    var saved = 0
    for seed in UInt64(1)...60 {
      let loose = Settled(nodes: 24, units: 40, seed: seed)
      let settled = Settled(Samples.cluster(24, seed: seed), loose.workload, WorstFit())
      let (placer, spared) = (settled.placer, Int(seed % 24))
      let emptying = placer.emptying(settled.workload) { $0 == spared }
      let sources = Set(emptying.nodes)
      #expect(!sources.contains(spared) && sources.count == emptying.nodes.count)
      #expect(sources.allSatisfy { placer.cluster.rooms[$0].state == .ready }, "seed \(seed)")
      let left = (0..<40).filter { settled.workload.node(of: $0).map(sources.contains) ?? false }
      #expect(Set(left) == Set(emptying.steps.map(\.unit)), "seed \(seed): a node keeps some")
      #expect(
        Self.faults(emptying, settled.placer, settled.workload).isEmpty, "seed \(seed)")
      #expect(emptying.saving == sources.reduce(0) { $0 + Int(placer.cluster.kind(of: $1).price) })
      saved += sources.count
    }
    #expect(saved > 60, "\(saved)")
  }

  /// What is wrong when all have come before anybody has left.
  private static func faults(_ emptying: Emptying, _ start: Placer, _ workload: Workload) -> [String] {
    var (placer, faults) = (start, [String]())
    for step in emptying.steps {
      let (target, shape) = (step.chosen.node, Int(workload.shapes[step.unit]))
      let kinds = [step.origin, target].map { start.cluster.kind(of: $0) }
      if kinds[0].region != kinds[1].region { faults.append("\(target) is in another region") }
      if emptying.nodes.contains(target) { faults.append("\(target) gives and takes") }
      if start.cluster.rooms[target].units == 0 { faults.append("\(target) was not in use") }
      placer.count(-1, of: shape, on: step.origin)
      if !placer.refusals(shape: shape, on: target).isEmpty { faults.append("\(target) does not take it") }
      placer.count(1, of: shape, on: step.origin)
      let mask = placer.policy.devices(placer.needs[shape], placer.cluster.rooms[target])
      placer.settle(shape: shape, on: target, devices: workload.demand(of: step.unit).gpus > 0 ? mask : 0)
    }
    for node in Set(emptying.steps.map(\.chosen.node)) {
      let (kind, free) = (placer.cluster.kind(of: node), placer.cluster.rooms[node].free)
      let parts = [
        Double(free[.cpu]) / Double(kind.cpu), Double(free[.memory]) / Double(kind.memory),
      ]
      if parts.contains(where: { $0 < 0.2 - 1e-9 }) { faults.append("\(node) is too full") }
    }
    return faults
  }

  @Test func `the nodes that hold the least are emptied first, and those that take units stay`() {
    #expect(Self.emptied([(0, [1]), (0, [2]), (0, [4])]) == [0, 1])
    #expect(Self.emptied([(0, [3]), (0, [4]), (0, [4])]) == [0])
  }

  @Test func `no node is filled above the ceiling, and none is emptied in part`() {
    #expect(Self.emptied([(0, [5]), (0, [4])]).isEmpty)
    #expect(Self.emptied([(0, [4]), (0, [4])]) == [0])
    #expect(Self.emptied([(0, [1, 1, 1, 1]), (0, [5])]).isEmpty)
  }

  @Test func `where it saves more those are emptied first that save the most for each move`() {
    #expect(Self.emptied([(100, [3]), (900, [4]), (100, [4])]) == [1])
    #expect(Self.emptied([(100, [3]), (100, [4]), (100, [4])]) == [0])
  }

  @Test func `a node that costs nothing is not emptied where others cost`() {
    #expect(Self.emptied([(0, [1]), (100, [2]), (100, [5])]) == [1])
  }

  @Test func `a unit does not go where it is barred, nor beside one that it is to be apart from`() {
    let settled = Self.settled([(0, [1]), (0, [3])])
    #expect(settled.placer.emptying(settled.workload, barred: [0: [1]]).nodes == [1])
    #expect(settled.placer.emptying(settled.workload, barred: [0: [1], 1: [0]]).nodes.isEmpty)
    var (cluster, workload) = (settled.placer.cluster, Workload())
    cluster.add("node-2", NodeKind(cpu: 10_000, memory: 10_240))
    for node in 0..<2 {
      var demand = Demand(cpu: 1_000, memory: 64)
      demand.group = GroupRule("web", apart: .node)
      workload.add("web-\(node)", demand)
      workload.settle(node, on: node, devices: 0)
    }
    var placer = Placer(cluster, workload.demands, BestFit())
    #expect(placer.emptying(workload).nodes == [0])
    for node in 0..<2 { placer.count(1, of: 0, on: node) }
    #expect(placer.emptying(workload).nodes.isEmpty)
  }
}
