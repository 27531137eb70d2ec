import Basics
import Model
import Monitoring
import Scheduling
import Telemetry

extension ClusterView {
  /// The nodes that tell what they have, with what is in use on them. One that is only late counts as ready.
  init(
    of nodes: [NodeView], _ units: [UnitView], _ arrivals: Arrivals, revision: Int,
    _ holds: [String: NodeHold], _ priced: (NodeView) -> Int32
  ) {
    self.init()
    (self.revision, arrived) = (revision, arrivals.numbers)
    // Some thousand units tell what all are like.
    let some = stride(from: 0, to: units.count, by: 1 + units.count / 1_000).map { units[$0] }
      .filter(\.isResident)
    usual = Context(of: some.map { Demand(using: .init(cores: $0.cores ?? 0, memory: $0.memory ?? 0)) })
    var (used, counts) = ([String: Amount](), [String: Int]())
    var needed: [String: Set<String>] = [:]
    for (name, value) in units.lazy.compactMap(\.needs).flatMap(\.labels) {
      needed[name, default: []].insert(value)
    }
    for unit in units {
      counts[unit.node, default: 0] += 1
      guard !arrivals.untold.contains(unit.identifier) else { continue }
      used[unit.node, default: Amount()] = used[unit.node, default: Amount()] + Amount(usedBy: unit)
    }
    for node in nodes where node.cores > 0 && node.memory > 0 {
      add(
        node.identifier, NodeKind(node, labels: needed, price: priced(node)),
        node.state == .lost ? .lost : holds[node.identifier]?.state ?? .ready,
        units: used[node.identifier] ?? Amount(), count: counts[node.identifier] ?? 0,
        arriving: arrivals.amounts[node.identifier] ?? Amount(), measured: Amount(measuredOn: node))
    }
    countMembers(units)
  }

  /// Units that came to their nodes so lately that these do not tell of all that they use.
  struct Arrivals {
    /// Those of which their nodes do not tell at all, by their identifiers.
    private(set) var untold: Set<String> = []
    /// The migrations that brought them.
    private(set) var numbers: Set<Int64> = []
    /// What they use beside what their nodes tell of, by node.
    private(set) var amounts: [String: Amount] = [:]

    /// - Parameters:
    ///   - migrations: what came lately, or is on its way.
    ///   - untold: all units of which their nodes do not tell.
    init(_ migrations: [Migration], among units: [UnitView], untold: Set<String>) {
      let arrived = migrations.filter { $0.target != nil && $0.owner == $0.target }
      guard !arrived.isEmpty else { return }
      let wanted = Set(arrived.compactMap(\.arrival)).subtracting(untold)
      let told = units.filter { wanted.contains($0.identifier) }.map { ($0.identifier, Amount(usedBy: $0)) }
      let known = Dictionary(told) { first, _ in first }
      for migration in arrived {
        guard let node = migration.target, let identifier = migration.arrival else { continue }
        if untold.contains(identifier) { self.untold.insert(identifier) }
        let whole = Amount(cores: migration.cores, memory: migration.memory)
        let told = known[identifier] ?? Amount()
        numbers.insert(migration.number)
        amounts[node, default: Amount()] = amounts[node, default: Amount()] + whole.beyond(told)
      }
    }
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

extension Migration {
  /// The identifier of the unit where it goes; nil where it goes to no node.
  fileprivate var arrival: String? { target.map { "\($0)/\(unit)" } }
}

extension ClusterView.Amount {
  fileprivate init(usedBy unit: UnitView) { self.init(cores: unit.cores ?? 0, memory: unit.memory ?? 0) }

  /// How much more it is than another amount, of each thing.
  fileprivate func beyond(_ other: Self) -> Self {
    Self(cores: max(0, cores - other.cores), memory: max(0, memory - other.memory))
  }

  fileprivate init(measuredOn node: NodeView) {
    let (cpu, memory) = (Double(node.vitals[.cpu]), Double(node.vitals[.memory]))
    self.init(
      cores: cpu.isFinite ? cpu * Double(node.cores) : 0, memory: memory.isFinite ? memory * node.memory : 0)
  }
}

extension NodeKind {
  /// Machines of one make tell slightly different sizes, so memory is counted in whole steps.
  private static let step = 64.0 * 1_048_576

  /// - Parameter needed: the values of labels that some unit needs: others do not make a node another kind.
  fileprivate init(_ node: NodeView, labels needed: [String: Set<String>], price: Int32) {
    let memory = (min(node.memory, 1e15) / Self.step).rounded(.down) * 64
    self.init(cpu: Int32(clamping: node.cores * 1_000), memory: Int32(clamping: Int64(memory)))
    (region, zone) = (node.region, node.zone)
    tier = Tier(rawValue: node.labels["tier"]) ?? .cloud
    self.price = price
    for (name, values) in needed where values.contains(node.labels[name]) { labels[name] = node.labels[name] }
  }
}
