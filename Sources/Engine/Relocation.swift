import Basics
import Model
import Scheduling

/// Finds other nodes for units and says why those, on the cluster as it is: what is in use there and what is on its
/// way there are not free.
struct Relocation {
  /// A unit and what it asks for.
  struct Piece {
    let unit: UnitView
    let demand: Demand

    init(_ unit: UnitView) {
      self.unit = unit
      demand = unit.demand
    }
  }

  /// A unit that stays where it is, and why.
  struct Held {
    let unit: UnitView
    let reason: Bilingual
  }

  /// Where a unit goes, and what speaks for that.
  struct Found {
    let piece: Piece
    let target: String
    let motive: Bilingual
    let grounds: Migration.Grounds
  }

  private(set) var view: ClusterView
  private let policy: String
  /// Where units could not be loaded of late, by their names.
  private let failed: [String: Set<String>]
  /// Nodes that have still to let go of a unit: an order of before would take away what is new there.
  private let owing: [String: Set<String>]

  /// How many units are seen to at once: those behind them wait for the next step.
  static let most = 512

  init(
    _ view: ClusterView, policy: String, failed: [String: Set<String>], owing: [String: Set<String>] = [:]
  ) {
    (self.view, self.policy, self.owing) = (view, policy, owing)
    self.failed = failed.merging(owing) { $0.union($1) }
  }

  /// Takes away what is on its way to nodes, or came so lately that the nodes do not tell of it yet.
  mutating func reserve(_ migrations: [Migration]) { view.reserve(migrations) }

  /// Takes away what a unit asks for on the node it goes to.
  mutating func occupy(_ found: Found) {
    view.occupy(found.target, .init(cores: found.piece.unit.cores ?? 0, memory: found.piece.unit.memory ?? 0))
  }

  /// New places for units of nodes that are gone.
  func failover(_ units: [UnitView]) -> (found: [Found], held: [Held]) {
    evacuate(units, areGone: true) { .lost(node: $0) }
  }

  /// New places for units of nodes that are to be empty.
  func drain(_ units: [UnitView]) -> (found: [Found], held: [Held]) {
    evacuate(units, areGone: false) { .drained(node: $0) }
  }

  /// - Parameter areGone: whether none of them serves any more; else each does until it has moved.
  private func evacuate(_ units: [UnitView], areGone: Bool, motive: (Int) -> Motive)
    -> (found: [Found], held: [Held])
  {
    // The most urgent first, and of these the greatest: they find room hardest.
    let pieces = units.map(Piece.init).sorted {
      ($1.demand.priority, $1.demand.cpu, $1.demand.memory, $0.unit.identifier)
        < ($0.demand.priority, $0.demand.cpu, $0.demand.memory, $1.unit.identifier)
    }.prefix(Self.most)
    var placer = placer(Array(pieces))
    if areGone { for (shape, piece) in pieces.enumerated() { leave(piece, shape: shape, &placer) } }
    var (found, held) = ([Found](), [Held]())
    for (shape, piece) in pieces.enumerated() {
      guard let origin = view.number(of: piece.unit.node) else {
        held.append(Held(unit: piece.unit, reason: Self.unknownNode))
        continue
      }
      if !areGone { leave(piece, shape: shape, &placer) }
      if let place = place(piece, shape: shape, words(motive(origin)), &placer) {
        found.append(place)
      } else {
        held.append(Held(unit: piece.unit, reason: .list(placer.explain(shape: shape, best: 1).words)))
        if !areGone { placer.count(1, of: shape, on: origin) }
      }
    }
    return (found, held)
  }

  /// For the others of its group a unit is not where it is any more.
  func leave(_ piece: Piece, shape: Int, _ placer: inout Placer) {
    if let origin = view.number(of: piece.unit.node) { placer.count(-1, of: shape, on: origin) }
  }

  /// The node a person names, or the best there is.
  func move(_ unit: UnitView, to target: String?) -> Result<Found, Obstacle> {
    if unit.isBound { return .failure(Obstacle(Self.bound)) }
    let origin = view.number(of: unit.node)
    guard origin != nil || unit.state == .ghost else { return .failure(Obstacle(Self.unknownNode)) }
    if target == unit.node { return .failure(Obstacle(Self.there)) }
    if let target, owing[unit.name]?.contains(target) == true { return .failure(Obstacle(Self.owes)) }
    let piece = Piece(unit)
    var placer = placer([piece])
    if let origin { placer.set(.cordoned, of: origin) }
    leave(piece, shape: 0, &placer)
    guard let target else {
      if let found = place(piece, shape: 0, words(.ordered), &placer) { return .success(found) }
      return .failure(Obstacle(.list(placer.explain(shape: 0, best: 1).words)))
    }
    guard let number = view.number(of: target) else { return .failure(Obstacle(Self.unknownNode)) }
    guard let candidate = placer.candidate(shape: 0, on: number) else {
      return .failure(Obstacle(.list(placer.refusals(shape: 0, on: number).map(\.words))))
    }
    let explanation = placer.explain(shape: 0, best: 2)
    return .success(found(piece, candidate, explanation, words(.ordered)))
  }

