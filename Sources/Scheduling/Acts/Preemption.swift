/// Units to be driven out of a node so that a more urgent one fits there.
public struct Preemption: Hashable, Sendable {
  public let node: Int
  /// Each of lower priority than the unit that comes.
  public let victims: [Int]
}

extension Placer {
  /// The fewest units of lower priority that make room for one on a single node, of as many those whose
  /// highest priority is lowest; nil where no node helps. Spared units are never chosen.
  ///
  /// One and two victims are found by trying all; where more are needed all are driven out and as many as
  /// fit let back in, the most urgent first (as kube-scheduler does), so that none leaves in vain.
  public func preemption(
    for unit: Int, of workload: Workload, _ residents: Residents,
    sparing isSpared: (Int) -> Bool = { _ in false }
  ) -> Preemption? {
    let shape = Int(workload.shapes[unit])
    let (need, priority) = (needs[shape], demands[shape].priority)
    var best: (cost: PreemptionCost, victims: [Int])?
    for (node, room) in cluster.rooms.enumerated() where room.units > 0 {
      guard need.kinds[Int(room.kind)] != 0, room.state == .ready else { continue }
      let lesser = residents[node].map(Int.init).filter {
        demands[Int(workload.shapes[$0])].priority < priority && !isSpared($0)
      }
      guard !lesser.isEmpty, refusalOfGroup(shape, on: node) == nil else { continue }
      guard let victims = fewest(of: lesser, on: room, for: need, workload) else { continue }
      let cost = PreemptionCost(victims.map { demands[Int(workload.shapes[$0])].priority }, node)
      if best.map({ cost < $0.cost }) ?? true { best = (cost, victims) }
    }
    return best.map { Preemption(node: $0.cost.node, victims: $0.victims) }
  }

  private func fewest(of lesser: [Int], on room: Room, for need: Need, _ workload: Workload) -> [Int]? {
    guard need.fits(without(lesser, room, workload)) else { return nil }
    let order = lesser.sorted { (urgency($0, workload), $0) < (urgency($1, workload), $1) }
    if let one = order.first(where: { need.fits(without([$0], room, workload)) }) { return [one] }
    for (place, last) in order.enumerated() {
      let first = order[..<place].first { need.fits(without([$0, last], room, workload)) }
      if let first { return [first, last] }
    }
    return spared(order, room, need, workload)
  }

  /// All but those that may come back.
  private func spared(_ order: [Int], _ room: Room, _ need: Need, _ workload: Workload) -> [Int] {
    var victims = order
    for unit in order.reversed() {
      let fewer = victims.filter { $0 != unit }
      if need.fits(without(fewer, room, workload)) { victims = fewer }
    }
    return victims
  }

  private func without(_ units: [Int], _ room: Room, _ workload: Workload) -> Room {
    var room = room
    for unit in units { room.release(needs[Int(workload.shapes[unit])], from: workload.devices[unit]) }
    return room
  }

  private func urgency(_ unit: Int, _ workload: Workload) -> Int16 {
    demands[Int(workload.shapes[unit])].priority
  }
}

/// What driving units out of a node costs: how many, then how urgent the most urgent, then all together.
private struct PreemptionCost: Comparable {
  let count: Int
  let highest: Int16
  let sum: Int
  let node: Int

  init(_ priorities: [Int16], _ node: Int) {
    count = priorities.count
    highest = priorities.max() ?? .min
    sum = priorities.reduce(0) { $0 + Int($1) }
    self.node = node
  }

  static func < (left: PreemptionCost, right: PreemptionCost) -> Bool {
    (left.count, left.highest, left.sum, left.node) < (right.count, right.highest, right.sum, right.node)
  }
}
