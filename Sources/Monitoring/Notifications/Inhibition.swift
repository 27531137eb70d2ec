import Basics
import Telemetry

/// A rule by which one alert makes others not worth telling (Alertmanager, inhibit/inhibit.go).
public struct Inhibition: Sendable {
  /// What the alert that hides others must be like.
  public let source: [Matcher]
  /// What the alerts that are hidden are like.
  public let target: [Matcher]
  /// The labels that must be the same on both; one that neither has is the same.
  public let equal: [String]

  public init(source: [Matcher], target: [Matcher], equal: [String]) {
    self.source = source
    self.target = target
    self.equal = equal
  }
}

/// Which alerts hide which just now. Sources are found by the values of the labels that must be the same.
public struct InhibitionIndex: Sendable {
  /// The sources with the same values: the first of all, and the first that is no target itself.
  private struct Sources {
    var any: String
    var oneSided: String?
  }

  private var rules: [(rule: Inhibition, sources: [[String]: Sources])]

  public init(_ rules: [Inhibition], among alerts: some Sequence<Alert>) {
    self.rules = rules.map { (rule: $0, sources: [:]) }
    guard !rules.isEmpty else { return }
    for alert in alerts where alert.state == .firing {
      for place in self.rules.indices where rules[place].source.accept(alert.labels) {
        add(alert, at: place)
      }
    }
  }

  private mutating func add(_ alert: Alert, at place: Int) {
    let rule = rules[place].rule
    let name = alert.identifier
    let isTarget = rule.target.accept(alert.labels)
    let key = Self.key(rule, alert.labels)
    var sources = rules[place].sources[key] ?? Sources(any: name)
    // The smallest name, so that the answer does not hang on the order.
    sources.any = min(sources.any, name)
    if !isTarget { sources.oneSided = sources.oneSided.map { min($0, name) } ?? name }
    rules[place].sources[key] = sources
  }

  private static func key(_ rule: Inhibition, _ labels: Labels) -> [String] { rule.equal.map { labels[$0] } }

  /// The alert that hides one with these labels; nil when none does. Alerts that are sources and targets of a rule
  /// at once do not hide one another.
  public func source(hiding labels: Labels) -> String? {
    for (rule, sources) in rules where !sources.isEmpty && rule.target.accept(labels) {
      guard let found = sources[Self.key(rule, labels)] else { continue }
      if !rule.source.accept(labels) { return found.any }
      if let oneSided = found.oneSided { return oneSided }
    }
    return nil
  }
}
