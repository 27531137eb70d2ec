/// Which nodes may be emptied into which others.
public struct EmptyingRules: Sendable {
  /// A node that takes units stays below this part of its cores and of its memory, so that the next rise of work does
  /// not undo what was done.
  public var ceiling = 0.80
  /// How many units move at most.
  public var most = 512
  /// After so many nodes of a region and tier that cannot be emptied no more are tried there: those that come later
  /// hold more, and a fleet of thousands is looked through in a moment.
  public var patience = 128

  public init() {}
}

/// Nodes that can be emptied into others that are in use, and where each of their units goes.
public struct Emptying: Sendable {
  /// A unit, the node it leaves and the one it goes to, with how that was chosen.
  public struct Step: Sendable {
    public let unit: Int
    public let origin: Int
    public let chosen: Explanation.Candidate
    public let explanation: Explanation
    fileprivate let devices: UInt8
  }

  public let nodes: [Int]
  public let steps: [Step]
  /// What an hour of these nodes costs, in thousandths of the currency.
  public let saving: Int
}

extension Placer {
  /// Empties nodes that hold little, or those first that save the most for each unit that has to move where that saves
  /// more; each only if all of its units find room on others in use. Units stay in their region and on their tier, for
  /// nobody should be served from farther away to save a node.
  ///
  /// No move relies on the room that another leaves: a node that gives units away takes none, so that they may go in
  /// any order, and a plan of which a part comes about has broken no rule.
  /// - Parameters:
  ///   - workload: the units that may move, settled. Nodes on which there are others are to be spared.
  ///   - barred: the nodes that do not take a unit whatever room they have, by its number.
  public func emptying(
    _ workload: Workload, _ rules: EmptyingRules = .init(), barred: [Int: Set<Int>] = [:],
    sparing isSpared: (Int) -> Bool = { _ in false }
  ) -> Emptying {
    let isPriced = cluster.rooms.indices.contains { cluster.kind(of: $0).price > 0 }
    let sources = cluster.rooms.indices.filter { node in
      let room = cluster.rooms[node]
      return room.units > 0 && room.state == .ready && !isSpared(node)
        && (!isPriced || cluster.kind(of: node).price > 0)
    }.map { node in
      let units = Double(cluster.rooms[node].units)
      return (
        node: node, load: max(cluster.load(of: node), 0.001),
        pricePerMove: Double(cluster.kind(of: node).price) / units
      )
    }
    let least = sources.sorted { ($0.load, $0.node) < ($1.load, $1.node) }.map(\.node)
    let start = EmptyingTrial(self, workload, rules, barred)
    let first = start.emptying(least)
    guard isPriced else { return first }
    let dearest = sources.sorted { ($1.pricePerMove, $0.node) < ($0.pricePerMove, $1.node) }.map(\.node)
    let second = start.emptying(dearest)
    let isBetter = (second.saving, first.steps.count) > (first.saving, second.steps.count)
    return isBetter ? second : first
  }
}

/// Nodes on their way to be empty, one after another.
private struct EmptyingTrial {
  /// The cluster without what is kept free, and with the nodes closed that are not in use.
  private var placer: Placer
  private let workload: Workload
  private let residents: Residents
  private let barred: [Int: Set<Int>]
  private let rules: EmptyingRules
  private var nodes: [Int] = []
  private var steps: [Emptying.Step] = []
  /// Nodes that take units, and so give none away.
  private var filled: Set<Int> = []

  init(_ placer: Placer, _ workload: Workload, _ rules: EmptyingRules, _ barred: [Int: Set<Int>]) {
    self.placer = placer
    (self.workload, self.barred, self.rules) = (workload, barred, rules)
    residents = Residents(workload, nodes: placer.cluster.count)
    for (node, room) in placer.cluster.rooms.enumerated() where room.state == .ready {
      if room.units == 0 {
        self.placer.setClosed(true, node)
      } else {
        self.placer.keepFree(1 - rules.ceiling, of: node)
      }
    }
  }

  /// What comes of trying nodes in an order.
  func emptying(_ order: [Int]) -> Emptying {
    var trial = self
    let places = Dictionary(grouping: order) { Place(placer.cluster.kind(of: $0)) }
    for (place, nodes) in places.sorted(by: { $0.value[0] < $1.value[0] }) {
      trial.setClosed(true, otherThan: place)
      var failures = 0
      for node in nodes where failures < rules.patience && trial.mayEmpty(node) {
        if !trial.empty(node) { failures += 1 }
      }
      trial.setClosed(false, otherThan: place)
    }
    let saving = trial.nodes.reduce(0) { $0 + Int(placer.cluster.kind(of: $1).price) }
    return Emptying(nodes: trial.nodes, steps: trial.steps, saving: saving)
  }

  /// Where units stay.
  private struct Place: Hashable {
    let region: String
    let tier: Tier

    init(_ kind: NodeKind) { (region, tier) = (kind.region, kind.tier) }
  }

  private mutating func setClosed(_ isClosed: Bool, otherThan place: Place) {
    let isElsewhere = placer.cluster.kinds.map { Place($0) != place }
    for (node, room) in placer.cluster.rooms.enumerated() where isElsewhere[Int(room.kind)] {
      placer.setClosed(isClosed, node)
    }
  }

  private func mayEmpty(_ node: Int) -> Bool {
    let count = residents[node].count
    return count > 0 && !filled.contains(node) && steps.count + count <= rules.most
  }

  /// Finds other nodes for all that is on a node, the greatest first; where one finds none all stay, and it is false.
  private mutating func empty(_ node: Int) -> Bool {
    let units = residents[node].map(Int.init)
    let kind = placer.cluster.kind(of: node)
    let order = units.map { (part: workload.demand(of: $0).part(of: kind), unit: $0) }
      .sorted { ($1.part, $0.unit) < ($0.part, $1.unit) }.map(\.unit)
    placer.setClosed(true, node)
    var found: [Emptying.Step] = []
    for unit in order {
      guard let step = step(unit, from: node) else {
        for step in found {
          placer.remove(shape: shape(step.unit), from: step.chosen.node, devices: step.devices)
        }
        placer.setClosed(false, node)
        return false
      }
      found.append(step)
    }
    nodes.append(node)
    steps += found
    filled.formUnion(found.map(\.chosen.node))
    return true
  }

  private func shape(_ unit: Int) -> Int { Int(workload.shapes[unit]) }

  /// Puts a unit on the best node there is. For others of its group it is on both until it has gone.
  private mutating func step(_ unit: Int, from origin: Int) -> Emptying.Step? {
    let shape = shape(unit)
    let closed = barred[unit] ?? []
    for node in closed { placer.setClosed(true, node) }
    placer.count(-1, of: shape, on: origin)
    defer {
      placer.count(1, of: shape, on: origin)
      for node in closed { placer.setClosed(false, node) }
    }
    let explanation = placer.explain(shape: shape, best: 2)
    guard let chosen = explanation.candidates.first else { return nil }
    let need = placer.needs[shape]
    let mask = need.gpus == 0 ? 0 : placer.policy.devices(need, placer.cluster.rooms[chosen.node])
    placer.settle(shape: shape, on: chosen.node, devices: mask)
    return Emptying.Step(unit: unit, origin: origin, chosen: chosen, explanation: explanation, devices: mask)
  }
}
