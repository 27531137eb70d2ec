/// How much of a node's GPUs each typical demand could still use up if nothing else came, expected over all.
/// Unlike fragmentation it counts how far the CPU goes, not only whether it is enough for one.
struct Usability: Sendable {
  private struct Row: Sendable {
    let cpu: Double
    let gpu: Double
    let way: Int
    let weight: Double
  }
  private let rows: [Row]
  private let ways: [(share: UInt16, gpus: Int)]

  init(_ mix: Mix) {
    var ways = Ways()
    rows = mix.typicals.filter { $0.gpus > 0 }.map { typical in
      Row(
        cpu: 1 / Double(max(1, typical.cpu)), gpu: Double(typical.gpu), way: ways.number(of: typical),
        weight: typical.weight)
    }
    self.ways = ways.all
  }

  /// Thousandths of GPUs.
  func expected(_ free: Amounts, _ devices: SIMD8<UInt16>) -> Double {
    guard devices != .zero else { return 0 }
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: ways.count) { counts in
      for (number, way) in ways.enumerated() {
        counts[number] = Self.count(way.share, way.gpus, devices)
      }
      var sum = 0.0
      for row in rows where counts[row.way] > 0 {
        let byCPU = (Double(free[0]) * row.cpu + 1e-9).rounded(.down)
        sum += row.weight * min(counts[row.way], byCPU) * row.gpu
      }
      return sum
    }
  }

  @inline(__always)
  private static func count(_ share: UInt16, _ gpus: Int, _ devices: SIMD8<UInt16>) -> Double {
    var count = 0
    for device in 0..<8 where devices[device] >= share {
      count += share > 500 ? 1 : Int(devices[device] / share)
    }
    return Double(gpus == 1 ? count : count / gpus)
  }
}
