import Basics
import Monitoring
import Telemetry
import Testing

@Suite struct RuleFileTests {
  private func fault(_ text: String) -> String? {
    do {
      _ = try groups(text)
      return nil
    } catch { return error.description }
  }

  @Test func `a file of rules is read as Prometheus structures it`() throws {
    let text = """
      // JSON5 may carry comments.
      {groups: [{name: "cpu", interval: "30s", labels: {team: "core", severity: "info"}, rules: [
        {alert: "Hot", expr: "load > 0.9", for: "5m", keep_firing_for: "1m", labels: {severity: "critical"}},
        {alert: "Warm", expr: "load > 0.5"},
      ]}, {name: "empty", rules: []}]}
      """
    let found = try groups(text)
    #expect(found.map(\.name) == ["cpu", "empty"])
    #expect(found.map(\.interval) == [.seconds(30), .seconds(15)])
    let (hot, warm) = (found[0].rules[0], found[0].rules[1])
    #expect((hot.name, hot.expression, hot.threshold) == ("Hot", "load > 0.9", 0.9))
    #expect((hot.holdFor, hot.keepFiringFor) == (.minutes(5), .minutes(1)))
    #expect((hot.labels, hot.severity) == (["team": "core", "severity": "critical"], .act))
    #expect((warm.holdFor, warm.keepFiringFor, warm.severity) == (.zero, .zero, .info))
  }

  // The expression stands in line 3 from column 26 on.
  private func withExpression(_ expression: String) -> String {
    """
    {"groups": [
      {"name": "g", "rules": [
        {"alert": "x", "expr": \(expression)}
    ]}]}
    """
  }

  @Test(arguments: [
    ("\"load >\"", "in the expression at 7: expected an expression, found the end"),
    ("\"load[5m]\"", "a rule wants an instant vector, not a range vector"),
    ("\"'text'\"", "a rule wants an instant vector, not a string"), ("7", "expected a text, found a number"),
    ("\"no(load)\"", "in the expression at 1: there is no function \"no\""),
  ])
  func `a faulty expression is named with its line, its column and its own place`(
    expression: String, reason: String
  ) {
    #expect(fault(withExpression(expression)) == "rules.json:3:28: \(reason)")
  }

  private static func inRule(_ members: String) -> String {
    #"{"groups": [{"name": "g", "rules": [{"alert": "x", "expr": "y", \#(members)}]}]}"#
  }

  @Test(arguments: [
    ("{}", "1:1: \"groups\" is missing"), ("[]", "1:1: expected an object, found a list"),
    ("", "1:1: expected a value, found the end of the text"),
    (#"{"groups": 1}"#, "1:12: expected a list, found a number"),
    (#"{"groups": [], "more": 1}"#, "1:16: \"more\" is not known here; known are groups"),
    (#"{"groups": [{"name": "g"}]}"#, "1:13: \"rules\" is missing"),
    (#"{"groups": [{"rules": []}]}"#, "1:13: \"name\" is missing"),
    (
      "{\"groups\": [{\"name\": \"g\", \"rules\": []},\n {\"name\": \"g\", \"rules\": []}]}",
      "2:2: a group \"g\" stands here already"
    ),
    (#"{"groups": [{"name": "g", "rules": [{"expr": "y"}]}]}"#, "1:37: \"alert\" is missing"),
    (#"{"groups": [{"name": "g", "rules": [{"alert": "x"}]}]}"#, "1:37: \"expr\" is missing"),
    (inRule(#""for": "soon""#), "1:72: expected a duration such as 5m or 1h30m"),
    (inRule(#""for": 5"#), "1:72: expected a text, found a number"),
    (
      inRule(#""For": "5m""#),
      "1:65: \"For\" is not known here; known are alert, annotations, expr, for, keep_firing_for, labels"
    ),
    (inRule(#""labels": {"a": 1}"#), "1:81: expected a text, found a number"),
    (
      inRule(#""annotations": {"summary": "{{ x }}"}"#),
      "1:92: in the template at 4: function \"x\" not defined"
    ),
    (
      #"{"groups": [{"name": "g", "interval": "0s", "rules": []}]}"#,
      "1:39: an interval must be longer than nothing"
    ),
  ])
  func `every complaint names line and column`(text: String, complaint: String) {
    #expect(fault(text) == "rules.json:\(complaint)")
  }
}
