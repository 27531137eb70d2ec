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
  /// How far back a forecast looks, and so how far ahead it reaches at most.
  private static let foreseenDays: Int64 = 30

  /// Works out for one node what it is expected to run out of.
  func foresee() {
    guard purpose == .watch, !isRecollecting, let node = exhaustions.next(of: fleet.nodes, at: now) else {
      return
    }
    let end = now.rounded(downTo: .hours(1))
    let start = end - .days(Self.foreseenDays)
    let rows = attempt { () throws(StoreFault) in
      try store.vitals(of: node.labels, from: start, to: end, step: .hours(1))
    }
    var history = History(node: node.identifier, from: start, to: end, steps: Int(Self.foreseenDays) * 24)
    history.fill(from: rows ?? [])
    let views = ExhaustionView.vitals.compactMap { vital in
      ExhaustionView(of: vital, hourly: history[vital], upTo: end)
    }
    exhaustions.found[node.identifier] = views.isEmpty ? nil : views
  }
}
