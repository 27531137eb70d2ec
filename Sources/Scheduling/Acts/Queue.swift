/// A line of units that share what they may have; `Demand.queue` names it.
public struct Queue: Hashable, Sendable {
  public var name: String
  /// The most that its units may have together, in the units of each resource; no limit on others.
  public var quota: [Resource: Int64]
  /// How much it may have beside others where there is not enough for all.
  public var weight: Double

  public init(_ name: String, quota: [Resource: Int64] = [:], weight: Double = 1) {
    self.name = name
    self.quota = quota
    self.weight = weight
  }
}

/// Which waiting units may be placed and in which order, so that no queue has more than its quota and each
/// its fair part of what it asks most of (dominant resource fairness; Ghodsi et al., NSDI 2011).
public struct Admission: Sendable {
  /// Units in the order in which to place them.
  public private(set) var admitted: [Int] = []
  public private(set) var held: [MovePlan.Held] = []

  /// Of each queue the most urgent units come first. Units of queues nobody described have no quota.
  public init(_ units: some Sequence<Int>, of workload: Workload, to queues: [Queue], in cluster: Cluster) {
    var lines = Self.lines(units, workload, queues)
    let capacity = cluster.rooms.reduce(SIMD8<Double>.zero) {
      $0 + SIMD8<Double>(cluster.kinds[Int($1.kind)].capacity)
    }
    while let next = Self.poorest(lines, capacity) {
      let unit = lines[next].waiting.removeLast()
      let amounts = workload.demand(of: unit).amounts
      if let refusal = lines[next].refusal(of: amounts) {
        held.append(MovePlan.Held(unit: unit, refusal: refusal))
      } else {
        lines[next].used &+= SIMD8<Int64>(truncatingIfNeeded: amounts)
        admitted.append(unit)
      }
    }
  }

  /// A line for each queue, with what its units have already and those who wait, the first of them last.
  private static func lines(_ units: some Sequence<Int>, _ workload: Workload, _ queues: [Queue]) -> [Line] {
    let known = Set(queues.map(\.name))
    let others = Set(workload.demands.map(\.queue)).subtracting(known).sorted()
    var lines = (queues + others.map { Queue($0) }).map { Line(queue: $0) }
    let numbers = Dictionary(lines.enumerated().map { ($1.queue.name, $0) }) { first, _ in first }
    let places = workload.demands.map { numbers[$0.queue] ?? 0 }
    for (unit, node) in workload.nodes.enumerated() where node >= 0 {
      let shape = Int(workload.shapes[unit])
      lines[places[shape]].used &+= SIMD8<Int64>(truncatingIfNeeded: workload.demands[shape].amounts)
    }
    for unit in units { lines[places[Int(workload.shapes[unit])]].waiting.append(unit) }
    for line in lines.indices {
      lines[line].waiting.sort {
        (workload.demand(of: $0).priority, $1) < (workload.demand(of: $1).priority, $0)
      }
    }
    return lines
  }

  /// The line with the least of what it has most of, the first of equals.
  private static func poorest(_ lines: [Line], _ capacity: SIMD8<Double>) -> Int? {
    lines.indices.filter { !lines[$0].waiting.isEmpty }
      .min { lines[$0].share(of: capacity) < lines[$1].share(of: capacity) }
  }
}

/// A queue with what its units have and who waits.
private struct Line {
  let queue: Queue
  var used = SIMD8<Int64>.zero
  var waiting: [Int] = []

  /// The greatest of its parts of each resource, for its weight.
  func share(of capacity: SIMD8<Double>) -> Double {
    let parts = [Resource.cpu, .memory, .gpu].filter { capacity[$0.rawValue] > 0 }
      .map { Double(used[$0.rawValue]) / capacity[$0.rawValue] }
    return (parts.max() ?? 0) / max(queue.weight, 1e-9)
  }

  func refusal(of amounts: Amounts) -> Refusal? {
    for resource in Resource.allCases {
      guard let quota = queue.quota[resource] else { continue }
      let excess = used[resource.rawValue] + Int64(amounts[resource]) - quota
      if excess > 0 { return .quota(queue.name, resource, Int32(clamping: excess)) }
    }
    return nil
  }
}
