import Basics
import Scheduling

/// Nodes that are not there with units that are not there, placed by the very scheduler that places real ones.
struct Fleet: Sendable {
  private(set) var placer: Placer
  private(set) var workload: Workload
  private(set) var states: [LifeCycle]
  /// When what a unit is about will be done; an event of another time is of before.
  private(set) var due: [Instant]
  var pools: [Pool]
  /// The pool of each unit.
  let poolOf: [Int32]
  /// Thousandths of the currency an hour, for nodes that hold anything.
  private(set) var spending = 0
  /// The most that may come to; nil for no limit.
  let cap: Int?
  private(set) var moves = 0
  private var chance: Chance
  /// How often each node is out, and how often its disk is full, at the same time.
  private var outages: [UInt8]
  private var fullDisks: [UInt8]

  /// A unit that will be in a new state at a time.
  typealias Pending = (unit: Int, at: Instant)

  init(_ world: World, users: Int, cap: Int?, seed: UInt64, _ policy: (Workload, Cluster) -> any Policy) {
    let parts = FleetParts(world, users: Double(users))
    let (cluster, workload) = (parts.cluster, parts.workload)
    placer = Placer(cluster, workload.demands, policy(workload, cluster))
    self.workload = workload
    states = Array(repeating: .ghost, count: workload.count)
    due = Array(repeating: .never, count: workload.count)
    pools = parts.pools
    poolOf = pools.enumerated().flatMap { number, pool in pool.units.map { _ in Int32(number) } }
    self.cap = cap
    chance = Chance(seed: seed)
    outages = Array(repeating: 0, count: cluster.count)
    fullDisks = outages
  }

  var nodesInUse: Int { placer.cluster.rooms.count { $0.units > 0 } }
  var cluster: Cluster { placer.cluster }

  /// The node's price where the unit is the only one there.
  private func priceOfLast(on node: Int) -> Int {
    placer.cluster.rooms[node].units == 1 ? Int(placer.cluster.kind(of: node).price) : 0
  }

  /// Moves a unit along an edge of its life cycle, and counts.
  private mutating func pass(_ unit: Int, _ event: LifeCycle.Event) {
    guard let next = states[unit].after(event) else {
      preconditionFailure("a \(states[unit]) unit cannot be \(event)")
    }
    let pool = Int(poolOf[unit])
    pools[pool].ready += (next == .resident ? 1 : 0) - (states[unit] == .resident ? 1 : 0)
    pools[pool].coming += (next == .materialising ? 1 : 0) - (states[unit] == .materialising ? 1 : 0)
    if next == .ghost { pools[pool].ghosts.append(Int32(unit)) }
    states[unit] = next
  }

  private mutating func leave(_ unit: Int) {
    guard let node = workload.node(of: unit) else { return }
    spending -= priceOfLast(on: node)
    placer.remove(shape: Int(workload.shapes[unit]), from: node, devices: workload.devices[unit])
    workload.unsettle(unit, as: .ghost)
  }
}

/// What is done on purpose.
extension Fleet {
  /// Brings units back: first those just being written back, then ghosts; how many, and what stood in the way of more.
  mutating func materialise(_ count: Int, in pool: Int, _ world: World, at now: Instant)
    -> (pending: [Pending], shortage: Pool.Shortage?)
  {
    var left = count
    for unit in pools[pool].units where left > 0 && states[unit] == .evicting {
      pass(unit, .requested)
      left -= 1
    }
    var pending: [Pending] = []
    while left > 0 {
      guard let unit = pools[pool].ghosts.last.map(Int.init) else { return (pending, .units) }
      let decision = placer.place(unit, shape: Int(workload.shapes[unit]))
      guard let node = decision.node else { return (pending, .room) }
      workload.settle(unit, on: node, devices: decision.devices)
      spending += priceOfLast(on: node)
      if let cap, spending > cap {
        leave(unit)
        return (pending, .money)
      }
      pools[pool].ghosts.removeLast()
      pass(unit, .requested)
      pending.append(load(unit, world, at: now))
      left -= 1
    }
    return (pending, nil)
  }

  /// When a unit will be loaded: a start of 15 seconds, and its size over a line of 2 Gbit/s, give or take a fifth.
  private mutating func load(_ unit: Int, _ world: World, at now: Instant) -> Pending {
    let bits = Double(world.services[pools[Int(poolOf[unit])].service].size) * 8 * 1_073_741_824
    let seconds = (15 + bits / 2e9) * chance.number(in: 0.8...1.2)
    due[unit] = now + .milliseconds(Int64(seconds * 1_000))
    return (unit, due[unit])
  }

