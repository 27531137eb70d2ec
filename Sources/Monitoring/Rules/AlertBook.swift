import Basics
import Telemetry

/// A step of an alert from one state to another.
public struct AlertTransition: Hashable, Sendable {
  /// What happened; the raw value is the word in the store and in listings.
  public enum Kind: String, CaseIterable, Sendable {
    case pending, firing, resolved
    /// A pending alert's condition went away before it fired.
    case expired
  }

  public let kind: Kind
  public let alert: Alert
  public let at: Instant
}

/// Every alert that is pending or firing. Evaluation follows Prometheus (rules/alerting.go).
public struct AlertBook: Sendable {
  public private(set) var active: [String: Alert]

  public init(_ alerts: some Sequence<Alert> = []) {
    active = Dictionary(alerts.map { ($0.identifier, $0) }) { $1 }
  }

  /// Holds a rule against what its expression yields, and tells what changed.
  public mutating func evaluate(_ rule: AlertRule, holding samples: [VectorSample], at now: Instant)
    -> [AlertTransition]
  {
    var seen: Set<String> = []
    var transitions: [AlertTransition] = []
    for sample in samples {
      let labels = rule.labels(of: sample)
      let identifier = Alert.identifier(rule: rule.name, labels: labels)
      seen.insert(identifier)
      var alert = active[identifier] ?? Alert(rule: rule, labels: labels, value: sample.value, at: now)
      let isNew = active[identifier] == nil
      transitions += Self.hold(&alert, rule, value: sample.value, at: now, isNew: isNew)
      active[identifier] = alert
    }
    return transitions + release(rule, except: seen, at: now)
  }

  /// The condition holds.
  private static func hold(
    _ alert: inout Alert, _ rule: AlertRule, value: Double, at now: Instant, isNew: Bool
  ) -> [AlertTransition] {
    alert.value = value
    alert.severity = rule.severity
    alert.goneAt = nil
    alert.write(rule)
    guard alert.state == .pending, now - alert.activeAt >= rule.holdFor else {
      return isNew ? [AlertTransition(kind: .pending, alert: alert, at: now)] : []
    }
    alert.state = .firing
    alert.firedAt = now
    return [AlertTransition(kind: .firing, alert: alert, at: now)]
  }

  /// The condition is gone for every alert of the rule that was not just seen.
  private mutating func release(_ rule: AlertRule, except seen: Set<String>, at now: Instant)
    -> [AlertTransition]
  {
    var transitions: [AlertTransition] = []
    let gone = active.values.filter { $0.rule == rule.name && !seen.contains($0.identifier) }
    for var alert in gone.sorted(by: { $0.identifier < $1.identifier }) {
      let goneAt = alert.goneAt ?? now
      if alert.state == .firing, now - goneAt < rule.keepFiringFor {
        alert.goneAt = goneAt
        active[alert.identifier] = alert
        continue
      }
      if let ended = end(alert, at: now) { transitions.append(ended) }
    }
    return transitions
  }
}

extension AlertBook {
  /// Records that a person has taken an alert on; nil when there is no such alert.
  public mutating func acknowledge(_ identifier: String, _ acknowledgement: Alert.Acknowledgement?) -> Alert?
  {
    guard active[identifier] != nil else { return nil }
    active[identifier]?.acknowledgement = acknowledgement
    return active[identifier]
  }

  /// Records that a person calls an alert resolved; nil when there is no such alert.
  public mutating func dismiss(_ identifier: String, at now: Instant) -> Alert? {
    guard active[identifier] != nil else { return nil }
    active[identifier]?.isDismissed = true
    active[identifier]?.state = .resolved
    active[identifier]?.resolvedAt = now
    return active[identifier]
  }

  /// Forgets the alerts of rules that are no longer there, and tells which.
  public mutating func keep(only rules: Set<String>, at now: Instant) -> [AlertTransition] {
    let stray = active.values.filter { !rules.contains($0.rule) }.sorted { $0.identifier < $1.identifier }
    return stray.compactMap { end($0, at: now) }
  }

  /// Lets an alert go, and tells unless a person has called it resolved already.
  private mutating func end(_ alert: Alert, at now: Instant) -> AlertTransition? {
    active[alert.identifier] = nil
    if alert.isDismissed { return nil }
    var ended = alert
    ended.state = .resolved
    ended.resolvedAt = now
    return AlertTransition(kind: alert.state == .firing ? .resolved : .expired, alert: ended, at: now)
  }

  /// Brings times that lie ahead of a clock that was set back down to now.
  public mutating func rewind(to now: Instant) {
    for (identifier, alert) in active {
      active[identifier]?.activeAt = min(alert.activeAt, now)
      active[identifier]?.firedAt = alert.firedAt.map { min($0, now) }
      active[identifier]?.goneAt = alert.goneAt.map { min($0, now) }
    }
  }
}
