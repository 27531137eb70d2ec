import Basics
import Telemetry

/// Reads rule files: the structure of Prometheus's, written in JSON or JSON5.
public enum RuleFile {
  /// The groups of a file. Complaints name line and column, inside expressions too.
  public static func groups(_ bytes: [UInt8], name: String) throws(JSONFault) -> [AlertRule.Group] {
    let root = try JSONReader.read(bytes, name: name)
    try root.allow(only: ["groups"])
    var groups: [AlertRule.Group] = []
    var names: Set<String> = []
    for node in try root.required("groups").items() {
      let group = try group(node)
      guard names.insert(group.name).inserted else {
        throw node.fault("a group \"\(group.name)\" stands here already")
      }
      groups.append(group)
    }
    return groups
  }

  private static func group(_ node: JSONNode) throws(JSONFault) -> AlertRule.Group {
    try node.allow(only: ["name", "interval", "rules", "limit", "labels"])
    let shared = try labels(node.optional("labels"))
    var steps: [Rule] = []
    for rule in try node.required("rules").items() { steps.append(try self.rule(rule, shared: shared)) }
    return AlertRule.Group(
      name: try node.required("name").text(), interval: try interval(node.optional("interval")), steps: steps)
  }

  private static func interval(_ node: JSONNode?) throws(JSONFault) -> Span {
    guard let node else { return .seconds(15) }
    let interval = try node.span()
    guard interval > .zero else { throw node.fault("an interval must be longer than nothing") }
    return interval
  }

  private static func rule(_ node: JSONNode, shared: Labels) throws(JSONFault) -> Rule {
    guard let record = try node.optional("record") else { return .alert(try alert(node, shared: shared)) }
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

  private static func alert(_ node: JSONNode, shared: Labels) throws(JSONFault) -> AlertRule {
    try node.allow(only: ["alert", "expr", "for", "keep_firing_for", "labels", "annotations"])
    let (text, query) = try expression(of: node)
    return AlertRule(
      name: try node.required("alert").text(), expression: text, query: query,
      holdFor: try node.optional("for")?.span() ?? .zero,
      keepFiringFor: try node.optional("keep_firing_for")?.span() ?? .zero,
      labels: shared.merging(try labels(node.optional("labels"))),
      annotations: try annotations(node.optional("annotations")))
  }

  private static func labels(_ node: JSONNode?) throws(JSONFault) -> Labels {
    guard let node else { return [:] }
    var labels: [Label] = []
    for member in try node.members() { labels.append(Label(member.key, try member.node.text())) }
    return Labels(labels)
  }

  private static func annotations(_ node: JSONNode?) throws(JSONFault) -> [String: Template] {
    guard let node else { return [:] }
    var annotations: [String: Template] = [:]
    for member in try node.members() {
      let text = try member.node.text()
      do { annotations[member.key] = try Template(text) } catch { throw member.node.fault(error.reason) }
    }
    return annotations
  }
}
