import Basics
import Monitoring

/// The rules of a configuration, by what they are known by. It is asked for at every step, and the rules seldom change.
struct RuleIndex: Sendable {
  /// Alert rules with the intervals of their groups, by their identities.
  private(set) var alerts: [String: (rule: AlertRule, interval: Span)] = [:]
  /// The keys of recording rules.
  private(set) var recordings: Set<String> = []
  /// What several alert rules ask, as warnings and alarms at two limits do.
  private(set) var shared: Set<String> = []
  /// The identities of the alert rules.
  let identities: Set<String>
  /// Whether two alert rules have a name in common, and so may make the same alerts.
  let sharesNames: Bool

  init(_ groups: [AlertRule.Group]) {
    var (names, asked): ([String], Set<String>) = ([], [])
    for group in groups {
      for (place, step) in group.steps.enumerated() {
        switch step {
        case .recording: recordings.insert(Evaluations.key(place, group))
        case .alert(let rule):
          names.append(rule.name)
          if !asked.insert(rule.preparedText).inserted { shared.insert(rule.preparedText) }
          if alerts[rule.identity] == nil { alerts[rule.identity] = (rule, group.interval) }
        }
      }
    }
    identities = Set(alerts.keys)
    sharesNames = Set(names).count < names.count
  }
}
