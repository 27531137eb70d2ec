import Basics
import Scheduling

/// Why a unit is where it is, and why not elsewhere, by one policy: every node's score or what is against it,
/// the smallest change that would help where nothing fits, and what other policies would choose.
public struct PlacementAdvice: Sendable {
  /// What comes of it for the unit. Nothing is done about it.
  public enum Verdict: Hashable, Sendable {
    /// No node is better than its own.
    case stays
    case better(String)
    /// Its node is lost; this one would take it.
    case replaced(String)
    case nowhere
    /// It belongs to its node, as an agent does.
    case bound
  }

  /// A node as it stands for the unit.
  public struct Row: Sendable {
    public let node: String
    public let isHere: Bool
    public let isChosen: Bool
    /// Nil where the node does not take it.
    public let score: Int32?
    /// What the score is made of.
    public let terms: [Term]
    /// What is against it.
    public let refusals: [Refusal]
  }

  /// What a policy would choose.
  public struct Choice: Sendable {
    public let policy: String
    public let about: Bilingual
    /// Nil where no node takes the unit.
    public let node: String?
    public let score: Int32?
    public let isHere: Bool
  }

  public let unit: UnitView
  public let policy: String
  public let about: Bilingual
  public let verdict: Verdict
  /// The chosen node, the one it is on, the other nodes that take it, the best first, and some of those that do not.
  public let rows: [Row]
  public let choices: [Choice]
  /// How many nodes take it of how many there are.
  public let fitting: Int
  public let nodes: Int
  /// How many nodes lack each resource, and how many are out of the question whatever they have.
  public let lacking: [(resource: Resource, nodes: Int)]
  public let excluded: Int
  /// How many would take it but for where others of its group are.
  public let parted: Int
  /// What would have to change, where no node but its own takes it, and the node that would then.
  public let relaxation: (node: String, words: Bilingual)?

  /// The names of the policies, the one to begin with first.
  public static let policies = Policies.withoutGPUs(Cluster()).map(\.name)

  /// How many nodes that fit, and how many that do not, are told of.
  private static let most = 50
}

extension PlacementAdvice {
  /// Nil where no node is known, or no policy of that name.
  public init?(for unit: UnitView, in view: ClusterView, by name: String) {
    let board = PlacementBoard(unit, view)
    let policies = Policies.withoutGPUs(board.cluster, usual: view.usual, learned: view.learned)
    guard board.cluster.count > 0, let policy = policies.first(where: { $0.name == name }) else { return nil }
    var placer = board.placer(policy, view)
    let explanation = placer.explain(shape: 0, best: Self.most)
    let here = board.here.flatMap { placer.candidate(shape: 0, on: $0) }
    let best = Self.preferring(here, explanation.candidates)
    self.unit = unit
    self.policy = name
    about = policy.about
    verdict = Self.verdict(unit, best, board)
    rows = Self.rows(placer, best, board)
    choices = policies.map { Self.choice($0, board, view) }
    (fitting, nodes) = (explanation.fitting, explanation.nodes)
    (lacking, excluded) = (explanation.lacking, explanation.excluded)
    parted = explanation.parted
    relaxation = Self.relaxation(placer, board)
  }

  /// Of nodes that are as good the unit's own comes first: nobody moves for nothing.
  private static func preferring(
    _ here: Explanation.Candidate?, _ candidates: [Explanation.Candidate]
  ) -> [Explanation.Candidate] {
    guard let here else { return candidates }
    let others = candidates.filter { $0.node != here.node }
    let place = others.firstIndex { $0.score <= here.score } ?? others.count
    return others[..<place] + [here] + others[place...]
  }

  private static func verdict(
    _ unit: UnitView, _ best: [Explanation.Candidate], _ board: PlacementBoard
  ) -> Verdict {
    if unit.isBound { return .bound }
    guard let first = best.first?.node else { return .nowhere }
    if first == board.here { return .stays }
    let name = board.cluster.names[first]
    return unit.state == .lost ? .replaced(name) : .better(name)
  }

  private static func rows(
    _ placer: Placer, _ best: [Explanation.Candidate], _ board: PlacementBoard
  ) -> [Row] {
    let names = board.cluster.names
    var rows = best.enumerated().map { place, candidate in
      Row(
        node: names[candidate.node], isHere: candidate.node == board.here, isChosen: place == 0,
        score: candidate.score, terms: candidate.terms, refusals: [])
    }
    var refusing = placer.refusing(shape: 0, most: most)
    // Its own node is told of whatever place it has.
    if let here = board.here, !best.contains(where: { $0.node == here }) {
      refusing.removeAll { $0.node == here }
      refusing.insert((here, placer.refusals(shape: 0, on: here)), at: 0)
    }
    rows += refusing.map { node, refusals in
      Row(
        node: names[node], isHere: node == board.here, isChosen: false, score: nil, terms: [],
        refusals: refusals)
    }
    // Where it is and where it would go are to be compared.
    if let here = rows.firstIndex(where: \.isHere), here > 1 { rows.insert(rows.remove(at: here), at: 1) }
    return rows
  }

  private static func choice(
    _ policy: any Policy, _ board: PlacementBoard, _ view: ClusterView
  ) -> Choice {
    var placer = board.placer(policy, view)
    let here = board.here.flatMap { placer.candidate(shape: 0, on: $0) }
    let best = preferring(here, placer.explain(shape: 0, best: 1).candidates).first
    return Choice(
      policy: policy.name, about: policy.about, node: best.map { board.cluster.names[$0.node] },
      score: best?.score, isHere: best != nil && best?.node == board.here)
  }

  private static func relaxation(
    _ placer: Placer, _ board: PlacementBoard
  ) -> (node: String, words: Bilingual)? {
    var placer = placer
    if let here = board.here { placer.set(.cordoned, of: here) }
    return placer.relaxation(shape: 0).map { (board.cluster.names[$0.node], $0.words) }
  }
}

/// The cluster without one unit, and what that unit asks of it.
private struct PlacementBoard {
  let demand: Demand
  /// The number of the node it is on; nil where that is not among them.
  let here: Int?
  private(set) var cluster: Cluster

  init(_ unit: UnitView, _ view: ClusterView) {
    demand = unit.demand
    here = view.number(of: unit.node)
    cluster = view.cluster
    guard let here else { return }
    let units = cluster.rooms[here].units > 0 ? -1 : 0
    cluster.occupy(here, cpu: -demand.cpu, memory: -demand.memory, units: units)
  }

  /// What puts the unit on a node, with the others of its group where they are.
  func placer(_ policy: any Policy, _ view: ClusterView) -> Placer {
    var placer = view.counted(Placer(cluster, [demand], policy))
    if let here { placer.count(-1, of: 0, on: here) }
    return placer
  }
}
