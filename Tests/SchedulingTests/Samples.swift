import Basics

@testable import Scheduling

/// Fleets and demands of chance, the same for the same seed.
enum Samples {
  static func cluster(_ count: Int, seed: UInt64) -> Cluster {
    var (chance, cluster) = (Chance(seed: seed), Cluster())
    for number in 0..<count {
      var kind = NodeKind(
        cpu: Int32(1 + chance.next() % 4) * 16_000, memory: Int32(1 + chance.next() % 4) * 65_536,
        gpus: [0, 1, 4, 8][Int(chance.next() % 4)])
      kind.gpuModel = kind.gpus == 0 ? "" : ["A10", "T4"][Int(chance.next() % 2)]
      kind.zone = "zone-\(number % 3)"
      kind.region = "region-\(number % 2)"
      kind.price = Int32(chance.next() % 1_000)
      if chance.happens(0.2) { kind.taints = ["spot"] }
      if chance.happens(0.5) { kind.labels = ["disk": "fast"] }
      cluster.add("node-\(number)", kind)
      if chance.happens(0.1) { cluster.set(.cordoned, of: number) }
    }
    return cluster
  }

  static func demands(_ count: Int, seed: UInt64) -> [Demand] {
    var chance = Chance(seed: seed)
    return (0..<count).map { number in
      let wish = chance.next() % 4
      var demand = Demand(
        cpu: Int32(1 + chance.next() % 12) * 1_000, memory: Int32(1 + chance.next() % 16) * 2_048,
        gpus: wish == 0 ? 0 : wish == 3 ? 2 : 1, share: wish == 2 ? Int32(1 + chance.next() % 9) * 100 : 1_000
      )
      if chance.happens(0.2) { demand.models = ["T4"] }
      if chance.happens(0.2) { demand.labels = ["disk": "fast"] }
      if chance.happens(0.3) { demand.tolerations = ["spot"] }
      demand.priority = Int16(chance.next() % 3)
      return demand
    }
  }

  static func workload(_ demands: [Demand], _ count: Int) -> Workload {
    var workload = Workload()
    for unit in 0..<count { workload.add("unit-\(unit)", demands[unit * 7 % demands.count]) }
    return workload
  }
}
