import Basics
import Model
import Monitoring
import Telemetry

/// Which nodes were looked at for bottlenecks and when, what was found, and what was done about it.
struct BottleneckWatch {
  /// What was found, by its identifier; what is gone too, for a while.
  var views: [String: BottleneckView] = [:]
  /// What was done whose effect is not known yet, and what it came to.
  var applied: [AppliedSuggestion] = []
  private var lookedAt: [String: Instant] = [:]
  /// Where the round through the nodes that are well goes on.
  private var turn = 0
  /// The sources of each host; a host may have several, such as an exporter of its own figures and one of its units'.
  private var hosts: (all: [Labels], sources: [Substring: [Labels]]) = ([], [:])

  /// How many nodes are looked at in a step: some tens of milliseconds' work.
  static let most = 8
  /// How long a node in trouble, or one that is well, is left alone.
  private static let periods = (troubled: Span.seconds(15), well: Span.minutes(1))

  /// The nodes to look at now: those in trouble first, then a few of the others in turn.
  mutating func due(_ nodes: [NodeView], at now: Instant, most: Int = most) -> [NodeView] {
    let found = Set(views.values.lazy.filter(\.isActive).map(\.node))
    let troubled = nodes.filter { node in
      (node.severity > .ok || found.contains(node.identifier)) && isDue(node, Self.periods.troubled, now)
    }
    var chosen = Array(troubled.sorted { isFirst($0, $1, found) }.prefix(most))
    let names = Set(chosen.map(\.identifier))
    for _ in 0..<min(nodes.count, most * 4) where chosen.count < most {
      turn = (turn + 1) % nodes.count
      let node = nodes[turn]
      if !names.contains(node.identifier), isDue(node, Self.periods.well, now) { chosen.append(node) }
    }
    for node in chosen { lookedAt[node.identifier] = now }
    return chosen
  }

  private func isDue(_ node: NodeView, _ period: Span, _ now: Instant) -> Bool {
    guard node.state == .up else { return false }
    return lookedAt[node.identifier].map { now - $0 >= period || now < $0 } ?? true
  }

  private func isFirst(_ left: NodeView, _ right: NodeView, _ found: Set<String>) -> Bool {
    let (first, second) = (found.contains(left.identifier), found.contains(right.identifier))
    if first != second { return first }
    if left.severity != right.severity { return left.severity > right.severity }
    return (lookedAt[left.identifier] ?? .never, left.identifier)
      < (lookedAt[right.identifier] ?? .never, right.identifier)
  }

  /// Takes in which sources there are.
  mutating func know(_ sources: [Labels]) {
    guard sources != hosts.all else { return }
    hosts = (sources, Dictionary(grouping: sources.filter { !$0.areMarked }) { Self.host($0["instance"]) })
  }

  /// The labels of all sources on the host of a node.
  func sources(of node: NodeView) -> [Labels] {
    let found = sources(onHost: Self.host(node.labels["instance"]))
    return found.contains(node.labels) ? found : [node.labels]
  }

  func sources(onHost host: Substring) -> [Labels] { hosts.sources[host] ?? [] }

  /// The name of a host without the port.
  static func host(_ instance: String) -> Substring {
    guard let colon = instance.lastIndex(of: ":"), instance[colon...].dropFirst().allSatisfy(\.isNumber)
    else {
      return Substring(instance)
    }
    return instance[..<colon]
  }

  /// Forgets what has been gone for long, and nodes that are there no more.
  mutating func forget(at now: Instant, after keep: Span, _ nodes: [NodeView]) {
    views = views.filter { _, view in view.until.map { now - $0 < keep } ?? true }
    guard lookedAt.count > nodes.count else { return }
    let names = Set(nodes.map(\.identifier))
    lookedAt = lookedAt.filter { names.contains($0.key) }
  }
}