  /// Writes units back, those first that have the fewest beside them, so that nodes become empty.
  mutating func evict(_ count: Int, in pool: Int, at now: Instant) -> [Pending] {
    let rooms = placer.cluster.rooms
    let residents = pools[pool].units.filter { states[$0] == .resident }
      .sorted { (rooms[Int(workload.nodes[$0])].units, $0) < (rooms[Int(workload.nodes[$1])].units, $1) }
    return residents.prefix(count).map { unit in
      pass(unit, .idled)
      due[unit] = now + .seconds(20)
      return (unit, due[unit])
    }
  }

  /// What was begun is done; one load in a thousand fails. Whether it went well.
  mutating func finish(_ unit: Int, at now: Instant) -> Bool {
    guard due[unit] == now else { return true }
    switch states[unit] {
    case .materialising:
      let isLoaded = !chance.happens(0.001)
      pass(unit, isLoaded ? .loaded : .failed)
      if !isLoaded { leave(unit) }
      return isLoaded
    case .evicting:
      pass(unit, .stored)
      leave(unit)
    case .ghost, .resident: break
    }
    return true
  }
}

/// What befalls nodes.
extension Fleet {
  /// Nodes go; what they held is loaded elsewhere as far as there is room and money. How many units find no place.
  mutating func lose(_ nodes: [Int], _ world: World, at now: Instant) -> (pending: [Pending], stranded: Int) {
    for node in nodes { outages[node] += 1 }
    let gone = nodes.filter { placer.cluster.rooms[$0].state != .lost }
    let isGone = Set(gone)
    for unit in workload.nodes.indices where states[unit] == .evicting {
      guard isGone.contains(Int(workload.nodes[unit])) else { continue }
      pass(unit, .nodeLost)
      leave(unit)
    }
    let plan = placer.failover(gone, of: workload)
    let lost = workload.nodes.indices.filter { isGone.contains(Int(workload.nodes[$0])) }
    for unit in lost { pass(unit, .nodeLost) }
    placer.carryOut(plan, &workload)
    for node in gone { placer.set(.lost, of: node) }
    let pending = settle(plan, world, at: now)
    for unit in lost where isGone.contains(Int(workload.nodes[unit])) { leave(unit) }
    recount()
    keepWithinCap()
    return (
      pending.filter { states[$0.unit] == .materialising }, lost.count { states[$0] == .ghost }
    )
  }

  /// Units that a plan brought elsewhere have to be loaded there; those driven out are ghosts.
  private mutating func settle(_ plan: MovePlan, _ world: World, at now: Instant) -> [Pending] {
    moves += plan.moves.count
    var arrived: Set<Int> = []
    for move in plan.moves where move.target != nil { arrived.insert(move.unit) }
    for move in plan.moves where move.target == nil && states[move.unit] != .ghost {
      pass(move.unit, .nodeLost)
    }
    for pool in pools.indices { pools[pool].ghosts.removeAll { arrived.contains(Int($0)) } }
    return arrived.sorted().map { unit in
      if states[unit] == .ghost { pass(unit, .requested) }
      return load(unit, world, at: now)
    }
  }

  private mutating func recount() {
    spending = placer.cluster.rooms.indices.reduce(0) { sum, node in
      placer.cluster.rooms[node].units == 0 ? sum : sum + Int(placer.cluster.kind(of: node).price)
    }
  }

  /// Gives up what was only about to be loaded, where it costs too much.
  private mutating func keepWithinCap() {
    guard let cap else { return }
    for unit in states.indices.reversed() where spending > cap && states[unit] == .materialising {
      pass(unit, .idled)
      leave(unit)
    }
  }

  /// Nodes are back, unless something else keeps them away.
  mutating func restore(_ nodes: [Int]) {
    for node in nodes {
      outages[node] -= 1
      refresh(node)
    }
  }

  /// Nothing can be loaded onto nodes, as the disk-pressure taint of Kubernetes has it; or it can again.
  mutating func fillDisks(_ nodes: [Int], _ isFull: Bool) {
    for node in nodes {
      if isFull { fullDisks[node] += 1 } else { fullDisks[node] -= 1 }
      refresh(node)
    }
  }

  private mutating func refresh(_ node: Int) {
    placer.set(outages[node] > 0 ? .lost : fullDisks[node] > 0 ? .cordoned : .ready, of: node)
  }
}
