import Basics
import Scheduling

/// Which nodes of the house can be emptied now, and where their units would go. The screen asks with it, and the engine
/// does it.
public struct ConsolidationPlan: Sendable {
  /// A node that would be empty.
  public struct Emptied: Hashable, Sendable {
    public let node: String
    public let units: Int
    /// What an hour of it costs, in thousandths of the currency.
    public let price: Int32
  }

  /// A unit that goes, and why there.
  public struct Move: Sendable {
    public let unit: UnitView
    public let target: String
    public let motive: Bilingual
    public let grounds: Migration.Grounds
  }

  public let nodes: [Emptied]
  public let moves: [Move]
  /// What an hour of all these nodes costs, in thousandths of the currency.
  public let saving: Int

  /// For so long a unit rests after it moved, and a node keeps what it has after something came there.
  public static let rest = Span.minutes(10)
  /// For so long a unit stays whose move somebody called off.
  private static let refusal = Span.hours(1)
  /// Of all that takes a unit the fullest node is chosen, so that others become empty.
  private static let policy = "most-allocated"
  /// Units that are first seen this long after all others have come since.
  private static let slack = Span.minutes(1)

  /// - Parameters:
  ///   - book: the moves that are under way and those of late.
  ///   - pinned: units that somebody wants to stay, by their names.
  public init(
    _ units: [UnitView], in view: ClusterView, _ book: MigrationBook, pinned: Set<String> = [],
    at now: Instant
  ) {
    // What belongs to its node keeps no node from being given up.
    let units = units.filter { !$0.isBound }
    let still = Self.still(units, book, pinned, at: now)
    var view = view
    view.reserve(book.arriving(at: now))
    let pieces = units.filter { !still.contains($0.node) && view.number(of: $0.node) != nil }
    var workload = Workload()
    for (number, unit) in pieces.enumerated() {
      workload.add(unit.name, unit.demand)
      if let node = view.number(of: unit.node) { workload.settle(number, on: node, devices: 0) }
    }
    let failed = book.failures(since: now - Self.rest).merging(book.owing) { $0.union($1) }
    let barred = pieces.enumerated().reduce(into: [Int: Set<Int>]()) { barred, piece in
      if let nodes = failed[piece.element.name] { barred[piece.offset] = Set(nodes.compactMap(view.number)) }
    }
    let policies = Policies.withoutGPUs(view.cluster)
    let policy = policies.first { $0.name == Self.policy } ?? policies[0]
    let placer = view.placer(for: workload.demands, policy, keepsScores: false)
    let spared = Set(still.compactMap(view.number))
    let emptying = placer.emptying(workload, barred: barred) { spared.contains($0) }
    let names = view.cluster.names
    nodes = emptying.nodes.map { node in
      Emptied(
        node: names[node], units: emptying.steps.count { $0.origin == node },
        price: view.cluster.kind(of: node).price)
    }
    moves = emptying.steps.map { step in
      Move(
        unit: pieces[step.unit], target: names[step.chosen.node],
        motive: Motive.consolidated(node: step.origin).words(nodes: names, units: Names()),
        grounds: Migration.Grounds(step.chosen, of: step.explanation, by: policy.name, names))
    }
    saving = emptying.saving
  }

  /// The nodes that keep what they have: where a unit moves, rests, is to stay or does not tell what it uses, and where
  /// something came of late.
  private static func still(
    _ units: [UnitView], _ book: MigrationBook, _ pinned: Set<String>, at now: Instant
  ) -> Set<String> {
    let late = book.entries.values.filter { migration in
      let isRefused = migration.fault == Migration.calledOff
      return migration.isOpen || now - migration.changedAt < (isRefused ? refusal : rest)
    }
    let resting = Set(late.map(\.unit)).union(pinned)
    let first = units.map(\.since).min() ?? now
    var still = Set(late.filter { $0.stage != .undone }.compactMap(\.target))
    for unit in units {
      let mayGo = unit.state == .running && unit.cores != nil && !resting.contains(unit.name)
      let isNew = now - unit.since < rest && unit.since - first > slack
      if !mayGo || isNew { still.insert(unit.node) }
    }
    return still
  }
}
