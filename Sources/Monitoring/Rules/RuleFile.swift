import Basics
import Telemetry

/// Reads rule files: the structure of Prometheus's, written in JSON or JSON5, so that one file serves both programs.
/// What an alert rule says beyond Prometheus stands in annotations, which Prometheus hands on without heeding them:
///
/// - `binnacle_no_data`: what becomes of an alert whose series is gone. `ok` (the default): it ends, as in Prometheus.
///   `keep`: it stays as it is, marked. `alert`: so too, and any series that goes becomes an alert, and that the rule
///   measures nothing at all is one. The last two want an expression that compares, so that a series which is gone
///   can be told from one for which the condition is.
/// - `binnacle_on_error`: what is done while the expression cannot be worked out. `keep` (the default): nothing
///   changes, as in Prometheus. `alert`: nor does it, and that the rule fails is an alert. `ok`: the alerts end.
public enum RuleFile {
  /// The groups of a file. Complaints name line and column, inside expressions too.
  public static func groups(_ bytes: [UInt8], name: String) throws(JSONFault) -> [AlertRule.Group] {
    let root = try JSONReader.read(bytes, name: name)
    try root.allow(only: ["groups"])
    var groups: [AlertRule.Group] = []
    var (names, identities): (Set<String>, [String: Int]) = ([], [:])
    for node in try root.required("groups").items() {
      let group = try group(node, &identities)
      guard names.insert(group.name).inserted else {
        throw node.fault("a group \"\(group.name)\" stands here already")
      }
      groups.append(group)
    }
    return groups
  }

  /// What may stand in a group besides its rules.
  static let groupKeys: Set<String> = ["name", "interval", "rules", "limit", "labels"]

  static func group(_ node: JSONNode, _ identities: inout [String: Int]) throws(JSONFault) -> AlertRule.Group
  {
    try node.allow(only: groupKeys)
    let shared = try labels(node.optional("labels"))
    var steps: [Rule] = []
    for rule in try node.required("rules").items() {
      steps.append(try self.rule(rule, shared: shared, &identities))
    }
    return AlertRule.Group(
      name: try node.required("name").text(), interval: try interval(node.optional("interval")),
      limit: try node.optional("limit")?.integer() ?? 0, steps: steps)
  }

  static func interval(_ node: JSONNode?) throws(JSONFault) -> Span {
    guard let node else { return .seconds(15) }
    let interval = try node.span()
    guard interval > .zero else { throw node.fault("an interval must be longer than nothing") }
    return interval
  }

  static func rule(_ node: JSONNode, shared: Labels, _ identities: inout [String: Int]) throws(JSONFault)
    -> Rule
  {
    guard let record = try node.optional("record") else {
      return .alert(try alert(node, shared: shared, &identities))
    }
    try node.allow(only: ["record", "expr", "labels"])
    let name = try record.text()
    guard RecordingRule.isName(name) else { throw record.fault("\"\(name)\" is no name for a metric") }
    let (text, query) = try expression(of: node)
    let own = try node.optional("labels")?.members() ?? []
    var labels = Array(shared)
    for member in own {
      guard member.key != Labels.metricName else {
        throw member.node.fault("the name is given by \"record\"")
      }
      labels.append(Label(member.key, try member.node.text()))
    }
    return .recording(RecordingRule(name: name, expression: text, query: query, labels: labels))
  }

  private static func expression(of node: JSONNode) throws(JSONFault) -> (text: String, query: Expression) {
    let expression = try node.required("expr")
    let text = try expression.text()
    let query: Expression
    do { query = try Parser.parse(text) } catch { throw expression.fault("in the expression \(error)") }
    guard query.kind == .vector || query.kind == .scalar else {
      throw expression.fault("a rule wants an instant vector, not \(query.kind.described)")
    }
    return (text, query)
  }

  private static func alert(_ node: JSONNode, shared: Labels, _ identities: inout [String: Int])
    throws(JSONFault) -> AlertRule
  {
    try node.allow(only: ["alert", "expr", "for", "keep_firing_for", "labels", "annotations"])
    let (text, query) = try expression(of: node)
    let name = try node.required("alert").text()
    let labels = shared.merging(try labels(node.optional("labels")))
    let notes = try node.optional("annotations")
    let rule = AlertRule(
      name: name, identity: identity(name, labels, &identities), expression: text, query: query,
      holdFor: try node.optional("for")?.span() ?? .zero,
      keepFiringFor: try node.optional("keep_firing_for")?.span() ?? .zero,
      labels: labels, labelTemplates: try labelTemplates(labels, node), annotations: try annotations(notes),
      onNoData: try notes?.optional(noDataKey)?.choice() ?? .ok,
      onError: try notes?.optional(onErrorKey)?.choice() ?? .keep)
    if rule.onNoData != .ok, rule.measured == nil, let place = try notes?.optional(noDataKey) {
      throw place.fault("this wants an expression that compares a vector, and keeps its labels")
    }
    return rule
  }

  static let noDataKey = "binnacle_no_data"
  static let onErrorKey = "binnacle_on_error"

  /// The name and the labels; of rules that have both alike all but the first are numbered.
  private static func identity(_ name: String, _ labels: Labels, _ identities: inout [String: Int]) -> String
  {
    let identity = labels.isEmpty ? name : name + labels.description
    identities[identity, default: 0] += 1
    let number = identities[identity, default: 1]
    return number == 1 ? identity : "\(identity) #\(number)"
  }

  static func labels(_ node: JSONNode?) throws(JSONFault) -> Labels {
    guard let node else { return [:] }
    var labels: [Label] = []
    for member in try node.members() {
      guard isLabelName(member.key), member.key != Labels.metricName else {
        throw member.node.fault("\"\(member.key)\" is no name for a label")
      }
      labels.append(Label(member.key, try member.node.text()))
    }
    return Labels(labels)
  }

  private static func isLabelName(_ text: String) -> Bool {
    RecordingRule.isName(text) && !text.contains(":")
  }

  /// The labels with something to fill in. One of the group is named with the place of the rule.
  private static func labelTemplates(_ labels: Labels, _ node: JSONNode) throws(JSONFault)
    -> [AlertRule.LabelTemplate]
  {
    let own = try node.optional("labels")
    var templates: [AlertRule.LabelTemplate] = []
    for label in labels where label.value.contains("{{") {
      let place = try own?.optional(label.name) ?? node
      templates.append(
        AlertRule.LabelTemplate(name: label.name, template: try template(label.value, at: place)))
    }
    return templates
  }

  private static func annotations(_ node: JSONNode?) throws(JSONFault) -> [String: Template] {
    guard let node else { return [:] }
    var annotations: [String: Template] = [:]
    for member in try node.members() {
      guard isLabelName(member.key) else {
        throw member.node.fault("\"\(member.key)\" is no name for an annotation")
      }
      annotations[member.key] = try template(try member.node.text(), at: member.node)
    }
    return annotations
  }

  private static func template(_ text: String, at node: JSONNode) throws(JSONFault) -> Template {
    do { return try Template(text) } catch {
      throw node.fault("in the template at \(error.place + 1): \(error.reason)")
    }
  }
}
