/// Places units one after another on a cluster of its own, by one policy.
///
/// What the policy thinks of each node is kept for every demand, and asked anew only for nodes that changed.
public struct Placer: Sendable {
  public private(set) var cluster: Cluster
  public let demands: [Demand]
  public private(set) var policy: any Policy
  /// Whether scores are kept, rather than every node looked at each time.
  public private(set) var keepsScores: Bool
  private(set) var needs: [Need]
  /// The index of each demand: those that differ in urgency, queue or group alone share one. None where no scores are
  /// kept.
  private let slots: [Int]
  private var indexes: [ShapeIndex?]
  private var log: ChangeLog
  private var groups: Groups
  private(set) var turn: UInt64 = 0

  public init(_ cluster: Cluster, _ demands: [Demand], _ policy: any Policy, keepsScores: Bool = true) {
    self.cluster = cluster
    self.demands = demands
    self.policy = policy
    self.keepsScores = keepsScores && policy.isSteady
    let counts = cluster.countsByKind
    needs = demands.enumerated().map { Need($1, shape: $0, kinds: cluster.kinds, counts: counts) }
    slots = self.keepsScores ? Self.slots(demands) : []
    indexes = Array(repeating: nil, count: (slots.max() ?? -1) + 1)
    groups = Groups(demands, cluster.kinds)
    log = ChangeLog(count: cluster.count)
    for node in cluster.rooms.indices {
      self.cluster.rooms[node].worth = policy.worth(cluster.rooms[node])
    }
  }

  /// Goes on by another policy from here; every unit stays where it is.
  public mutating func change(to policy: any Policy) {
    self.policy = policy
    keepsScores = keepsScores && policy.isSteady
    for slot in indexes.indices { indexes[slot] = nil }
    for node in cluster.rooms.indices { cluster.rooms[node].worth = policy.worth(cluster.rooms[node]) }
  }

