import Basics
import Scheduling

/// The nodes as the scheduler sees them: what each has, what is left of it, and whether it is ready.
public struct ClusterView: Sendable {
  public private(set) var cluster = Cluster()
  private var numbers: [String: Int] = [:]
  /// Another one with every change.
  public var revision = 0
  /// What units are like.
  public var usual = Context()
  /// What the second and the third generation weigh by, where they have learned it.
  public var learned: Weights?
  /// The migrations, by their numbers, whose units count as being on their new nodes already.
  public var arrived: Set<Int64> = []
  /// What all ready nodes have and what their units use of it.
  public private(set) var total = Amount()
  public private(set) var used = Amount()

  /// How many units of a group there are on each node, by the group's name and the node's number; of the groups alone
  /// whose units stand apart or spread.
  private var members: [String: [Int: Int32]] = [:]

  /// Cores, and bytes of memory.
  public struct Amount: Sendable, Hashable {
    public var cores: Double
    public var memory: Double

    public init(cores: Double = 0, memory: Double = 0) {
      self.cores = cores
      self.memory = memory
    }

    public static func + (left: Amount, right: Amount) -> Amount {
      Amount(cores: left.cores + right.cores, memory: left.memory + right.memory)
    }
  }

  public init() {}

  /// Takes a node in.
  /// - Parameters:
  ///   - units: what the units on it use together, as it tells.
  ///   - count: how many units that is.
  ///   - arriving: what units use beside that which came so lately that the node does not tell of it yet.
  ///   - measured: what is in use on the node, by units or not; the greater of this and what it tells of is not free,
  ///     nor is what is arriving.
  public mutating func add(
    _ name: String, _ kind: NodeKind, _ state: NodeState, units: Amount, count: Int = 0,
    arriving: Amount = Amount(), measured: Amount
  ) {
    let number = cluster.count
    numbers[name] = number
    cluster.add(name, kind)
    cluster.set(state, of: number)
    let busy = Amount(
      cores: max(units.cores, measured.cores), memory: max(units.memory, measured.memory))
    let taken = Demand(using: busy + arriving)
    cluster.occupy(number, cpu: taken.cpu, memory: taken.memory, units: count)
    guard state == .ready else { return }
    total = total + Amount(cores: Double(kind.cpu) / 1_000, memory: Double(kind.memory) * 1_048_576)
    used = used + units + arriving
  }

  /// Takes away what is on its way to nodes, or came so lately that the nodes do not tell of it yet, unless it counts
  /// as having arrived.
  public mutating func reserve(_ migrations: [Migration]) {
    for migration in migrations where !arrived.contains(migration.number) {
      guard let target = migration.target else { continue }
      occupy(target, .init(cores: migration.cores, memory: migration.memory))
      // What is loaded from the store, and what has arrived, is among the units there.
      let isSeen = migration.owner == target || migration.origin == nil && migration.stage == .loading
      if let group = migration.group, members[group] != nil, !isSeen { count(group, on: target) }
    }
  }

  /// Takes away what is on its way to a node.
  public mutating func occupy(_ node: String, _ amount: Amount) {
    guard let number = numbers[node] else { return }
    let taken = Demand(using: amount)
    cluster.occupy(number, cpu: taken.cpu, memory: taken.memory)
  }

  /// Takes note of a unit of a group whose units stand apart or spread.
  public mutating func count(_ group: String, on node: String) {
    guard let number = numbers[node] else { return }
    members[group, default: [:]][number, default: 0] += 1
  }

  /// What puts units on these nodes, with the others of their groups where they are.
  public func placer(for demands: [Demand], _ policy: any Policy, keepsScores: Bool = true) -> Placer {
    counted(Placer(cluster, demands, policy, keepsScores: keepsScores))
  }

  /// The same with the others of the units' groups where they are.
  func counted(_ placer: Placer) -> Placer {
    guard !members.isEmpty else { return placer }
    var (placer, known) = (placer, Set<String>())
    for (shape, demand) in placer.demands.enumerated() {
      guard let name = demand.group?.name, known.insert(name).inserted else { continue }
      for (node, count) in members[name] ?? [:] { placer.count(count, of: shape, on: node) }
    }
    return placer
  }

  /// The number of a node in the cluster; nil where it is not known what it has.
  public func number(of node: String) -> Int? { numbers[node] }

  /// The share of the ready nodes' cores and memory that units use; nil without a node.
  public var shares: (cores: Double, memory: Double)? {
    guard total.cores > 0, total.memory > 0 else { return nil }
    return (used.cores / total.cores, used.memory / total.memory)
  }
}

extension Demand {
  /// What would have to be free for something that uses so much, rounded up to thousandths of a core and to MiB.
  public init(using amount: ClusterView.Amount) {
    self.init(
      cpu: Int32(clamping: Int64((min(amount.cores, 1e6) * 1_000).rounded(.up))),
      memory: Int32(clamping: Int64((min(amount.memory, 1e15) / 1_048_576).rounded(.up))))
  }
}
