import Basics
import Telemetry

/// What is told to one receiver over one channel about one group of alerts.
public struct Notification: Sendable {
  /// The same at every attempt and after every restart, so that who is told twice can know it.
  public let key: String
  public let at: Instant
  public let receiver: String
  public let channel: Channel
  public let groupKey: String
  public let groupLabels: Labels
  /// Why it is told now.
  public let occasion: Occasion
  /// The alerts that fire, then those that are over; each part by name.
  public let alerts: [Alert]
  /// What it says in one line where that does not follow from the alerts.
  var title: Bilingual?

  /// What gave rise to a notification; the raw value is the word in listings.
  public enum Occasion: String, CaseIterable, Sendable {
    /// The group has not been told before.
    case first
    /// Alerts have come that were not told, or some are over.
    case changed
    /// The last that fired is over.
    case resolved
    /// Nothing changed for as long as the route's repeat interval.
    case `repeat`
    /// Nobody has taken an incident on in its time, or somebody wants others to know of it.
    case escalated
  }

  public var firing: [Alert] { alerts.filter { $0.state == .firing } }
  public var isFiring: Bool { alerts.contains { $0.state == .firing } }
  /// How urgent the worst of what fires is; of what is over, the worst that was.
  public var severity: Severity { (isFiring ? firing : alerts).map(\.severity).max() ?? .info }

  /// The labels that all its alerts have alike.
  public var commonLabels: Labels {
    guard var common = alerts.first?.labels.sorted else { return Labels() }
    for alert in alerts.dropFirst() { common.removeAll { alert.labels[$0.name] != $0.value } }
    return Labels(common)
  }

  /// The group in one line: what all have in common, or how many there are.
  public var headline: Bilingual {
    if let title { return title }
    let (firing, count) = (isFiring, (isFiring ? self.firing : alerts).count)
    let signs = firing ? ("FIRING", "告警中") : ("RESOLVED", "已恢复")
    let name = groupLabels["alertname"]
    let first = (firing ? self.firing : alerts).first
    let english = count == 1 ? first?.summary.english : nil
    let chinese = count == 1 ? first?.summary.chinese : nil
    let group = name.isEmpty ? groupLabels.description : name
    return Bilingual(
      english: "[\(signs.0):\(count)] \(english ?? group)",
      chinese: "[\(signs.1):\(count)] \(chinese ?? group)")
  }
}
