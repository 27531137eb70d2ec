/// How many units of each group are where. Groups, zones and regions are numbered, so that a node is judged
/// in a few steps.
struct Groups: Sendable {
  /// The number of the group of each demand; -1 for none.
  private let numbers: [Int]
  /// The number of the zone and the region of each kind of node.
  private let zones: [Int]
  private let regions: [Int]
  private var byNode: [UInt64: Int32] = [:]
  private var byZone: [[Int32]]
  private var byRegion: [[Int32]]
  private var totals: [Int32]

  init(_ demands: [Demand], _ kinds: [NodeKind]) {
    var names: [String: Int] = [:]
    numbers = demands.map { demand in demand.group.map { names.number(of: $0.name) } ?? -1 }
    var (zones, regions) = ([[String]: Int](), [String: Int]())
    self.zones = kinds.map { zones.number(of: [$0.region, $0.zone]) }
    self.regions = kinds.map { regions.number(of: $0.region) }
    byZone = Array(repeating: Array(repeating: 0, count: zones.count), count: names.count)
    byRegion = Array(repeating: Array(repeating: 0, count: regions.count), count: names.count)
    totals = Array(repeating: 0, count: names.count)
  }

  mutating func add(_ count: Int32, of shape: Int, at node: Int, in cluster: Cluster) {
    let (group, kind) = (numbers[shape], Int(cluster.rooms[node].kind))
    guard group >= 0 else { return }
    byNode[Self.key(group, node), default: 0] += count
    byZone[group][zones[kind]] += count
    byRegion[group][regions[kind]] += count
    totals[group] += count
  }

  private static func key(_ group: Int, _ node: Int) -> UInt64 { UInt64(group) << 32 | UInt64(node) }

  /// What the fewest of its group in one place bounds, for one decision; 0 where it is told nothing about
  /// spread.
  func bound(of need: Need, in cluster: Cluster) -> Int32 {
    guard let rule = need.rule, let spread = rule.spread else { return 0 }
    return least(need, spread, cluster) + rule.skew
  }

  /// What a rule has against a node, with the bound of this moment; nil for nothing.
  func refusal(of need: Need, bound: Int32, at node: Int, in cluster: Cluster) -> Refusal? {
    guard let rule = need.rule, totals[numbers[need.shape]] > 0 else { return nil }
    if let apart = rule.apart, count(need, apart, node, cluster) > 0 { return .apart(apart) }
    if let together = rule.together, count(need, together, node, cluster) == 0 { return .together(together) }
    guard let spread = rule.spread else { return nil }
    return count(need, spread, node, cluster) + 1 > bound ? .spread(spread) : nil
  }

  private func count(_ need: Need, _ topology: Topology, _ node: Int, _ cluster: Cluster) -> Int32 {
    let (group, kind) = (numbers[need.shape], Int(cluster.rooms[node].kind))
    switch topology {
    case .node: return byNode[Self.key(group, node)] ?? 0
    case .zone: return byZone[group][zones[kind]]
    case .region: return byRegion[group][regions[kind]]
    }
  }

  /// The fewest units of the group in any place with a node that is ready and of a kind that may take them.
  private func least(_ need: Need, _ topology: Topology, _ cluster: Cluster) -> Int32 {
    let group = numbers[need.shape]
    let kinds = cluster.ready.indices.filter { cluster.ready[$0] > 0 && need.kinds[$0] != 0 }
    switch topology {
    case .zone: return kinds.map { byZone[group][zones[$0]] }.min() ?? 0
    case .region: return kinds.map { byRegion[group][regions[$0]] }.min() ?? 0
    case .node:
      var least = Int32.max
      for (node, room) in cluster.rooms.enumerated() where least > 0 && room.state == .ready {
        if need.kinds[Int(room.kind)] != 0 { least = min(least, byNode[Self.key(group, node)] ?? 0) }
      }
      return least == .max ? 0 : least
    }
  }
}

extension Dictionary where Value == Int {
  /// The number of a key: the next one where it is new.
  fileprivate mutating func number(of key: Key) -> Int {
    if let number = self[key] { return number }
    self[key] = count
    return count - 1
  }
}