  /// Where units of nodes that are too full go, one after another. Units at rest stay where they are.
  func rebalance(_ units: [UnitView], resting: Set<String>) -> [Found] {
    let pieces = units.filter { $0.state == .running && !$0.isBound && view.number(of: $0.node) != nil }
      .map(Piece.init)
    var workload = Workload()
    for (number, piece) in pieces.enumerated() {
      workload.add(piece.unit.name, piece.demand)
      if let node = view.number(of: piece.unit.node) { workload.settle(number, on: node, devices: 0) }
    }
    var placer = view.placer(for: workload.demands, chosen, keepsScores: false)
    let still = Set(pieces.indices.filter { resting.contains(pieces[$0].unit.name) })
    let plan = placer.rebalance(workload, resting: still)
    return plan.moves.compactMap { move in
      let shape = Int(workload.shapes[move.unit])
      guard let origin = move.origin, let target = move.target else { return nil }
      placer.remove(shape: shape, from: origin, devices: 0)
      let explanation = placer.explain(shape: shape, best: 2)
      guard let candidate = placer.candidate(shape: shape, on: target) else { return nil }
      placer.settle(shape: shape, on: target, devices: 0)
      return found(pieces[move.unit], candidate, explanation, words(move.motive))
    }
  }

  /// Units that were given new places, on the cluster as it would be without them.
  func batch(of pieces: [Piece]) -> Batch {
    Batch(
      view.cluster,
      pieces.compactMap { piece in view.number(of: piece.unit.node).map { (piece.demand, $0) } })
  }

  /// What is against a move.
  struct Obstacle: Error {
    let words: Bilingual
    init(_ words: Bilingual) { self.words = words }
  }

  func place(_ piece: Piece, shape: Int, _ motive: Bilingual, _ placer: inout Placer) -> Found? {
    let barred = (failed[piece.unit.name] ?? []).compactMap(view.number(of:))
      .filter { placer.cluster.rooms[$0].state == .ready }
    for node in barred { placer.set(.cordoned, of: node) }
    defer { for node in barred { placer.set(.ready, of: node) } }
    let explanation = placer.explain(shape: shape, best: 2)
    guard let node = placer.place(shape, shape: shape).node else { return nil }
    let candidate = explanation.candidates.first { $0.node == node } ?? explanation.candidates[0]
    return found(piece, candidate, explanation, motive)
  }

  func found(
    _ piece: Piece, _ chosen: Explanation.Candidate, _ explanation: Explanation, _ motive: Bilingual
  ) -> Found {
    let names = view.cluster.names
    let grounds = Migration.Grounds(chosen, of: explanation, by: policy, names)
    return Found(piece: piece, target: names[chosen.node], motive: motive, grounds: grounds)
  }

  func placer(_ pieces: [Piece]) -> Placer {
    view.placer(for: pieces.map(\.demand), chosen)
  }

  var chosen: any Policy { policy(on: view.cluster) }

  /// The policy in force, for a cluster of these nodes.
  func policy(on cluster: Cluster) -> any Policy {
    let policies = Policies.withoutGPUs(cluster, usual: view.usual, learned: view.learned)
    return policies.first { $0.name == policy } ?? policies[0]
  }

  /// What the motives of a plan say, with nodes by their names.
  func words(_ motive: Motive) -> Bilingual {
    motive.words(nodes: view.cluster.names, units: Names())
  }

  private static let bound = Bilingual(
    english: "other nodes have one of its name too, so it belongs to its node", chinese: "其他节点也有同名单元，它属于所在节点")
  private static let owes = Bilingual(
    english: "that node has still to let go of a copy of it", chinese: "该节点尚未释放其旧副本")
  private static let there = Bilingual(english: "it is there already", chinese: "已在该节点")
  private static let unknownNode = Bilingual(
    english: "it is not known what its node has", chinese: "不知道该节点有多少资源")
}
