import Basics
import Monitoring
import Telemetry

/// When rules are due, what they measured lately, and what went wrong with them.
struct Evaluations {
  private var due: [String: Instant] = [:]
  /// What the conditions of alerts came to, oldest first, by alert.
  private(set) var values: [String: Ring<Float>] = [:]
  private(set) var faults: [String: String] = [:]

  /// A rule that measures more series than this keeps values only of those that hold.
  private static let manySeries = 200
  private static let length = 240

  /// Whether a group is to be evaluated now; groups stand at whole multiples of their interval.
  mutating func isDue(_ group: AlertRule.Group, at now: Instant) -> Bool {
    if let next = due[group.name], now < next, next - now <= group.interval { return false }
    due[group.name] = now.rounded(downTo: group.interval) + group.interval
    return true
  }

  /// What the rules ask, by the text of it.
  private var alertQueries: [String: PreparedQuery] = [:]
  private var recordingQueries: [String: PreparedQuery] = [:]

  /// What an alert rule asks, with what it remembers.
  mutating func query(of rule: AlertRule) -> PreparedQuery {
    if let known = alertQueries[rule.expression] { return known }
    let query = rule.prepared
    alertQueries[rule.expression] = query
    return query
  }

  /// What a recording rule asks, with what it remembers.
  mutating func query(of rule: RecordingRule) -> PreparedQuery {
    if let known = recordingQueries[rule.expression] { return known }
    let query = rule.prepared
    recordingQueries[rule.expression] = query
    return query
  }

  /// What a recording rule is known by, whose name others may have too.
  static func key(_ place: Int, _ group: AlertRule.Group) -> String { "\(group.name)/\(place)" }

  mutating func setFault(_ fault: String?, of rule: String) { faults[rule] = fault }

  /// Remembers what a rule measured.
  mutating func remember(_ rule: AlertRule, measured: [VectorSample], holding: [VectorSample]) {
    let kept = measured.isEmpty || measured.count > Self.manySeries ? holding : measured
    for sample in kept {
      let identifier = Alert.identifier(rule: rule.name, labels: rule.labels(of: sample))
      values[identifier, default: Ring(capacity: Self.length)].append(Float(sample.value))
    }
  }
}
