import Basics
import Telemetry

@testable import Monitoring

/// A firing alert of a rule on a node.
func fired(
  _ rule: String, on node: String, _ severity: Severity = .watch, at seconds: Int64 = 0,
  labels: [String: String] = [:]
) -> Alert {
  let own = Labels(labels.map { Label($0.key, $0.value) })
  var alert = Alert(
    rule: rule, labels: own.setting("instance", to: node).setting("alertname", to: rule), state: .firing,
    severity: severity, activeAt: second(seconds), value: 1, summary: Bilingual("\(rule) on \(node)"),
    description: Bilingual(""))
  alert.firedAt = second(seconds)
  return alert
}

extension IncidentBook {
  /// Holds the book against firing alerts at a second.
  mutating func see(_ alerts: [Alert], at seconds: Int64) {
    advance(with: alerts.map { IncidentSignal($0) }, at: second(seconds))
  }

  /// What happened in an incident, in words.
  func story(_ identifier: Int) -> [String] {
    (self[identifier]?.events ?? []).map { event in
      let subject = String(event.subject.prefix { $0 != "-" })
      return [event.kind.rawValue, event.who, subject, event.text].filter { !$0.isEmpty }
        .joined(separator: " ")
    }
  }
}
