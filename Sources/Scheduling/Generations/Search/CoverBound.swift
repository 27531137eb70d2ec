/// The least that nodes in use can cost, whatever is placed where: together they must have what all units ask.
///
/// Every weighing of CPU, memory, GPU and places against one another gives such a bound, by taking parts of
/// nodes, the cheapest for what they have first (the surrogate relaxation of covering; Glover 1975). Better
/// weighings are looked for step by step, so that the bound only rises.
public struct CoverBound: Sendable {
  private static let resources = [Resource.cpu, .memory, .gpu, .slots]

  /// In thousandths of the currency an hour.
  public private(set) var value = 0.0
  private let nodes: [(price: Double, capacity: SIMD4<Double>)]
  private let asked: SIMD4<Double>
  private var weights = SIMD4<Double>(repeating: 0)
  private var round = 0

  /// What the units on a fabric ask of the nodes it may use.
  public init(_ fabric: Fabric) {
    nodes = fabric.cluster.rooms.indices.filter { fabric.awake[$0] || fabric.isAsleep($0) }.map { node in
      let kind = fabric.cluster.kind(of: node)
      return (Double(kind.price), Self.lanes(kind.capacity))
    }
    let workload = fabric.workload
    asked = (0..<workload.count).reduce(.zero) { sum, unit in
      workload.node(of: unit) == nil ? sum : sum + Self.lanes(workload.demand(of: unit).amounts)
    }
    for lane in 0..<4 where asked[lane] > 0 {
      var single = SIMD4<Double>.zero
      single[lane] = 1 / asked[lane]
      _ = cover(single)
      weights += single / 4
    }
  }

  private static func lanes(_ amounts: Amounts) -> SIMD4<Double> {
    var lanes = SIMD4<Double>.zero
    for (lane, resource) in resources.enumerated() { lanes[lane] = Double(amounts[resource]) }
    return lanes
  }

  /// Tries so many more weighings.
  public mutating func tighten(_ rounds: Int) {
    for _ in 0..<rounds {
      round += 1
      let had = cover(weights)
      // What is short of what is asked weighs more the next time (subgradient, steps of a harmonic row).
      for lane in 0..<4 where asked[lane] > 0 {
        let short = 1 - had[lane] / asked[lane]
        weights[lane] = max(0, weights[lane] + short / Double(round + 2) / asked[lane])
      }
    }
  }

  /// The cheapest parts of nodes that together have what is asked by one weighing; what they have.
  private mutating func cover(_ weights: SIMD4<Double>) -> SIMD4<Double> {
    var left = (weights * asked).sum()
    var (cost, had) = (0.0, SIMD4<Double>.zero)
    let sizes = nodes.map { ($0.capacity * weights).sum() }
    let order = nodes.indices.filter { sizes[$0] > 0 }
      .sorted { (nodes[$0].price / sizes[$0], $0) < (nodes[$1].price / sizes[$1], $1) }
    for node in order where left > 0 {
      let part = min(1, left / sizes[node])
      cost += part * nodes[node].price
      had += part * nodes[node].capacity
      left -= sizes[node]
    }
    value = max(value, cost)
    return had
  }
}
