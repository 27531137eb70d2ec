/// What a consolidation comes to.
public struct Consolidation: Sendable {
  public let plan: MovePlan
  /// How many nodes hold any unit before and after.
  public let before: Int
  public let after: Int
}

extension Placer {
  /// Moves units together so that as few nodes as can be are in use, one move after another, each to a node
  /// that has room before its old place is left.
  public func consolidate(_ workload: Workload) -> Consolidation {
    var work = Consolidating(self, workload)
    let before = cluster.rooms.count { $0.units > 0 }
    work.followLayout()
    while work.emptyTheRest() {}
    let after = work.placer.cluster.rooms.count { $0.units > 0 }
    guard after < before else { return Consolidation(plan: MovePlan(), before: before, after: before) }
    return Consolidation(plan: work.plan, before: before, after: after)
  }
}

/// A consolidation on its way.
private struct Consolidating {
  private(set) var placer: Placer
  private(set) var plan = MovePlan()
  /// Where units are by now.
  private var workload: Workload
  private var residents: Residents
  /// Nodes that stay in use.
  private var kept: Set<Int> = []

  init(_ placer: Placer, _ workload: Workload) {
    self.placer = placer
    self.workload = workload
    residents = Residents(workload, nodes: placer.cluster.count)
  }

  /// Brings units to where the best layout has them, as far as each finds room.
  mutating func followLayout() {
    let targets = LayoutMatch(placer, workload, residents).targets
    kept = Set(targets.values)
    var waiting = targets.filter { Int(workload.nodes[$0.key]) != $0.value }.map(\.key)
      .sorted { size($0) != size($1) ? size($0) > size($1) : $0 < $1 }
    var asides = waiting.filter { kept.contains(Int(workload.nodes[$0])) }
    while !waiting.isEmpty {
      let count = waiting.count
      waiting.removeAll { unit in targets[unit].map { move(unit, to: $0) } ?? true }
      guard waiting.count == count else { continue }
      // They stand in one another's way: one of them waits elsewhere.
      guard let next = asides.popLast() else { break }
      if waiting.contains(next) { stepAside(next) }
    }
  }

  /// Empties nodes that hold little into fuller ones, where all of it finds room; whether there was any.
  mutating func emptyTheRest() -> Bool {
    var isBetter = false
    let nodes = placer.cluster.rooms.indices.filter { placer.cluster.rooms[$0].units > 0 }
      .sorted { (placer.cluster.rooms[$0].units, $1) < (placer.cluster.rooms[$1].units, $0) }
    for node in nodes {
      let before = self
      for unit in residents[node].map(Int.init) where !moveToFullest(unit, from: node) {
        self = before
        break
      }
      isBetter = isBetter || placer.cluster.rooms[node].units == 0
    }
    return isBetter
  }

  private func size(_ unit: Int) -> Int32 {
    let demand = workload.demand(of: unit)
    return demand.gpu * 16 + demand.cpu
  }

  private mutating func move(_ unit: Int, to node: Int, _ motive: Motive? = nil) -> Bool {
    let origin = Int(workload.nodes[unit])
    guard origin != node else { return true }
    guard let decision = placer.shift(unit, workload, to: node) else { return false }
    residents.remove(unit, from: origin)
    residents.add(unit, to: node)
    workload.settle(unit, on: node, devices: decision.devices)
    plan.waves.append([
      Move(
        unit: unit, origin: origin, target: node, devices: decision.devices,
        motive: motive ?? .consolidated(node: origin))
    ])
    return true
  }

  private mutating func stepAside(_ unit: Int) {
    for node in placer.cluster.rooms.indices where !kept.contains(node) {
      if move(unit, to: node, .stepsAside) { return }
    }
  }

  /// What a node has left, of CPU and GPU alike.
  private func rest(of node: Int) -> Int32 {
    let free = placer.cluster.rooms[node].free
    return free[.gpu] * 12 + free[.cpu]
  }

  private mutating func moveToFullest(_ unit: Int, from node: Int) -> Bool {
    let others = placer.cluster.rooms.indices
      .filter { $0 != node && placer.cluster.rooms[$0].units > 0 }
      .sorted { (rest(of: $0), $0) < (rest(of: $1), $1) }
    return others.contains { move(unit, to: $0) }
  }
}
