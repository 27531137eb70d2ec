/// How the nodes stand before or after what was asked.
public struct WhatIfFigures: Hashable, Sendable {
  /// How many nodes are there to be paid for: neither lost, nor emptied so that they may go.
  public let nodes: Int
  /// How many of these hold units.
  public let nodesInUse: Int
  /// What the nodes there are cost an hour, in thousandths of the currency.
  public let price: Int64
  /// The greatest part in use of a node's CPU, memory and GPU, 0 to 1 and above where it is too full: that of the
  /// fullest node, and the mean of all.
  public let fullest: Double
  public let mean: Double
  /// The name of the fullest node; empty where there is none.
  public let fullestNode: String
  /// How many units have a node that is there, and how many have none.
  public let placed: Int
  public let unplaced: Int

  /// - Parameter gone: nodes that may go once they are empty.
  init(_ cluster: Cluster, _ workload: Workload, gone: Set<Int> = []) {
    var holds = [Bool](repeating: false, count: cluster.count)
    var placed = 0
    for node in workload.nodes where node >= 0 && cluster.rooms[Int(node)].state != .lost {
      holds[Int(node)] = true
      placed += 1
    }
    let open = cluster.rooms.indices.filter { node in
      cluster.rooms[node].state != .lost && (holds[node] || !gone.contains(node))
    }
    let shares = open.map { cluster.load(of: $0) }
    let top = shares.indices.max { (shares[$0], $1) < (shares[$1], $0) }
    (self.placed, unplaced) = (placed, workload.count - placed)
    (nodes, nodesInUse) = (open.count, open.count { holds[$0] })
    price = open.reduce(0) { $0 + Int64(cluster.kind(of: $1).price) }
    fullest = top.map { shares[$0] } ?? 0
    fullestNode = top.map { cluster.names[open[$0]] } ?? ""
    mean = shares.reduce(0, +) / Double(max(1, shares.count))
  }
}
