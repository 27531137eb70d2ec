/// When units move from full nodes to emptier ones. Loads are parts of a node's capacity, of CPU, memory or
/// GPU, whichever is greatest.
public struct RebalanceSettings: Sendable {
  /// A node fuller than this gives units away.
  public var high = 0.85
  /// A node that takes them stays emptier than this, so that it never gives them back (hysteresis).
  public var low = 0.70
  /// The other node must end up emptier by so much than the first was.
  public var gain = 0.10
  /// How many units move at most.
  public var most = 64

  public init() {}
}

extension Placer {
  /// Moves units from nodes that are too full to nodes with room. Units at rest, which moved a short while
  /// ago, stay where they are (cool-down).
  public func rebalance(
    _ workload: Workload, _ settings: RebalanceSettings = .init(), resting: Set<Int> = []
  ) -> MovePlan {
    var (trial, plan) = (self, MovePlan())
    let residents = Residents(workload, nodes: cluster.count)
    var resting = resting
    var count = -1
    // What one node gives away may make room for another, so that all are asked again until none has more to
    // give.
    while count < plan.waves.count {
      count = plan.waves.count
      for node in trial.cluster.nodes(fullerThan: settings.high) {
        let units = residents[node].map(Int.init).filter { !resting.contains($0) }
        for unit in workload.largestFirst(units, on: cluster.kind(of: node))
        where trial.cluster.load(of: node) > settings.high && plan.waves.count < settings.most {
          guard let move = trial.relieve(node, of: unit, workload, settings) else { continue }
          plan.waves.append([move])
          resting.insert(unit)
        }
      }
    }
    return plan
  }

  /// Moves a unit to the node that is emptiest with it.
  private mutating func relieve(
    _ node: Int, of unit: Int, _ workload: Workload, _ settings: RebalanceSettings
  ) -> Move? {
    let (before, need) = (cluster.load(of: node), needs[Int(workload.shapes[unit])])
    let limit = min(settings.low, before - settings.gain)
    let targets = cluster.rooms.indices.filter { $0 != node && need.fits(cluster.rooms[$0]) }
      .map { (load: cluster.load(of: $0, with: need), node: $0) }
      .filter { $0.load <= limit }.sorted { ($0.load, $0.node) < ($1.load, $1.node) }
    for target in targets {
      guard let decision = shift(unit, workload, to: target.node) else { continue }
      let motive = Motive.balanced(from: Int(before * 100), to: Int(target.load * 100))
      return Move(unit: unit, origin: node, target: target.node, devices: decision.devices, motive: motive)
    }
    return nil
  }
}

extension Workload {
  fileprivate func largestFirst(_ units: [Int], on kind: NodeKind) -> [Int] {
    units.map { (part: demand(of: $0).part(of: kind), unit: $0) }
      .sorted { ($1.part, $0.unit) < ($0.part, $1.unit) }.map(\.unit)
  }
}

extension Cluster {
  /// The nodes of which more is in use, the fullest first.
  fileprivate func nodes(fullerThan limit: Double) -> [Int] {
    rooms.indices.map { (load: load(of: $0), node: $0) }.filter { $0.load > limit }
      .sorted { ($1.load, $0.node) < ($0.load, $1.node) }.map(\.node)
  }

  /// The greatest part in use of a node's CPU, memory and GPU, with a unit more where one is given.
  func load(of node: Int, with need: Need? = nil) -> Double {
    let capacity = kind(of: node).capacity
    let free = rooms[node].free &- (need?.amounts ?? .zero)
    return [Resource.cpu, .memory, .gpu].reduce(0) { most, resource in
      let all = Double(capacity[resource])
      return all > 0 ? max(most, (all - Double(free[resource])) / all) : most
    }
  }
}
