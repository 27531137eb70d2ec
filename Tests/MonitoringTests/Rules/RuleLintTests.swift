import Basics
import Monitoring
import Testing

@Suite struct RuleLintTests {
  private static let fine =
    #""alert": "High", "expr": "load > 1", "labels": {"severity": "page"}, "annotations": {"summary": "s"}"#

  private func lint(_ rules: String, metrics: Set<String>? = nil) -> RuleLint {
    let text = #"{"groups": [{"name": "g", "interval": "15s", "rules": [\#(rules)]}]}"#
    return RuleLint(Array(text.utf8), name: "r", metrics: metrics)
  }

  private func warnings(_ members: String) -> [String] { lint("{\(members)}").warnings.map(\.reason) }

  private func alert(_ expression: String, _ more: String = "", text: String = "s") -> String {
    """
    "alert": "High", "expr": "\(expression)", "labels": {"severity": "page"}, \
    "annotations": {"summary": "\(text)"}\(more)
    """
  }

  @Test func `a rule that is as it should be gives no cause for words`() {
    let lint = lint("{\(Self.fine)}, {\"record\": \"a:b\", \"expr\": \"sum(load)\"}")
    #expect(lint.errors.isEmpty && lint.warnings.isEmpty)
    #expect((lint.groups, lint.alerting, lint.recording) == (1, 1, 1))
  }

  @Test(arguments: [
    (
      #""alert": "A", "expr": "load > 1", "annotations": {"summary": "s"}"#,
      "the alert A has no label \"severity\""
    ),
    (
      #""alert": "A", "expr": "load > 1", "labels": {"severity": "x"}"#,
      "the alert A has no annotation \"summary\""
    ),
    (#""record": "a", "expr": "load > 1""#, "a comparison without bool"),
    (
      #""record": "a", "expr": "rate(c[20s])""#,
      "rate over 20s wants two samples, and at 15s there may be one"
    ),
    (#""record": "a", "expr": "load{x=~\".*\"}""#, "x=~\".*\" accepts everything and can be left out"),
  ])
  func `what is hardly meant so is said`(members: String, reason: String) {
    let found = warnings(members)
    #expect(found.count == 1 && found[0].hasPrefix(reason), "\(found)")
  }

  @Test func `a time shorter than the interval is said`() {
    #expect(
      warnings(alert("load > 1", #", "for": "5s""#)) == [
        "for is 5s, and the rule is evaluated only every 15s"
      ])
    #expect(warnings(alert("load > 1", #", "keep_firing_for": "5s""#)).count == 1)
    #expect(warnings(alert("load > 1", #", "for": "15s", "keep_firing_for": "0s""#)).isEmpty)
  }

  @Test(arguments: ["load", "sum(load)", "rate(c[5m])", "load * 2", "load > bool 1"])
  func `an alert that compares nothing is said`(expression: String) {
    #expect(warnings(alert(expression)).map { $0.prefix(19) } == ["nothing is compared"])
  }

  @Test(arguments: [
    "absent(load)", "vector(1)", "load unless other", "sum(load > 1)", "-(load < 2)", "1 < load",
  ])
  func `an alert that can be quiet is not`(expression: String) {
    #expect(warnings(alert(expression)).isEmpty)
  }

  @Test(arguments: [
    ("sum by (job) (load) > 1", ["instance"]), ("sum(load) > 1", ["instance", "job"]),
    ("sum without (job) (load) > 1", ["job"]), ("topk(1, load) > 1", []),
    ("load > on (job) limit", ["instance"]), ("load > ignoring (job) limit", ["job"]),
    ("load > on (job) group_left (team) limit", []), ("absent(load{job=\\\"a\\\"})", ["instance"]),
    ("max by (job) (load) > 1 or load > 5", []), ("vector(1)", ["instance", "job"]),
    ("label_replace(sum(load), \\\"job\\\", \\\"x\\\", \\\"\\\", \\\"\\\") > 1", ["instance"]),
    ("sum by (job) (load) > 1 and load > 2", ["instance"]), ("rate(c[5m]) > 1", []),
    ("sum by (job, none) (sum by (job) (load)) > 1", ["instance"]),
  ])
  func `a label that the expression takes away is missed in a text`(expression: String, missing: [String]) {
    let found = warnings(alert(expression, text: "{{ $labels.instance }} {{ .Labels.job }}"))
    #expect(found == missing.map { "the expression leaves no label \"\($0)\", so summary has a gap there" })
  }

  @Test func `a label that changes with the value is said`() {
    let found = warnings(
      #""alert": "A", "expr": "load > 1", "labels": {"severity": "x", "v": "{{ $value }}"}, "annotations": {"summary": "s"}"#
    )
    #expect(found == ["the label v changes with the value, and every change makes another alert"])
  }

  @Test func `rules that stand there twice are said`() {
    #expect(
      lint("{\(Self.fine)}, {\(Self.fine)}").warnings.map(\.reason) == [
        "there is another alert High with the same labels"
      ])
    let record = #"{"record": "a", "expr": "x"}"#
    #expect(lint("\(record), \(record)").warnings.count == 1)
  }

  @Test func `a metric that nobody has seen is said, one that the file records is not`() {
    let rules = #"{"record": "a:b", "expr": "load"}, {"record": "c", "expr": "a:b + nothing + ALERTS"}"#
    #expect(
      lint(rules, metrics: ["load"]).warnings.map(\.reason) == [
        "the store has never seen a metric \"nothing\""
      ])
    #expect(lint(rules).warnings.isEmpty)
  }

  @Test func `every error of a file is told, each with its place`() {
    let found = lint(#"{"alert": "A"}, {"record": "5", "expr": "x"}, {"alert": "B", "expr": "x >"}"#).errors
    #expect(
      found.map(\.description) == [
        "r:1:56: \"expr\" is missing", "r:1:83: \"5\" is no name for a metric",
        "r:1:125: in the expression at 4: expected an expression, found the end",
      ])
  }

  @Test func `groups of one name are an error of the whole file`() {
    let text = #"{"groups": [{"name": "g", "rules": []}, {"name": "g", "rules": []}]}"#
    #expect(
      RuleLint(Array(text.utf8), name: "r").errors.map(\.reason) == ["a group \"g\" stands here already"])
  }
}
