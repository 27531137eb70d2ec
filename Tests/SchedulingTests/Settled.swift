import Basics

@testable import Scheduling

/// A cluster of chance with units on it, and what must hold of it at every moment.
struct Settled {
  var placer: Placer
  var workload: Workload

  init(_ cluster: Cluster, _ workload: Workload, _ policy: any Policy = BestFit()) {
    self.workload = workload
    placer = Placer(cluster, workload.demands, policy)
    for decision in placer.plan(0..<workload.count, of: workload).decisions { self.workload.follow(decision) }
  }

  /// So many nodes, and units of which every third belongs to a group that says where its units go.
  init(nodes: Int, units: Int, seed: UInt64) {
    let rules = [
      GroupRule("apart", apart: .node), GroupRule("even", spread: .zone, skew: 2), GroupRule("free"),
    ]
    var demands = Samples.demands(9, seed: seed)
    for shape in stride(from: 0, to: 9, by: 3) { demands[shape].group = rules[shape / 3] }
    self.init(Samples.cluster(nodes, seed: seed), Samples.workload(demands, units))
  }

  /// Does a plan move by move, and says what is wrong at any moment; empty where nothing is.
  mutating func faults(doing plan: MovePlan) -> [String] {
    var faults: [String] = []
    for wave in plan.waves {
      var alone = MovePlan()
      alone.waves = [wave]
      for move in wave where move.target == nil && !mayBeDrivenOut(move) { faults.append("\(move)") }
      faults += crowded(wave)
      placer.carryOut(alone, &workload)
      faults += self.faults
    }
    return faults
  }

  private func mayBeDrivenOut(_ move: Move) -> Bool {
    guard case .preempted(_, let priority) = move.motive else { return false }
    return workload.demand(of: move.unit).priority < priority
  }

  /// Nodes without room for all that come in a wave before anybody leaves.
  private func crowded(_ wave: [Move]) -> [String] {
    var rooms = placer.cluster.rooms
    for move in wave where move.target == nil {
      rooms[move.origin ?? 0].release(placer.needs[shape(move)], from: workload.devices[move.unit])
    }
    return wave.compactMap { move in
      guard let target = move.target else { return nil }
      guard placer.needs[shape(move)].fits(rooms[target]) else { return "no room for \(move)" }
      rooms[target].take(placer.needs[shape(move)], on: move.devices)
      return rooms[target].isSound ? nil : "too much for \(move)"
    }
  }

  private func shape(_ move: Move) -> Int { Int(workload.shapes[move.unit]) }

  /// What is wrong as it stands.
  var faults: [String] {
    var rooms = Cluster()
    for node in placer.cluster.rooms.indices { rooms.add("", placer.cluster.kind(of: node)) }
    var expected = rooms.rooms
    for unit in 0..<workload.count {
      guard let node = workload.node(of: unit) else { continue }
      expected[node].take(placer.needs[Int(workload.shapes[unit])], on: workload.devices[unit])
    }
    return placer.cluster.rooms.indices.compactMap { node in
      let (room, other) = (placer.cluster.rooms[node], expected[node])
      let agrees = room.free == other.free && room.devices == other.devices && room.units == other.units
      return agrees && room.isSound ? nil : "node \(node) holds what it should not"
    } + sharedNodes
  }

  /// Units told to be apart that are on one node.
  private var sharedNodes: [String] {
    let units = (0..<workload.count).filter { workload.demand(of: $0).group?.apart == .node }
    let nodes = units.compactMap { workload.node(of: $0) }
    return Set(nodes).count == nodes.count ? [] : ["units that must be apart share a node"]
  }
}

extension Room {
  /// Whether nothing is below zero and the lanes agree with the devices.
  var isSound: Bool {
    let left = (0..<8).map { Int32(devices[$0]) }
    return free.min() >= 0 && free[.gpu] == left.reduce(0, +) && free[.device] == left.max()
      && free[.wholeDevices] == Int32(left.count { $0 == 1_000 })
  }
}
