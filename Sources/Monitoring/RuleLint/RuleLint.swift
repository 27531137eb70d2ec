import Basics
import Telemetry

/// What is wrong with a rule file, and what looks like a mistake in it.
public struct RuleLint: Sendable {
  /// The file cannot be used because of these.
  public private(set) var errors: [JSONFault] = []
  /// The file can be used; these are hardly meant so.
  public private(set) var warnings: [JSONFault] = []
  public private(set) var groups = 0
  public private(set) var alerting = 0
  public private(set) var recording = 0
  private let metrics: Set<String>?
  private var seen: Set<String> = []
  /// The metrics that rules of the file record.
  private var recorded: Set<String> = []

  /// - Parameter metrics: the names of the metrics there are; nil where that is not known.
  public init(_ bytes: [UInt8], name: String, metrics: Set<String>? = nil) {
    self.metrics = metrics
    do throws(JSONFault) {
      let root = try JSONReader.read(bytes, name: name)
      try root.allow(only: ["groups"])
      let nodes = try root.required("groups").items()
      for node in nodes { noteRecorded(in: node) }
      for node in nodes { check(group: node) }
      // What only the file as a whole can have wrong with it.
      if errors.isEmpty { _ = try RuleFile.groups(bytes, name: name) }
    } catch { errors.append(error) }
  }

  private mutating func noteRecorded(in group: JSONNode) {
    guard case .object(let members) = group.value,
      case .array(let rules)? = members.first(where: { $0.key == "rules" })?.node.value
    else { return }
    for rule in rules {
      guard case .object(let members) = rule.value,
        case .text(let name)? = members.first(where: { $0.key == "record" })?.node.value
      else { continue }
      recorded.insert(name)
    }
  }

  private mutating func check(group node: JSONNode) {
    groups += 1
    do throws(JSONFault) {
      try node.allow(only: RuleFile.groupKeys)
      _ = try node.required("name").text()
      _ = try node.optional("limit")?.integer()
      let interval = try RuleFile.interval(node.optional("interval"))
      let shared = try RuleFile.labels(node.optional("labels"))
      for rule in try node.required("rules").items() { check(rule: rule, shared: shared, every: interval) }
    } catch { errors.append(error) }
  }

  private mutating func check(rule node: JSONNode, shared: Labels, every interval: Span) {
    do throws(JSONFault) {
      var identities: [String: Int] = [:]
      switch try RuleFile.rule(node, shared: shared, &identities) {
      case .alert(let rule):
        alerting += 1
        try check(rule, node, every: interval)
      case .recording(let rule):
        recording += 1
        try check(rule, node, every: interval)
      }
    } catch { errors.append(error) }
  }

  private mutating func warn(_ node: JSONNode, _ reason: String) { warnings.append(node.fault(reason)) }

  private mutating func check(_ rule: AlertRule, _ node: JSONNode, every interval: Span) throws(JSONFault) {
    if !seen.insert("alert \(rule.identity)").inserted {
      warn(node, "there is another alert \(rule.name) with the same labels")
    }
    try checkTimes(node, every: interval)
    if rule.labels["severity"].isEmpty { warn(node, "the alert \(rule.name) has no label \"severity\"") }
    if rule.annotations["summary"] == nil {
      warn(node, "the alert \(rule.name) has no annotation \"summary\"")
    }
    let expression = try node.required("expr")
    if !rule.query.canBeQuiet {
      warn(expression, "nothing is compared: the alert fires for every series there is, whatever its value")
    }
    try check(rule.query, expression, every: interval)
    for label in rule.labelTemplates where !label.template.dependsOnLabelsOnly {
      let place = try node.optional("labels")?.optional(label.name) ?? node
      warn(place, "the label \(label.name) changes with the value, and every change makes another alert")
    }
    try checkTemplates(rule, node)
  }

  private mutating func check(_ rule: RecordingRule, _ node: JSONNode, every interval: Span) throws(JSONFault)
  {
    let labels = Labels(rule.labels)
    if !seen.insert("record \(rule.name)\(labels)").inserted {
      warn(node, "there is another rule that records \(rule.name) with the same labels")
    }
    let expression = try node.required("expr")
    if rule.query.isFilter {
      warn(
        expression,
        "a comparison without bool records only the series for which it holds, and gaps for the others")
    }
    try check(rule.query, expression, every: interval)
  }

  private mutating func checkTimes(_ node: JSONNode, every interval: Span) throws(JSONFault) {
    for key in ["for", "keep_firing_for"] {
      guard let place = try node.optional(key) else { continue }
      let span = try place.span()
      guard span > .zero, span < interval else { continue }
      warn(
        place, "\(key) is \(span.prometheus), and the rule is evaluated only every \(interval.prometheus)")
    }
  }

  /// Labels that a template names and the expression has taken away.
  private mutating func checkTemplates(_ rule: AlertRule, _ node: JSONNode) throws(JSONFault) {
    let left = rule.query.labelsLeft
    var texts = try (node.optional("annotations")?.members() ?? []).map { ($0.key, $0.node) }
    texts += try (node.optional("labels")?.members() ?? []).map { ($0.key, $0.node) }
    for (key, place) in texts {
      let template = rule.annotations[key] ?? rule.labelTemplates.first { $0.name == key }?.template
      for label in template?.labels.sorted() ?? [] where !left.mayHave(label) {
        warn(place, "the expression leaves no label \"\(label)\", so \(key) has a gap there")
      }
    }
  }

  private mutating func check(_ query: Expression, _ place: JSONNode, every interval: Span) throws(JSONFault)
  {
    for selector in query.selectors {
      let metric = selector.selector.metric
      for matcher in selector.selector.matchers where Self.isIdle(matcher) {
        warn(place, "\(matcher) accepts everything and can be left out")
      }
      guard let metrics, let metric, !metrics.contains(metric), !recorded.contains(metric),
        metric != AlertSeries.state, metric != AlertSeries.since
      else { continue }
      warn(place, "the store has never seen a metric \"\(metric)\"")
    }
    for (function, range) in query.shortRanges(below: interval * 2) {
      warn(
        place,
        "\(function) over \(range.prometheus) wants two samples, and at \(interval.prometheus) there may be one"
      )
    }
  }

  private static func isIdle(_ matcher: Matcher) -> Bool {
    matcher.test == .matches && [".*", "(.*)", "^.*$", ".*.*"].contains(matcher.value)
  }
}
