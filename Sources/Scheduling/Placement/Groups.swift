/// How many units of each group are where.
struct Groups: Sendable {
  /// A place of a group: a node by its number, a zone or region by its name.
  private struct Place: Hashable {
    let group: String
    let node: Int
    let zone: String
    let region: String
  }
  private var counts: [Place: Int32] = [:]
  private var totals: [String: Int32] = [:]

  private static func place(_ rule: GroupRule, _ topology: Topology, _ node: Int, _ cluster: Cluster) -> Place
  {
    let kind = cluster.kind(of: node)
    switch topology {
    case .node: return Place(group: rule.name, node: node, zone: "", region: "")
    case .zone: return Place(group: rule.name, node: -1, zone: kind.zone, region: kind.region)
    case .region: return Place(group: rule.name, node: -1, zone: "", region: kind.region)
    }
  }

  mutating func add(_ count: Int32, of rule: GroupRule, at node: Int, in cluster: Cluster) {
    for topology in Topology.allCases {
      counts[Self.place(rule, topology, node, cluster), default: 0] += count
    }
    totals[rule.name, default: 0] += count
  }

  /// What a rule has against a node; nil for nothing.
  func refusal(of rule: GroupRule?, at node: Int, in cluster: Cluster) -> Refusal? {
    guard let rule, let total = totals[rule.name], total > 0 else { return nil }
    if let apart = rule.apart, count(rule, apart, node, cluster) > 0 { return .apart(apart) }
    if let together = rule.together, count(rule, together, node, cluster) == 0 { return .together(together) }
    guard let spread = rule.spread else { return nil }
    let here = count(rule, spread, node, cluster)
    return here + 1 - least(rule, spread, cluster) > rule.skew ? .spread(spread) : nil
  }

  private func count(_ rule: GroupRule, _ topology: Topology, _ node: Int, _ cluster: Cluster) -> Int32 {
    counts[Self.place(rule, topology, node, cluster)] ?? 0
  }

  /// The fewest units of the group in any place that has a node that is ready.
  private func least(_ rule: GroupRule, _ topology: Topology, _ cluster: Cluster) -> Int32 {
    var least = Int32.max
    for node in cluster.rooms.indices where cluster.rooms[node].state == .ready {
      least = min(least, count(rule, topology, node, cluster))
      if least == 0 { break }
    }
    return least
  }
}
