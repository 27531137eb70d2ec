import Basics

/// Looks for a better layout of units that run already, on nodes that are all there: a bounded part of the fleet,
/// drawn by a seed, is searched by emptying a few nodes at a time. What it takes does not grow with the fleet.
public struct LayoutSearch: Sendable {
  /// A unit that may go elsewhere.
  public struct Resident: Sendable {
    public let unit: Int
    public let demand: Demand
    public let node: Int

    public init(unit: Int, _ demand: Demand, on node: Int) {
      (self.unit, self.demand, self.node) = (unit, demand, node)
    }
  }

  /// Where units would go, each once.
  public private(set) var moves: [Relaid] = []

  /// A unit with where it would go.
  public struct Relaid: Sendable {
    public let resident: Resident
    public let target: Int

    init(_ resident: Resident, to target: Int) { (self.resident, self.target) = (resident, target) }
  }

  /// Nodes that are searched at once.
  static let width = 256

  /// Units are thought to stay for a working day: so long must a move pay.
  public static let settings: NeighbourhoodSearch.Settings = {
    var settings = NeighbourhoodSearch.Settings()
    settings.horizon = 8
    return settings
  }()

  /// - Parameter residents: the units that may be moved; what else is in use stays where it is.
  public init(
    _ cluster: Cluster, _ residents: [Resident], _ policy: (Cluster) -> any Policy,
    _ objective: Objective = Objective(), seed: UInt64
  ) {
    let nodes = Self.drawn(cluster, seed)
    var (part, numbers) = (Cluster(), [Int: Int]())
    for node in nodes {
      numbers[node] = part.count
      part.add(cluster, node)
    }
    var (workload, known) = (Workload(), [Resident]())
    for resident in residents {
      guard let node = numbers[resident.node] else { continue }
      workload.add("", resident.demand)
      workload.settle(known.count, on: node, devices: 0)
      known.append(resident)
    }
    let fabric = Fabric(standing: part, workload, policy(part))
    var search = NeighbourhoodSearch(fabric, objective, Self.settings, seed: seed)
    search.run()
    var seen: Set<Int> = []
    for step in search.steps where seen.insert(step.unit).inserted {
      guard let target = search.fabric.workload.node(of: step.unit), target != step.from else { continue }
      moves.append(Relaid(known[step.unit], to: nodes[target]))
    }
  }

  /// The nodes that are ready, or some of them.
  private static func drawn(_ cluster: Cluster, _ seed: UInt64) -> [Int] {
    var ready = cluster.rooms.indices.filter { cluster.rooms[$0].state == .ready }
    guard ready.count > width else { return ready }
    var chance = Chance(seed: seed)
    for place in 0..<width { ready.swapAt(place, place + Int(chance.next() % UInt64(ready.count - place))) }
    return ready.prefix(width).sorted()
  }
}

/// What moves would come to on the fleet as a whole.
public struct LayoutGain: Hashable, Sendable {
  /// An hour as things are, and as they would be.
  public let before: Outcome
  public let after: Outcome
  /// What is gained in an hour by cost, energy, delay and balance, in thousandths of the currency.
  public let saving: Double
  /// Whether that pays for the moves within the horizon, and more by the margin.
  public let isWorthIt: Bool

  public init(_ cluster: Cluster, _ moves: [LayoutSearch.Relaid], _ objective: Objective = Objective()) {
    self.init(before: cluster.inUse, after: cluster.moved(moves).inUse, moves: moves.count, objective)
  }

  /// - Parameter moves: how many units have to move for it.
  public init(before: Outcome, after: Outcome, moves: Int, _ objective: Objective = Objective()) {
    (self.before, self.after) = (before, after)
    saving = objective.value(of: before) - objective.value(of: after)
    let settings = LayoutSearch.settings
    isWorthIt = saving * settings.horizon > (objective.move + settings.margin) * Double(moves)
  }
}

extension Cluster {
  /// As it would be with units elsewhere.
  fileprivate func moved(_ moves: [LayoutSearch.Relaid]) -> Cluster {
    var moved = self
    for move in moves {
      let (demand, origin) = (move.resident.demand, move.resident.node)
      moved.occupy(origin, cpu: -demand.cpu, memory: -demand.memory, units: -1)
      moved.occupy(move.target, cpu: demand.cpu, memory: demand.memory, units: 1)
    }
    return moved
  }

  /// Takes in a node of another cluster with all that is in use on it.
  fileprivate mutating func add(_ other: Cluster, _ node: Int) {
    add("", other.kind(of: node))
    let (kind, place) = (rooms[count - 1].kind, count - 1)
    rooms[place] = other.rooms[node]
    rooms[place].kind = kind
  }
}
