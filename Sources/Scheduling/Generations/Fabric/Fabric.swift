/// Nodes that sleep and wake and the units on them, in steps of a quarter of an hour: what a generation leads.
///
/// A node asleep costs nothing and takes nobody; a unit sent to one waits until it is awake. What no
/// generation may break is kept here: only what fits is placed or moved, and only empty nodes sleep.
public struct Fabric: Sendable {
  /// Hours in a step.
  public static let step = 0.25
  /// Steps that a node takes to wake.
  static let waking = 1

  public internal(set) var placer: Placer
  public private(set) var workload: Workload
  public private(set) var outcome = Outcome()
  public private(set) var time = 0
  /// Whether each node is awake or about to be.
  private(set) var awake: [Bool]
  /// When each node is or was awake.
  private var ready: [Int]
  /// Nodes that may be woken.
  private let usable: [Bool]
  /// How many units on each node serve people of another region.
  private(set) var far: [Int]
  private(set) var residents: Residents

  /// Every node that is ready sleeps at first; others stay as they are.
  public init(_ cluster: Cluster, _ workload: Workload, _ policy: any Policy) {
    self.workload = workload
    placer = Placer(cluster, workload.demands, policy)
    usable = cluster.rooms.map { $0.state == .ready }
    awake = cluster.rooms.map { _ in false }
    ready = cluster.rooms.map { _ in 0 }
    far = cluster.rooms.map { _ in 0 }
    residents = Residents(workload, nodes: cluster.count)
    for node in cluster.rooms.indices where usable[node] { placer.set(.cordoned, of: node) }
  }

  /// Every node that is ready is awake and has what it has; others take no part.
  init(standing cluster: Cluster, _ workload: Workload, _ policy: any Policy) {
    self.workload = workload
    placer = Placer(cluster, workload.demands, policy)
    usable = cluster.rooms.map { $0.state == .ready }
    awake = usable
    ready = cluster.rooms.map { _ in 0 }
    far = cluster.rooms.map { _ in 0 }
    residents = Residents(workload, nodes: cluster.count)
  }

  public var cluster: Cluster { placer.cluster }

  func need(of unit: Int) -> Need { placer.needs[Int(workload.shapes[unit])] }
  func isAsleep(_ node: Int) -> Bool { usable[node] && !awake[node] }

  mutating func change(to policy: any Policy) { placer.change(to: policy) }

  mutating func wake(_ node: Int) {
    guard isAsleep(node) else { return }
    awake[node] = true
    ready[node] = time + Self.waking
    placer.set(.ready, of: node)
  }

  /// Lets an empty node sleep.
  mutating func sleep(_ node: Int) {
    guard awake[node], placer.cluster.rooms[node].units == 0 else { return }
    awake[node] = false
    placer.set(.cordoned, of: node)
  }

  mutating func remove(_ unit: Int) {
    guard let node = workload.node(of: unit) else { return }
    placer.remove(shape: Int(workload.shapes[unit]), from: node, devices: workload.devices[unit])
    count(unit, on: node, -1)
    residents.remove(unit, from: node)
    workload.unsettle(unit)
  }

  mutating func settle(_ decision: Decision) {
    guard let node = decision.node else {
      outcome.refused += 1
      return
    }
    workload.settle(decision.unit, on: node, devices: decision.devices)
    residents.add(decision.unit, to: node)
    count(decision.unit, on: node, 1)
    outcome.placed += 1
    outcome.waiting += Double(max(0, ready[node] - time)) * Self.step * 60
  }

  private mutating func count(_ unit: Int, on node: Int, _ change: Int) {
    if need(of: unit).far[Int(cluster.rooms[node].kind)] != 0 { far[node] += change }
  }

  /// Moves a unit, its new place taken before the old one is left; whether it could be.
  mutating func move(_ unit: Int, to node: Int) -> Bool {
    guard let origin = workload.node(of: unit), usable[node] else { return false }
    let sleeps = isAsleep(node)
    wake(node)
    guard ready[node] <= time + Self.waking, let decision = placer.shift(unit, workload, to: node) else {
      if sleeps { sleep(node) }
      return false
    }
    residents.remove(unit, from: origin)
    count(unit, on: origin, -1)
    workload.settle(unit, on: node, devices: decision.devices)
    residents.add(unit, to: node)
    count(unit, on: node, 1)
    outcome.moves += 1
    return true
  }

  /// Chooses a node awake by the policy in force and puts the unit there; nil where none takes it.
  mutating func placeAwake(_ unit: Int) -> Decision? {
    let decision = placer.place(unit, shape: Int(workload.shapes[unit]))
    return decision.node == nil ? nil : decision
  }

  /// Puts a unit on a node it fits.
  mutating func place(_ unit: Int, on node: Int) -> Decision {
    let need = need(of: unit)
    let mask = need.gpus == 0 ? 0 : placer.policy.devices(need, cluster.rooms[node])
    placer.settle(shape: need.shape, on: node, devices: mask)
    return Decision(unit: unit, node: node, devices: mask)
  }

  /// Lets a step pass as things stand.
  mutating func pass() {
    outcome += cluster.outcome(hours: Self.step, awake: awake, far: far)
    time += 1
  }
}
