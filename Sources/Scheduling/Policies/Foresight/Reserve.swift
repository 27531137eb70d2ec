/// Which nodes are kept for demands that only some nodes could ever take.
///
/// Prices alone do not hold a node back for what is rare and particular, since every such node is worth as
/// much as the next; so nodes are counted out for it (booking limits; Talluri and van Ryzin, "The Theory and
/// Practice of Revenue Management", 2004, section 2.1).
struct Reserve: Sendable {
  /// One for each node: it is kept for demands that so many nodes could take or fewer; all may come at the
  /// most.
  let reaches: [Int32]

  /// Demands that a greater part of the nodes could take find a place without one being kept.
  private static let particular = 0.6
  /// What speaks against a node kept for others, and for one kept for the like, in thousandths of a GPU.
  private static let (against, inFavour) = (-150.0, 5.0)

  init(_ mix: Mix, _ cluster: Cluster) {
    var reaches = [Int32](repeating: .max, count: cluster.count)
    var free = Self.nodesByKind(cluster)
    let counts = free.map { Int32($0.count) }
    let units = Self.units(mix, cluster)
    for (takers, demands) in Self.classes(mix, cluster.kinds) {
      let reach = takers.reduce(0) { $0 + counts[$1] }
      let left = takers.reduce(0) { $0 + free[$1].count }
      guard left > 0, Double(reach) <= Self.particular * Double(cluster.count) else { continue }
      for kind in takers {
        let here = units * Double(free[kind].count) / Double(left)
        let nodes = here * demands.reduce(0) { $0 + $1.weight * $1.demand.part(of: cluster.kinds[kind]) }
        let kept = min(free[kind].count, Int(nodes.rounded(.up)))
        for node in free[kind].suffix(kept) { reaches[node] = reach }
        free[kind].removeLast(kept)
      }
    }
    self.reaches = reaches
  }

  /// What speaks for a node because of what it is kept for.
  @inline(__always)
  func favour(_ need: Need, _ node: Int) -> Double {
    guard node < reaches.count else { return 0 }
    let reach = reaches[node]
    return need.reach > reach ? Self.against : need.reach == reach ? Self.inFavour : 0
  }

  private static func nodesByKind(_ cluster: Cluster) -> [[Int]] {
    var nodes = [[Int]](repeating: [], count: cluster.kinds.count)
    for (node, room) in cluster.rooms.enumerated() { nodes[Int(room.kind)].append(node) }
    return nodes
  }

  /// Demands by the kinds of nodes that could take them, those of the fewest kinds first.
  private static func classes(_ mix: Mix, _ kinds: [NodeKind]) -> [(takers: [Int], demands: [Mix.Asked])] {
    var classes: [[Int]: [Mix.Asked]] = [:]
    for asked in mix.demands {
      classes[kinds.indices.filter { asked.demand.couldFit(kinds[$0]) }, default: []].append(asked)
    }
    return classes.map { (takers: $0.key, demands: $0.value) }
      .sorted { ($0.takers.count, $0.takers.description) < ($1.takers.count, $1.takers.description) }
  }

  /// How many units come until some resource is all asked for.
  private static func units(_ mix: Mix, _ cluster: Cluster) -> Double {
    var capacity = SIMD8<Double>.zero
    for room in cluster.rooms { capacity += SIMD8(cluster.kinds[Int(room.kind)].capacity) }
    let asked = mix.demands.reduce(SIMD8<Double>.zero) { $0 + $1.weight * SIMD8<Double>($1.demand.amounts) }
    let units = [Resource.cpu, .memory, .gpu].filter { asked[$0.rawValue] > 0 }
      .map { capacity[$0.rawValue] / asked[$0.rawValue] }
    return units.min() ?? 0
  }
}

extension Demand {
  /// Whether an empty node of this kind would take it.
  func couldFit(_ kind: NodeKind) -> Bool {
    (kind.capacity &- amounts).isCovered && refusals(of: kind).isEmpty
  }

  /// How much of an empty node of this kind it takes up: the greatest of its shares (the dominant share of Ghodsi et
  /// al., NSDI 2011).
  public func part(of kind: NodeKind) -> Double {
    let (asked, there) = (amounts, kind.capacity)
    return [Resource.cpu, .memory, .gpu].filter { there[$0] > 0 }
      .map { Double(asked[$0]) / Double(there[$0]) }.max() ?? 0
  }
}
