import Basics
import Testing

@testable import Scheduling

/// The search for the best layout beside what is best indeed.
@Suite struct SearchTests {
  private static let thrifty = Weights([.load: 1, .opening: -1])

  /// Five to seven nodes of three kinds and seven to nine units, packed by the first generation's rule.
  private static func instance(_ seed: UInt64) -> (fabric: Fabric, demands: [Demand]) {
    var (chance, cluster, workload) = (Chance(seed: seed), Cluster(), Workload())
    let kinds = (0..<3).map { number in
      var kind = NodeKind(
        cpu: Int32(2 + chance.next() % 6) * 4_000, memory: Int32(2 + chance.next() % 6) * 8_192,
        gpus: number == 0 ? 2 : 0)
      kind.price = Int32(300 + chance.next() % 1_200)
      return kind
    }
    for node in 0..<5 + Int(chance.next() % 3) { cluster.add("node-\(node)", kinds[node % 3]) }
    for unit in 0..<7 + Int(chance.next() % 3) {
      let demand = Demand(
        cpu: Int32(1 + chance.next() % 6) * 1_000, memory: Int32(1 + chance.next() % 6) * 2_048,
        gpus: unit % 4 == 0 ? 1 : 0)
      workload.add("unit-\(unit)", demand)
    }
    let score = LinearScore(thrifty, Mix(workload), cluster.kinds)
    var fabric = Fabric(cluster, workload, score)
    fabric.pack(Array(0..<workload.count))
    return (fabric, (0..<workload.count).map { workload.demand(of: $0) })
  }

  @Test func `on fifty small instances the median is within a fiftieth of the optimum`() throws {
    var (gaps, packed, seed) = ([Double](), [Double](), UInt64(0))
    while gaps.count < 50 {
      seed += 1
      let (fabric, demands) = Self.instance(seed)
      guard fabric.outcome.refused == 0 else { continue }
      var empty = Cluster()
      for node in fabric.cluster.rooms.indices { empty.add("", fabric.cluster.kind(of: node)) }
      let best = try #require(ExactLayout(empty, demands).cost)
      var settings = NeighbourhoodSearch.Settings()
      (settings.rounds, settings.horizon, settings.margin) = (60, 1, 0)
      var search = NeighbourhoodSearch(fabric, .costAlone, settings, seed: seed)
      var bound = CoverBound(fabric)
      let first = bound.value
      search.run()
      bound.tighten(40)
      #expect(search.fabric.faults == 0 && search.after <= search.before)
      #expect(bound.value >= first && bound.value <= best + 1e-6, "seed \(seed): the bound is none")
      #expect(search.after >= best - 1e-6, "seed \(seed): better than the best")
      gaps.append(search.after / best - 1)
      packed.append(search.before / best - 1)
    }
    let (median, mean) = (gaps.sorted()[25], gaps.reduce(0, +) / 50)
    #expect(median < 0.02 && mean < 0.06, "median \(median), mean \(mean)")
    #expect(mean < packed.reduce(0, +) / 50 * 0.7)
  }

  @Test func `packing one-dimensional units costs at most 11/9 of the optimum and one node`() throws {
    for seed in UInt64(1)...60 {
      var (chance, cluster) = (Chance(seed: seed), Cluster())
      var kind = NodeKind(cpu: 10_000, memory: 1_000_000)
      kind.price = 1
      for node in 0..<9 { cluster.add("node-\(node)", kind) }
      let sizes = (0..<9).map { _ in Int32(15 + chance.next() % 55) * 100 }
      let demands = sizes.map { Demand(cpu: $0, memory: 1) }
      var workload = Workload()
      for (unit, demand) in demands.enumerated() { workload.add("unit-\(unit)", demand) }
      let one = GenerationOne(Setting(Mix(workload), cluster))
      var fabric = Fabric(cluster, workload, one.policy)
      fabric.pack(Array(0..<9))
      let best = try #require(ExactLayout(cluster, demands).cost)
      #expect(fabric.ahead.cost <= 11.0 / 9 * best + 1, "seed \(seed)")
    }
  }

  @Test func `every move of a search finds room on the fabric it was found for`() {
    for seed in UInt64(1)...5 {
      let trace = SeededTrace([.mixed], seed: seed, days: 1)
      var one = GenerationOne(Setting(trace))
      var fabric = Run(trace, led: &one).fabric
      var search = NeighbourhoodSearch(fabric, Objective(), seed: seed)
      search.run()
      #expect(search.steps.count <= 24 && (search.steps.isEmpty || search.saving > 0))
      let done = search.steps.count { fabric.move($0.unit, to: $0.to) }
      #expect(done == search.steps.count, "seed \(seed)")
      #expect(fabric.faults == 0 && fabric.workload.nodes == search.fabric.workload.nodes)
    }
  }
}
