import Basics
import Telemetry

/// What ties alerts to the incidents that are not over: found by objective, node and rule.
struct Bonds {
  /// An incident, and when something of it fired last.
  private struct Tie {
    let incident: Int
    let at: Instant
  }

  private let policy: IncidentPolicy
  private let now: Instant
  private var objectives: [String: Tie] = [:]
  private var nodes: [String: Tie] = [:]
  private var rules: [String: Tie] = [:]

  init(_ book: IncidentBook, at now: Instant) {
    policy = book.policy
    self.now = now
    for identifier in book.running.sorted() {
      let members = book.incidents[identifier]?.members ?? []
      let last = members.map(\.firedAt).max() ?? now
      for member in members {
        remember(identifier, member.labels[IncidentPolicy.objectiveLabel], in: \.objectives, last)
        remember(identifier, member.node, in: \.nodes, last)
        remember(identifier, member.rule, in: \.rules, member.firedAt)
      }
    }
  }

  /// The latest of several counts.
  private mutating func remember(
    _ incident: Int, _ key: String, in ties: WritableKeyPath<Bonds, [String: Tie]>, _ at: Instant
  ) {
    guard !key.isEmpty else { return }
    if let known = self[keyPath: ties][key], known.at > at { return }
    self[keyPath: ties][key] = Tie(incident: incident, at: at)
  }

  mutating func take(_ alert: Alert, _ incident: Int, at now: Instant) {
    let at = alert.firedAt ?? now
    remember(incident, alert.labels[IncidentPolicy.objectiveLabel], in: \.objectives, at)
    remember(incident, alert.labels["instance"], in: \.nodes, at)
    remember(incident, alert.rule, in: \.rules, at)
  }

  /// The incident an alert belongs to, and why; nil where there is none.
  func home(of signal: IncidentSignal, in book: IncidentBook) -> (incident: Int, bond: IncidentMember.Bond)? {
    let alert = signal.alert
    let at = alert.firedAt ?? now
    if let parent = signal.parent.flatMap({ book.ownHome(of: $0) }), book.running.contains(parent) {
      return (parent, .parent)
    }
    if let tie = objectives[alert.labels[IncidentPolicy.objectiveLabel]] { return (tie.incident, .objective) }
    if let tie = nodes[alert.labels["instance"]], at - tie.at < policy.nodeWindow {
      return (tie.incident, .node)
    }
    // What only informs happens on its own node and nowhere else.
    if alert.severity >= policy.least, let tie = rules[alert.rule], at - tie.at < policy.ruleWindow {
      return (tie.incident, .rule)
    }
    return nil
  }
}
