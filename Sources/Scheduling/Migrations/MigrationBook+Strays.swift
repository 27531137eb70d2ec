import Basics

extension MigrationBook {
  /// Nodes that were given up and have loaded their units after all are asked to let go once more, where the unit serves
  /// on the node that answers for it. Returns those moves.
  /// - Parameter seen: units that run where others of their name do too, and when they were told of last.
  public mutating func chase(_ seen: [(unit: String, node: String, at: Instant)], at now: Instant)
    -> [Migration]
  {
    let harmless: Set = [Migration.calledOff, Migration.closedBefore, Migration.late]
    let given = entries.values.filter { $0.stage == .undone && !harmless.contains($0.fault ?? "") }
    guard !given.isEmpty else { return [] }
    let known = Dictionary(given.map { (Place($0.unit, $0.target ?? ""), $0) }) {
      $0.number > $1.number ? $0 : $1
    }
    let running = Set(seen.map { Place($0.unit, $0.node) })
    return seen.compactMap { unit, node, at in
      guard let stray = known[Place(unit, node)], at - stray.changedAt > Self.settling,
        let owner = newest(of: unit).map(\.owner) ?? stray.origin, owner != node,
        running.contains(Place(unit, owner))
      else { return nil }
      return reopen(stray, at: now)
    }
  }

  private struct Place: Hashable {
    let unit, node: String

    init(_ unit: String, _ node: String) { (self.unit, self.node) = (unit, node) }
  }
}
