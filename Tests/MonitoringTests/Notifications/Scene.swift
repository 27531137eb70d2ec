import Basics
import Monitoring
import Telemetry

/// Alerts as they come and go, and a dispatcher that is shown them second by second.
struct Scene {
  static let start = Instant(seconds: 1_700_000_000)

  var dispatcher: Dispatcher
  var alerts: [String: Alert] = [:]
  var silences: [Silence] = []
  private(set) var now = start

  init(_ policy: String) throws { dispatcher = Dispatcher(try Self.policy(policy)) }

  static func policy(_ text: String) throws -> NotificationPolicy {
    try PolicyFile.policy(Array(text.utf8), name: "notifications.json") { _ in nil }
  }

  /// A policy with one receiver that is told everything at once.
  static func simple(_ route: String, more: String = "") -> String {
    """
    {route: {receiver: "team", \(route)}, \(more)
     receivers: [{name: "team", command_configs: [{command: ["/bin/page"]}]}, {name: "other", bell_configs: [{}]}]}
    """
  }

  /// Has an alert fire, named by its labels' `alertname` and `instance`.
  @discardableResult
  mutating func fire(_ labels: Labels) -> String {
    var alert = Self.alert(labels, at: now)
    alert.firedAt = now
    alerts[alert.identifier] = alert
    return alert.identifier
  }

  static func alert(_ labels: Labels, at now: Instant) -> Alert {
    let severity = Severity(label: labels["severity"])
    var alert = Alert(
      rule: labels["alertname"], labels: labels, state: .firing, severity: severity, activeAt: now, value: 1,
      summary: Bilingual(english: "\(labels["alertname"]) is up", chinese: "\(labels["alertname"]) 告警"),
      description: Bilingual(""))
    alert.firedAt = now
    return alert
  }

  mutating func end(_ name: String) { alerts[name] = nil }

  mutating func silence(_ name: String, _ matchers: String, from start: Span = .zero, for length: Span) throws
  {
    silences.append(
      Silence(
        identifier: name, matchers: try MatcherText.matchers(matchers), startsAt: now + start,
        endsAt: now + start + length, author: "ada", comment: ""))
  }

  /// Lets time pass second by second; what was told, a line each: `30s team first +a -b`.
  mutating func pass(_ span: Span) -> [String] {
    let end = now + span
    var told: [String] = []
    while now < end {
      told += step(.seconds(1)).map { line($0) }
    }
    return told
  }

  /// Goes on by so much and shows the alerts once.
  mutating func step(_ span: Span) -> [Notification] {
    now = now + span
    return dispatcher.advance(to: now, alerts: alerts, silences: silences)
  }

  private func line(_ notification: Notification) -> String {
    let alerts = notification.alerts.map { alert in
      "\(alert.state == .firing ? "+" : "-")\(alert.labels["alertname"])\(alert.labels["instance"])"
    }
    let at = (notification.at - Self.start).prometheus
    return "\(at) \(notification.receiver) \(notification.occasion.rawValue) \(alerts.joined(separator: " "))"
  }

  /// How it stands with an alert.
  func routing(_ name: String) -> AlertRouting? {
    dispatcher.routing(of: name, among: alerts, silences: silences, at: now)
  }

  /// How it stands with all alerts.
  var routings: [String: AlertRouting] { dispatcher.routings(of: alerts, silences: silences, at: now) }

  /// The dispatcher saved and put back.
  mutating func restart() {
    let saved = alerts.keys.sorted().compactMap { dispatcher.saved($0) }
    dispatcher = Dispatcher(
      dispatcher.policy,
      groups: dispatcher.groups.values.sorted { $0.key < $1.key }.map { group in
        NotificationGroup(
          path: group.path, labels: group.labels, createdAt: group.createdAt, nextFlush: group.nextFlush,
          hasFlushed: group.hasFlushed, told: group.told)
      }, alerts: saved + endedAlerts(), silences: silences, at: now)
  }

  private func endedAlerts() -> [Dispatcher.SavedAlert] {
    dispatcher.groups.values.flatMap(\.members).filter { alerts[$0] == nil }.compactMap {
      dispatcher.saved($0)
    }
  }
}
