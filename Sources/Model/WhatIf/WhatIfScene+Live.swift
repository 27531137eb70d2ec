import Scheduling

extension WhatIfScene {
  /// The house as it is: every node that tells what it has, and every unit on these. A unit on its way counts as having
  /// come. As when nodes are emptied, the most urgent and then the greatest unit goes first.
  public init(_ view: ClusterView, _ units: [UnitView], _ acts: ActsView, policy: String) {
    let known = units.compactMap { unit -> (unit: UnitView, node: Int, demand: Demand)? in
      guard unit.state != .evicting, !unit.isBound, let node = view.number(of: unit.node) else { return nil }
      return (unit, node, unit.demand)
    }.sorted {
      ($1.demand.priority, $1.demand.cpu, $1.demand.memory, $0.unit.identifier)
        < ($0.demand.priority, $0.demand.cpu, $0.demand.memory, $1.unit.identifier)
    }
    var told = [Amounts](repeating: .zero, count: view.cluster.count)
    var workload = Workload()
    for (number, entry) in known.enumerated() {
      told[entry.node] &+= entry.demand.amounts
      workload.add(entry.unit.identifier, entry.demand)
      let target = acts.destination(of: entry.unit).flatMap(view.number(of:))
      workload.settle(number, on: target ?? entry.node, devices: 0)
    }
    self.init(
      Self.vacated(view, of: told), workload, usual: view.usual, learned: view.learned, policy: policy,
      drivesOut: false)
  }

  /// The nodes with what is in use there by others than units, which is what was measured above what units told.
  private static func vacated(_ view: ClusterView, of told: [Amounts]) -> Cluster {
    var cluster = Cluster()
    for (node, room) in view.cluster.rooms.enumerated() {
      let kind = view.cluster.kind(of: node)
      let others = pointwiseMax(kind.capacity &- room.free &- told[node], .zero)
      cluster.add(view.cluster.names[node], kind)
      cluster.set(room.state, of: node)
      cluster.occupy(node, cpu: others[.cpu], memory: others[.memory])
    }
    return cluster
  }
}

extension ActsView {
  /// Where a unit goes that is on its way; nil where it stays.
  fileprivate func destination(of unit: UnitView) -> String? {
    guard let migration = migration(of: unit), migration.origin == unit.node else { return nil }
    switch migration.stage {
    case .planned, .loading, .releasing: return migration.target
    case .done, .undoing, .undone: return nil
    }
  }
}
