import Basics
import Testing

@testable import Scheduling

/// How units of one group stand to one another.
@Suite struct GroupTests {
  private static func cluster() -> Cluster {
    var cluster = Cluster()
    for node in 0..<6 {
      var kind = NodeKind(cpu: 8_000, memory: 8_192)
      kind.zone = "zone-\(node / 2)"
      cluster.add("node-\(node)", kind)
    }
    return cluster
  }

  private static func zones(_ rule: GroupRule, _ count: Int) -> [String?] {
    var demand = Demand(cpu: 1_000, memory: 512)
    demand.group = rule
    let cluster = cluster()
    var placer = Placer(cluster, [demand], BestFit())
    return (0..<count).map { placer.place($0, shape: 0).node.map { cluster.kind(of: $0).zone } }
  }

  @Test func `units told to be apart share no zone, and one too many is refused`() {
    let zones = Self.zones(GroupRule("web", apart: .zone), 4)
    #expect(Set(zones.prefix(3)).count == 3 && zones[3] == nil)
  }

  @Test func `units told to be together stay in the zone of the first`() {
    #expect(Set(Self.zones(GroupRule("web", together: .zone), 5)).count == 1)
  }

  @Test func `units told to spread are even over zones at every moment`() {
    let zones = Self.zones(GroupRule("web", spread: .zone), 9)
    for count in 1...9 {
      let counts = (0..<3).map { zone in zones.prefix(count).count { $0 == "zone-\(zone)" } }
      #expect(counts.max()! - counts.min()! <= 1, "\(counts)")
    }
  }

  @Test func `spread does not decay as units leave`() {
    var demand = Demand(cpu: 1_000, memory: 512)
    demand.group = GroupRule("web", spread: .zone)
    var placer = Placer(Self.cluster(), [demand], BestFit())
    let places = (0..<6).compactMap { placer.place($0, shape: 0).node }
    for node in places where Self.cluster().kind(of: node).zone == "zone-1" {
      placer.remove(shape: 0, from: node, devices: 0)
    }
    let next = placer.place(6, shape: 0).node
    #expect(next.map { Self.cluster().kind(of: $0).zone } == "zone-1")
  }

  @Test func `kept scores decide as looking at every node does, groups included`() {
    for seed in UInt64(1)...15 {
      var demands = Samples.demands(4, seed: seed)
      demands[0].group = GroupRule("apart", apart: .node)
      demands[1].group = GroupRule("even", spread: .zone)
      demands[2].group = GroupRule("near", together: .region)
      let (cluster, workload) = (Samples.cluster(90, seed: seed), Samples.workload(demands, 160))
      let kept = Settled(cluster, workload, WorstFit())
      var looked = Placer(cluster, workload.demands, WorstFit(), keepsScores: false)
      let nodes = looked.plan(0..<160, of: workload).decisions.map(\.node)
      #expect((0..<160).map { kept.workload.node(of: $0) } == nodes, "seed \(seed)")
    }
  }

  @Test func `a zone whose nodes may not take the units does not hold back their spread`() {
    var (cluster, demand) = (Cluster(), Demand(cpu: 1_000, memory: 512))
    demand.group = GroupRule("web", spread: .zone)
    for zone in 0..<3 {
      var kind = NodeKind(cpu: 8_000, memory: 8_192)
      kind.zone = "zone-\(zone)"
      if zone == 2 { kind.taints = ["spot"] }
      cluster.add("node-\(zone)", kind)
    }
    var placer = Placer(cluster, [demand], BestFit())
    #expect((0..<6).allSatisfy { placer.place($0, shape: 0).node != nil })
  }
}
