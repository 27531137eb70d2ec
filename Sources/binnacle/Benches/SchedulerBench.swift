import Basics
import Scheduling

extension Bench {
  static let scheduler = Bench(
    name: "scheduler", about: "placing units on 1,000, 10,000 and 100,000 nodes, and saying why"
  ) { settings in
    var lines: [String] = []
    for size in [1_000, 10_000, 100_000] { lines += PlacementBench(nodes: size).lines }
    lines += ExplanationBench().lines
    lines += ActsBench().lines
    lines.append(PlacementBench.footprint)
    return lines
  }
}

/// A fleet of chance.
enum SyntheticFleet {
  /// Nodes of twelve kinds, over three regions of three zones.
  static func cluster(_ count: Int) -> Cluster {
    var cluster = Cluster()
    for number in 0..<count {
      let size = Int32(1 + number % 4)
      var kind = NodeKind(cpu: size * 32_000, memory: size * 131_072, gpus: number % 3 == 0 ? 8 : 0)
      kind.gpuModel = kind.gpus > 0 ? "A10" : ""
      kind.region = "region-\(number % 3)"
      kind.zone = "zone-\(number / 3 % 3)"
      kind.labels = ["tier": number % 5 == 0 ? "edge" : "cloud"]
      cluster.add("node-\(number)", kind)
    }
    return cluster
  }

  /// So many demands, all different, over CPU, memory, GPUs, bandwidth, disk and labels.
  static func demands(_ count: Int) -> [Demand] {
    var chance = Chance(seed: 5)
    return (0..<count).map { number in
      var demand = Demand(
        cpu: 250 + Int32(chance.next() % 8_000), memory: 256 + Int32(chance.next() % 32_768),
        gpus: number % 6 == 0 ? 1 : 0, share: number % 12 == 0 ? 250 : 1_000)
      demand.bandwidth = Int32(chance.next() % 100)
      demand.disk = Int32(chance.next() % 20)
      if number % 4 == 0 { demand.labels = ["tier": "cloud"] }
      return demand
    }
  }
}

/// How many placements a second.
private struct PlacementBench {
  let nodes: Int
  private static let shapes = 64

  var lines: [String] {
    let cluster = SyntheticFleet.cluster(nodes)
    let demands = SyntheticFleet.demands(Self.shapes)
    let count = min(nodes * 6, 200_000)
    let distinct = rate(cluster, demands, count, keeps: true) { $0 % Self.shapes }
    let scanned = rate(cluster, demands, max(200, 20_000_000 / nodes / 10), keeps: false) { $0 % Self.shapes }
    let runs = rate(cluster, demands, count, keeps: true) { $0 / 100 % Self.shapes }
    return [
      "\(Figures.grouped(nodes)) nodes: \(told(distinct)) each unlike the last (asked \(told(asked))), "
        + "\(told(runs)) in runs of 100 (asked 1 M/s at 10,000), \(told(scanned)) looking at every node"
    ]
  }

  /// How many different placements a second are asked for on so many nodes.
  private var asked: Double { nodes <= 1_000 ? 1e6 : nodes <= 10_000 ? 200e3 : 100e3 }

  private func told(_ rate: Double) -> String { "\(Figures.count(rate))/s" }

  private func rate(
    _ cluster: Cluster, _ demands: [Demand], _ count: Int, keeps: Bool, _ shape: (Int) -> Int
  ) -> Double {
    let policy: any Policy = BestFit()
    var placer = Placer(cluster, demands, policy, keepsScores: keeps)
    for number in 0..<(keeps ? demands.count : 1) { _ = placer.place(number, shape: shape(number)) }
    let start = Stopwatch.threadMicroseconds
    for number in 0..<count { _ = placer.place(number, shape: shape(number)) }
    return Double(count) / (Stopwatch.threadMicroseconds - start) * 1e6
  }

  /// 100,000 nodes and a million units.
  static var footprint: String {
    let cluster = SyntheticFleet.cluster(100_000)
    let demands = SyntheticFleet.demands(shapes)
    var workload = Workload()
    for unit in 0..<1_000_000 { workload.add("unit-\(unit)", demands[unit % shapes]) }
    let (nodes, units) = (Double(cluster.footprint), Double(workload.footprint))
    return "memory: \(Figures.brief(nodes / 1e5)) bytes a node, \(Figures.brief(units / 1e6)) bytes a unit, "
      + "100,000 nodes and 1,000,000 units \(Figures.bytes(nodes + units)) (asked 128, 48, 75 MB)"
  }
}

/// How long it takes to say why.
private struct ExplanationBench {
  var lines: [String] {
    let demands = SyntheticFleet.demands(64) + [Demand(cpu: 200_000, memory: 1_000)]
    var placer = Placer(SyntheticFleet.cluster(10_000), demands, BestFit())
    for number in 0..<40_000 { _ = placer.place(number, shape: number % 64) }
    var found = 0
    let explained = Stopwatch.time(101) { found += placer.explain(shape: 3).fitting }
    let refused = Stopwatch.time(101) {
      for node in 0..<1_000 { found += placer.refusals(shape: 64, on: node).count }
    }
    let relaxed = Stopwatch.time(101) { found += placer.relaxation(shape: 64)?.node ?? 0 }
    return [
      Stopwatch.line("why here, 10,000 nodes", explained, note: "asked 20 µs"),
      Stopwatch.line("why not there, 1,000 times", refused, note: "asked 1 ms"),
      Stopwatch.line("the smallest change, 10,000 nodes", relaxed, note: "asked 1 ms\(found < 0 ? "!" : "")"),
    ]
  }
}
