/// A trace run through a policy: units come one by one, none leaves, and each is placed where anything fits.
public struct Experiment: Sendable {
  /// How much of the cluster's GPUs was in use, in per cent, by how much had been asked for, in per cent.
  public private(set) var allocation: [Int: Double] = [:]
  public private(set) var placed = 0
  public private(set) var refused = 0
  /// The nodes that have any unit at the end.
  public private(set) var nodesInUse = 0

  /// Runs to the end of the arrivals.
  public init(_ trace: Trace, _ arrivals: Arrivals, _ placer: inout Placer) {
    let capacity = max(1, Double(placer.cluster.gpuCapacity))
    let shapes = trace.workload.shapes
    let gpus = trace.workload.demands.map { Double($0.gpu) }
    var (asked, used) = (0.0, 0.0)
    var sums: [Int: (total: Double, count: Int)] = [:]
    for unit in arrivals.units {
      let shape = Int(shapes[unit])
      asked += gpus[shape]
      if placer.place(unit, shape: shape).node != nil {
        used += gpus[shape]
        placed += 1
      } else {
        refused += 1
      }
      let load = Int((100 * asked / capacity).rounded())
      let sum = sums[load] ?? (0, 0)
      sums[load] = (sum.total + 100 * used / capacity, sum.count + 1)
    }
    allocation = sums.mapValues { $0.total / Double($0.count) }
    nodesInUse = placer.cluster.rooms.count { $0.units > 0 }
  }
}
