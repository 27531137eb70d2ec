import Basics
import Model
import Monitoring
import Scheduling
import Telemetry

extension ClusterView {
  /// The nodes that tell what they have, with what is in use on them. One that is only late counts as ready.
  init(
    of nodes: [NodeView], _ units: [UnitView], revision: Int, _ holds: [String: NodeHold],
    _ priced: (NodeView) -> Int32
  ) {
    self.init()
    self.revision = revision
    // Some thousand units tell what all are like.
    let some = stride(from: 0, to: units.count, by: 1 + units.count / 1_000).map { units[$0] }
      .filter(\.isResident)
    usual = Context(of: some.map { Demand(using: .init(cores: $0.cores ?? 0, memory: $0.memory ?? 0)) })
    var (used, counts) = ([String: Amount](), [String: Int]())
    let needed = Set(units.lazy.compactMap(\.needs).flatMap(\.labels.keys))
    for unit in units {
      counts[unit.node, default: 0] += 1
      used[unit.node, default: Amount()] =
        used[unit.node, default: Amount()] + Amount(cores: unit.cores ?? 0, memory: unit.memory ?? 0)
    }
    for node in nodes where node.cores > 0 && node.memory > 0 {
      add(
        node.identifier, NodeKind(node, labels: needed, price: priced(node)),
        node.state == .lost ? .lost : holds[node.identifier]?.state ?? .ready,
        units: used[node.identifier] ?? Amount(), count: counts[node.identifier] ?? 0,
        measured: Amount(measuredOn: node))
    }
    countMembers(units)
  }

  /// Takes note of where the units of those groups are that stand apart or spread.
  private mutating func countMembers(_ units: [UnitView]) {
    let groups = Set(units.lazy.filter { $0.needs != nil }.compactMap(\.demand.group?.name))
    guard !groups.isEmpty else { return }
    for unit in units where unit.state != .ghost && unit.state != .evicting {
      if let group = unit.group, groups.contains(group) { count(group, on: unit.node) }
    }
  }
}

extension ClusterView.Amount {
  fileprivate init(measuredOn node: NodeView) {
    let (cpu, memory) = (Double(node.vitals[.cpu]), Double(node.vitals[.memory]))
    self.init(
      cores: cpu.isFinite ? cpu * Double(node.cores) : 0, memory: memory.isFinite ? memory * node.memory : 0)
  }
}

extension NodeKind {
  /// Machines of one make tell slightly different sizes, so memory is counted in whole steps.
  private static let step = 64.0 * 1_048_576

  /// - Parameter names: the labels that some unit needs: others do not make a node another kind.
  fileprivate init(_ node: NodeView, labels names: Set<String>, price: Int32) {
    let memory = (min(node.memory, 1e15) / Self.step).rounded(.down) * 64
    self.init(cpu: Int32(clamping: node.cores * 1_000), memory: Int32(clamping: Int64(memory)))
    (region, zone) = (node.region, node.zone)
    tier = Tier(rawValue: node.labels["tier"]) ?? .cloud
    self.price = price
    for name in names where !node.labels[name].isEmpty { labels[name] = node.labels[name] }
  }
}
