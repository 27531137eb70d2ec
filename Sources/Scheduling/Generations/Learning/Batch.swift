/// Units that were given nodes together, and the cluster as it would be without them: on copies of it any policy
/// may place them again, and nothing of that is felt (shadow mode).
public struct Batch: Sendable {
  /// Nodes that units left take nobody.
  public let cluster: Cluster
  public let demands: [Demand]

  /// Nodes looked at for one policy at most, so that a step stays short on a great fleet: of many units only the
  /// first are placed again.
  private static let work = 300_000
  private static let fewest = 8

  /// - Parameter units: what each asks, and the node it leaves.
  public init(_ cluster: Cluster, _ units: [(demand: Demand, node: Int)]) {
    var cluster = cluster
    let kept = units.prefix(max(Self.fewest, Self.work / max(1, cluster.count)))
    for (demand, node) in kept {
      let units = cluster.rooms[node].units > 0 ? -1 : 0
      cluster.occupy(node, cpu: -demand.cpu, memory: -demand.memory, units: units)
      if cluster.rooms[node].state == .ready { cluster.set(.cordoned, of: node) }
    }
    self.cluster = cluster
    demands = kept.map(\.demand)
  }

  /// What an hour costs more with these units where a policy puts them, in thousandths of the currency.
  public func cost(by policy: any Policy, _ objective: Objective) -> Double {
    var placer = Placer(cluster, demands, policy, keepsScores: false)
    let refused = demands.indices.count { placer.place($0, shape: $0).node == nil }
    var more = placer.cluster.inUse - cluster.inUse
    more.refused = refused
    return objective.value(of: more)
  }
}

extension Cluster {
  /// What an hour of the nodes is like that are ready and have units, as things stand. How far people are is not
  /// known.
  public var inUse: Outcome {
    outcome(
      hours: 1, awake: rooms.map { $0.state == .ready && $0.units > 0 },
      far: [Int](repeating: 0, count: count))
  }
}
