import Basics
import Model
import Monitoring
import Store

/// What nodes are expected to run out of, and whose turn it is to be looked at.
struct ExhaustionKeeper {
  /// By node; nothing for nodes with enough of everything.
  var found: [String: [ExhaustionView]] = [:]
  private var workedOutAt: [String: Instant] = [:]
  private var turn = 0

  /// How old a forecast may become.
  private static let longest = Span.hours(1)

  /// The node whose turn it is, unless it was looked at lately. One at a step, for the time a forecast takes.
  mutating func next(of nodes: [NodeView], at now: Instant) -> NodeView? {
    if turn >= nodes.count {
      turn = 0
      forget(allBut: Set(nodes.map(\.identifier)))
    }
    guard turn < nodes.count else { return nil }
    let node = nodes[turn]
    turn += 1
    // A clock that was set back leaves forecasts of the future behind.
    if let last = workedOutAt[node.identifier], now >= last, now - last < Self.longest { return nil }
    workedOutAt[node.identifier] = now
    return node
  }

  private mutating func forget(allBut known: Set<String>) {
    found = found.filter { known.contains($0.key) }
    workedOutAt = workedOutAt.filter { known.contains($0.key) }
  }
}

extension Engine {
  /// Works out for one node what it is expected to run out of.
  func foresee() {
    guard purpose == .watch, !isRecollecting, let node = exhaustions.next(of: fleet.nodes, at: now) else {
      return
    }
    let history = attempt { () throws(StoreFault) in
      try store.hours(of: node, days: CapacityOutlook.days, before: now)
    }
    guard let history else { return }
    let views = ExhaustionView.vitals.compactMap { vital in
      ExhaustionView(of: vital, hourly: history[vital], upTo: history.to)
    }
    exhaustions.found[node.identifier] = views.isEmpty ? nil : views
  }
}
