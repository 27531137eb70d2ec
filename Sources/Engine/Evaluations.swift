import Basics
import Monitoring
import Telemetry

/// When rules are due, what they measured lately, and what went wrong with them.
struct Evaluations {
  private var due: [String: Instant] = [:]
  /// When each group was last evaluated, by the clock of the wall and by the one that nobody sets.
  private var last: [String: (at: Instant, uptime: Span)] = [:]
  /// What the conditions of alerts came to, oldest first, by alert.
  private(set) var values: [String: Ring<Float>] = [:]
  private(set) var faults: [String: String] = [:]

  /// A rule that measures more series than this keeps values only of those that hold.
  private static let manySeries = 200
  private static let length = 240

  /// Whether a group is to be evaluated now; groups stand at whole multiples of their interval.
  mutating func isDue(_ group: AlertRule.Group, at now: Instant, _ uptime: Span = .zero) -> Bool {
    if let next = due[group.name], now < next, next - now <= group.interval { return false }
    due[group.name] = now.rounded(downTo: group.interval) + group.interval
    last[group.name] = (now, uptime)
    return true
  }

  /// So many intervals may pass until evaluations count as missed.
  private static let patience: Int64 = 4

  /// How long a group has not been evaluated, if evaluations were missed. Both clocks must say so: one can be set, and
  /// a simulation makes it run.
  func lateness(of group: AlertRule.Group, at now: Instant, _ uptime: Span) -> Span? {
    guard let last = last[group.name] else { return nil }
    let gap = min(now - last.at, uptime - last.uptime)
    return gap > group.interval * Self.patience ? gap : nil
  }

  /// What the rules ask, by the text of it.
  private var alertQueries: [String: PreparedQuery] = [:]
  private var recordingQueries: [String: PreparedQuery] = [:]
  private var measures: [String: PreparedQuery?] = [:]

  /// What an alert rule asks, with what it remembers.
  mutating func query(of rule: AlertRule) -> PreparedQuery {
    let text = rule.preparedText
    if let known = alertQueries[text] { return known }
    let query = rule.prepared
    alertQueries[text] = query
    return query
  }

  /// What an alert rule asks besides, to tell which series are gone; nil where it does not.
  mutating func measure(of rule: AlertRule) -> PreparedQuery? {
    if let known = measures[rule.identity] { return known }
    let query = rule.preparedMeasure
    measures[rule.identity] = query
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
      let identifier = identifier(of: sample, rule)
      values[identifier, default: Ring(capacity: Self.length)].append(Float(sample.value))
    }
  }

  /// The identifiers that samples of rules come to.
  private var identifiers: [String: [Labels: String]] = [:]
  private static let mostIdentifiers = 20_000

  private mutating func identifier(of sample: VectorSample, _ rule: AlertRule) -> String {
    if let known = identifiers[rule.identity]?[sample.labels] { return known }
    if identifiers[rule.identity]?.count ?? 0 >= Self.mostIdentifiers { identifiers[rule.identity] = [:] }
    let identifier = Alert.identifier(rule: rule.name, labels: rule.labels(of: sample))
    identifiers[rule.identity, default: [:]][sample.labels] = identifier
    return identifier
  }
}
