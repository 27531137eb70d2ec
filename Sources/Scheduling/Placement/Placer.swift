/// Places units one after another on a cluster of its own, by one policy.
///
/// What the policy thinks of each node is kept for every demand, and asked anew only for nodes that changed.
public struct Placer: Sendable {
  public private(set) var cluster: Cluster
  public let demands: [Demand]
  public let policy: any Policy
  /// Whether scores are kept, rather than every node looked at each time.
  public let keepsScores: Bool
  private(set) var needs: [Need]
  private var indexes: [ShapeIndex?]
  private var log: ChangeLog
  private var groups = Groups()
  private(set) var turn: UInt64 = 0

  public init(_ cluster: Cluster, _ demands: [Demand], _ policy: any Policy, keepsScores: Bool = true) {
    self.cluster = cluster
    self.demands = demands
    self.policy = policy
    self.keepsScores = keepsScores && policy.isSteady
    let counts = cluster.countsByKind
    needs = demands.enumerated().map { Need($1, shape: $0, kinds: cluster.kinds, counts: counts) }
    indexes = Array(repeating: nil, count: demands.count)
    log = ChangeLog(count: cluster.count)
    for node in cluster.rooms.indices {
      self.cluster.rooms[node].worth = policy.worth(cluster.rooms[node])
    }
  }

  /// Chooses a node for a unit that asks this, and puts it there.
  public mutating func place(_ unit: Int, shape: Int) -> Decision {
    turn &+= 1
    guard let node = best(shape) else { return Decision(unit: unit, node: nil, devices: 0) }
    let need = needs[shape]
    let mask = need.gpus == 0 ? 0 : policy.devices(need, cluster.rooms[node])
    put(need, on: node, devices: mask)
    return Decision(unit: unit, node: node, devices: mask)
  }

  private mutating func best(_ shape: Int) -> Int? {
    if needs[shape].rule != nil { return bestOfGroup(shape) }
    guard keepsScores else {
      return cluster.rooms.withUnsafeBufferPointer { policy.best(needs[shape], $0, turn: turn) }
    }
    follow(shape)
    return indexes[shape]?.best
  }

  private mutating func follow(_ shape: Int) {
    var index = indexes[shape] ?? ShapeIndex(needs[shape])
    // The list lets go of the index, so that it is changed in its place.
    indexes[shape] = nil
    cluster.rooms.withUnsafeBufferPointer { rooms in policy.follow(&index, rooms, log) }
    indexes[shape] = index
  }

  /// The scores of every node for one demand, as they are now.
  mutating func index(_ shape: Int) -> ShapeIndex? {
    guard policy.isSteady, needs[shape].rule == nil else { return nil }
    follow(shape)
    return indexes[shape]
  }

  /// Where others of its group are counts too, so that every node is looked at.
  private func bestOfGroup(_ shape: Int) -> Int? {
    let need = needs[shape]
    var best: (score: Int32, node: Int)?
    for (node, room) in cluster.rooms.enumerated() where need.fits(room) {
      guard groups.refusal(of: need.rule, at: node, in: cluster) == nil else { continue }
      let score = policy.score(need, room, Turn(number: turn, node: node))
      if best.map({ score > $0.score }) ?? true { best = (score, node) }
    }
    return best?.node
  }

  private mutating func put(_ need: Need, on node: Int, devices mask: UInt8) {
    cluster.rooms[node].take(need, on: mask)
    if let rule = need.rule { groups.add(1, of: rule, at: node, in: cluster) }
    changed(node)
  }

  /// Puts a unit where somebody said it is.
  public mutating func settle(shape: Int, on node: Int, devices mask: UInt8) {
    put(needs[shape], on: node, devices: mask)
  }

  /// Takes a unit away from where it is.
  public mutating func remove(shape: Int, from node: Int, devices mask: UInt8) {
    cluster.rooms[node].release(needs[shape], from: mask)
    if let rule = needs[shape].rule { groups.add(-1, of: rule, at: node, in: cluster) }
    changed(node)
  }

  public mutating func set(_ state: NodeState, of node: Int) {
    cluster.set(state, of: node)
    changed(node)
  }

  private mutating func changed(_ node: Int) {
    cluster.rooms[node].worth = policy.worth(cluster.rooms[node])
    log.append(node)
  }

  /// What is against a unit that asks this on a node, its group included; empty where it fits.
  public func refusals(shape: Int, on node: Int) -> [Refusal] {
    let (demand, room) = (demands[shape], cluster.rooms[node])
    var refusals = demand.refusals(of: cluster.kinds[Int(room.kind)])
    if room.state != .ready { refusals.insert(.state(room.state), at: 0) }
    refusals += demand.shortages(in: room)
    if let refusal = groups.refusal(of: demand.group, at: node, in: cluster) { refusals.append(refusal) }
    return refusals
  }

  /// What the indexes take up in memory.
  public var footprint: Int { indexes.reduce(0) { $0 + ($1?.footprint ?? 0) } }
}