  private static func slots(_ demands: [Demand]) -> [Int] {
    var numbers: [Demand: Int] = [:]
    return demands.map { demand in
      let (demand, next) = (demand.alone, numbers.count)
      if let number = numbers[demand] { return number }
      numbers[demand] = next
      return next
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
    return indexes[slots[shape]]?.best
  }

  private mutating func follow(_ shape: Int) {
    let slot = slots[shape]
    var index = indexes[slot] ?? ShapeIndex(needs[shape])
    // The list lets go of the index, so that it is changed in its place.
    indexes[slot] = nil
    cluster.rooms.withUnsafeBufferPointer { rooms in policy.follow(&index, rooms, log) }
    indexes[slot] = index
  }

  /// The scores of every node for one demand, as they are now; worked out for this once where they are not kept.
  mutating func index(_ shape: Int) -> ShapeIndex? {
    guard policy.isSteady, needs[shape].rule == nil else { return nil }
    guard keepsScores else {
      var index = ShapeIndex(needs[shape])
      cluster.rooms.withUnsafeBufferPointer { rooms in policy.follow(&index, rooms, log) }
      return index
    }
    follow(shape)
    return indexes[slots[shape]]
  }

  /// Where others of its group are counts too.
  private mutating func bestOfGroup(_ shape: Int) -> Int? {
    let need = needs[shape]
    let bound = groups.bound(of: need, in: cluster)
    if keepsScores {
      follow(shape)
      return indexes[slots[shape]]?.best {
        groups.refusal(of: need, bound: bound, at: $0, in: cluster) == nil
      }
    }
    var best: (score: Int32, node: Int)?
    for (node, room) in cluster.rooms.enumerated() where need.fits(room) {
      guard groups.refusal(of: need, bound: bound, at: node, in: cluster) == nil else { continue }
      let score = policy.score(need, room, Turn(number: turn, node: node))
      if best.map({ score > $0.score }) ?? true { best = (score, node) }
    }
    return best?.node
  }

  private mutating func put(_ need: Need, on node: Int, devices mask: UInt8) {
    cluster.rooms[node].take(need, on: mask)
    groups.add(1, of: need.shape, at: node, in: cluster)
    changed(node)
  }

  /// Puts a unit where somebody said it is.
  public mutating func settle(shape: Int, on node: Int, devices mask: UInt8) {
    put(needs[shape], on: node, devices: mask)
  }

  /// Takes a unit away from where it is.
  public mutating func remove(shape: Int, from node: Int, devices mask: UInt8) {
    cluster.rooms[node].release(needs[shape], from: mask)
    groups.add(-1, of: shape, at: node, in: cluster)
    changed(node)
  }

  public mutating func set(_ state: NodeState, of node: Int) {
    cluster.set(state, of: node)
    changed(node)
  }

  /// Counts units of the group of a demand that are on a node, whatever room they take there.
  public mutating func count(_ units: Int32, of shape: Int, on node: Int) {
    groups.add(units, of: shape, at: node, in: cluster)
  }

  /// Has a node take nothing, or as much as before, while it goes on to count among those that are ready.
  mutating func setClosed(_ isClosed: Bool, _ node: Int) {
    cluster.rooms[node].free[.slots] &+= isClosed ? -Self.shut : Self.shut
    changed(node)
  }

  /// More units than any node holds.
  private static let shut: Int32 = 1 << 20

  /// Keeps a part of all the cores and memory of a node from being given away.
  mutating func keepFree(_ part: Double, of node: Int) {
    let kind = cluster.kind(of: node)
    cluster.occupy(
      node, cpu: Int32((Double(kind.cpu) * part).rounded(.up)),
      memory: Int32((Double(kind.memory) * part).rounded(.up)))
    changed(node)
  }

  private mutating func changed(_ node: Int) {
    cluster.rooms[node].worth = policy.worth(cluster.rooms[node])
    log.append(node)
  }

  /// What the others of its group have against a unit on a node.
  func refusalOfGroup(_ shape: Int, on node: Int) -> Refusal? { refusalsOfGroup(shape)(node) }

  /// What the others of its group have against a unit, node by node, as they are at this moment.
  func refusalsOfGroup(_ shape: Int) -> (Int) -> Refusal? {
    let (need, groups, cluster) = (needs[shape], groups, cluster)
    guard need.rule != nil else { return { _ in nil } }
    let bound = groups.bound(of: need, in: cluster)
    return { groups.refusal(of: need, bound: bound, at: $0, in: cluster) }
  }

  /// Moves a unit to a node: its new place is taken before the old one is left, so that both must have room.
  /// Nil where the node does not take it.
  mutating func shift(_ unit: Int, _ workload: Workload, to node: Int) -> Decision? {
    let (shape, origin) = (Int(workload.shapes[unit]), Int(workload.nodes[unit]))
    let need = needs[shape]
    guard node != origin, need.fits(cluster.rooms[node]) else { return nil }
    groups.add(-1, of: need.shape, at: origin, in: cluster)
    let isRefused = refusalOfGroup(shape, on: node) != nil
    groups.add(1, of: need.shape, at: origin, in: cluster)
    guard !isRefused else { return nil }
    let mask = need.gpus == 0 ? 0 : policy.devices(need, cluster.rooms[node])
    put(need, on: node, devices: mask)
    remove(shape: shape, from: origin, devices: workload.devices[unit])
    return Decision(unit: unit, node: node, devices: mask)
  }

  /// What is against a unit that asks this on a node, its group included; empty where it fits.
  public func refusals(shape: Int, on node: Int) -> [Refusal] {
    let (demand, room) = (demands[shape], cluster.rooms[node])
    var refusals = demand.refusals(of: cluster.kinds[Int(room.kind)])
    if room.state != .ready { refusals.insert(.state(room.state), at: 0) }
    refusals += demand.shortages(in: room)
    if let refusal = refusalOfGroup(shape, on: node) { refusals.append(refusal) }
    return refusals
  }

  /// What the indexes take up in memory.
  public var footprint: Int { indexes.reduce(0) { $0 + ($1?.footprint ?? 0) } }
}
