import Basics
import Telemetry

/// Tests of rules, in the structure that `promtool test rules` reads, written in JSON or JSON5.
public struct RuleTestFile: Sendable {
  /// The rule files as they are named: beside the test file unless they say otherwise, `*` allowed.
  public let ruleFiles: [String]
  let interval: Span
  /// Places of groups by name; groups that are not named come with the first.
  let order: [String: Int]
  let isFuzzy: Bool
  let groups: [Group]

  /// Series, and what rules and expressions make of them.
  struct Group: Sendable {
    let name: String
    let interval: Span
    let start: Instant
    let series: [SeriesLine]
    let alerts: [AlertCase]
    let expressions: [ExpressionCase]
    let externalLabels: Labels
    let externalURL: String

    /// Up to when rules must be evaluated.
    var length: Span { (alerts.map(\.at) + expressions.map(\.at)).max() ?? .zero }
  }

  /// Which alerts of a name are to fire at a time.
  struct AlertCase: Sendable {
    let at: Span
    let name: String
    let expected: [ExpectedAlert]
  }

  /// An alert with its labels and texts.
  struct ExpectedAlert: Hashable, Sendable {
    let labels: Labels
    let annotations: [String: String]
  }

  /// What an expression is to come to at a time.
  struct ExpressionCase: Sendable {
    let at: Span
    let expression: String
    let expected: [VectorSample]
  }

  public init(_ bytes: [UInt8], name: String) throws(JSONFault) {
    let root = try JSONReader.read(bytes, name: name)
    try root.allow(only: ["rule_files", "evaluation_interval", "group_eval_order", "tests", "fuzzy_compare"])
    var ruleFiles: [String] = []
    for node in try root.list("rule_files") { ruleFiles.append(try node.text()) }
    self.ruleFiles = ruleFiles
    interval = try Self.interval(root.optional("evaluation_interval")) ?? .minutes(1)
    order = try Self.order(root)
    isFuzzy = try root.optional("fuzzy_compare")?.flag() ?? false
    var groups: [Group] = []
    for node in try root.list("tests") { groups.append(try Self.group(node, interval)) }
    self.groups = groups
  }

  private static func interval(_ node: JSONNode?) throws(JSONFault) -> Span? {
    guard let node else { return nil }
    let interval = try node.span()
    guard interval > .zero else { throw node.fault("an interval must be longer than nothing") }
    return interval
  }

  private static func order(_ root: JSONNode) throws(JSONFault) -> [String: Int] {
    var order: [String: Int] = [:]
    for (place, node) in try root.list("group_eval_order").enumerated() {
      guard order.updateValue(place, forKey: try node.text()) == nil else {
        throw node.fault("group name repeated in evaluation order: \(try node.text())")
      }
    }
    return order
  }

  private static func group(_ node: JSONNode, _ evaluation: Span) throws(JSONFault) -> Group {
    try node.allow(only: [
      "interval", "name", "input_series", "alert_rule_test", "promql_expr_test", "external_labels",
      "external_url", "start_timestamp",
    ])
    var (series, alerts, expressions): ([SeriesLine], [AlertCase], [ExpressionCase]) = ([], [], [])
    for node in try node.list("input_series") { series.append(try line(node)) }
    for node in try node.list("alert_rule_test") { alerts.append(try alertCase(node)) }
    for node in try node.list("promql_expr_test") { expressions.append(try expressionCase(node)) }
    return Group(
      name: try node.optional("name")?.text() ?? "",
      interval: try interval(node.optional("interval")) ?? evaluation,
      start: try start(node.optional("start_timestamp")), series: series, alerts: alerts,
      expressions: expressions, externalLabels: try labels(node.optional("external_labels")),
      externalURL: try node.optional("external_url")?.text() ?? "")
  }

  /// When a test begins; at the epoch unless it says otherwise.
  private static func start(_ node: JSONNode?) throws(JSONFault) -> Instant {
    guard let node else { return .epoch }
    if case .text(let text) = node.value {
      guard let instant = Instant(rfc3339: text) else {
        throw node.fault("expected a time such as 2026-03-14T09:00:00Z")
      }
      return instant
    }
    return Instant(milliseconds: Int64(clamping: Int((try node.number() * 1_000).rounded())))
  }

  private static func line(_ node: JSONNode) throws(JSONFault) -> SeriesLine {
    try node.allow(only: ["series", "values"])
    let values = try node.required("values")
    let (labelText, valueText) = (try node.required("series").text(), try values.text())
    let line: SeriesLine
    do throws(SeriesLine.Fault) { line = try SeriesLine(labels: labelText, values: valueText) } catch {
      throw node.fault(error.reason)
    }
    guard !line.values.contains(.histogram) else {
      throw values.fault("native histograms are not reckoned with here")
    }
    return line
  }

  private static func labels(_ node: JSONNode?) throws(JSONFault) -> Labels {
    Labels(try texts(node).map { Label($0.key, $0.value) })
  }

  private static func texts(_ node: JSONNode?) throws(JSONFault) -> [String: String] {
    guard let node else { return [:] }
    var texts: [String: String] = [:]
    for member in try node.members() {
      texts[member.key] = member.node.isNull ? "" : try member.node.exactText()
    }
    return texts
  }

  private static func time(_ node: JSONNode) throws(JSONFault) -> Span {
    try node.optional("eval_time")?.span() ?? .zero
  }

  private static func alertCase(_ node: JSONNode) throws(JSONFault) -> AlertCase {
    try node.allow(only: ["eval_time", "alertname", "exp_alerts"])
    let (at, name) = (try time(node), try node.required("alertname").text())
    guard !name.isEmpty else {
      throw node.fault("an item under alert_rule_test misses required attribute alertname")
    }
    var expected: [ExpectedAlert] = []
    for alert in try node.list("exp_alerts") {
      try alert.allow(only: ["exp_labels", "exp_annotations"])
      expected.append(
        ExpectedAlert(
          labels: try labels(alert.optional("exp_labels")).setting(Labels.alertName, to: name),
          annotations: try texts(alert.optional("exp_annotations"))))
    }
    return AlertCase(at: at, name: name, expected: expected)
  }

  private static func expressionCase(_ node: JSONNode) throws(JSONFault) -> ExpressionCase {
    try node.allow(only: ["expr", "eval_time", "exp_samples"])
    var expected: [VectorSample] = []
    for sample in try node.list("exp_samples") {
      guard try sample.optional("histogram") == nil else {
        throw sample.fault("native histograms are not reckoned with here")
      }
      try sample.allow(only: ["labels", "value"])
      expected.append(VectorSample(labels: try series(sample), value: try value(sample.optional("value"))))
    }
    return ExpressionCase(
      at: try time(node), expression: try node.required("expr").text(), expected: expected)
  }

  private static func series(_ node: JSONNode) throws(JSONFault) -> Labels {
    let text = try node.required("labels")
    let words = try text.text()
    do throws(QueryFault) { return try Parser.labels(words) } catch { throw text.fault(error.reason) }
  }

  /// A number; as a text it may be one that JSON has no way to write.
  private static func value(_ node: JSONNode?) throws(JSONFault) -> Double {
    guard let node else { return 0 }
    if case .text(let text) = node.value {
      guard let number = GoNumber.parsed(text.hasPrefix(".") ? String(text.dropFirst()) : text) else {
        throw node.fault("expected a number")
      }
      return number
    }
    return try node.number()
  }
}
