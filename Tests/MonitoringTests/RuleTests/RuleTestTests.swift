import Basics
import Monitoring
import Telemetry
import Testing

@Suite struct RuleTestTests {
  private static let items = RuleTestItem.basics + RuleTestItem.further

  /// What went wrong with an item; nothing when all tests hold.
  private func failures(_ rules: String, _ test: String) -> [String] {
    do {
      let file = try RuleTestFile(Array(test.utf8), name: "test.json")
      let report = RuleTestReport(file, try groups(rules))
      return report.failures.map { "\($0.subject): expected \($0.expected), got \($0.got)" }
    } catch { return ["\(error)"] }
  }

  @Test(arguments: items) func `tests of rules hold or do not`(item: RuleTestItem) {
    let found = failures(item.ruleFile, item.testFile)
    #expect(found.isEmpty == item.holds, "\(found)")
  }

  @Test(.enabled(if: Promtool.isThere, "\(Promtool.notice)"), arguments: items)
  func `promtool comes to the same`(item: RuleTestItem) throws {
    let tool = try #require(Promtool())
    tool.write("rules.json", item.ruleFile)
    tool.write("test.json", item.testFile)
    let (passed, output) = tool.run("test rules test.json")
    #expect(passed == item.holds, "\(output)")
  }

  @Test func `a failure names its test, what was expected and what came`() throws {
    let item = try #require(Self.items.first { $0.name == "a text that is another" })
    #expect(
      failures(item.ruleFile, item.testFile) == [
        """
        alertname High, time 3m: expected {alertname="High", instance="a", severity="page"} {summary="a at 3"}, \
        got {alertname="High", instance="a", severity="page"} {summary="a at 2"}
        """
      ])
  }

  @Test(arguments: [
    (
      #"{"tests": [{"input_series": [{"series": "a", "values": "{{schema:1}}"}]}]}"#,
      "1:56: native histograms"
    ),
    (#"{"tests": [{"input_series": [{"series": "a", "values": "1 z"}]}]}"#, "1:30: \"z\" is no number"),
    (#"{"tests": [{"interval": "0s"}]}"#, "1:25: an interval must be longer"),
    (
      #"{"tests": [{"promql_expr_test": [{"expr": "a", "exp_samples": [{"labels": "b{", "value": 1}]}]}]}"#,
      "1:75: "
    ),
    (#"{"more": []}"#, "1:2: \"more\" is not known here"),
  ])
  func `what is no test is refused with its place`(text: String, complaint: String) {
    let fault = #expect(throws: JSONFault.self) { try RuleTestFile(Array(text.utf8), name: "t.json") }
    #expect(fault?.description.hasPrefix("t.json:\(complaint)") == true, "\(String(describing: fault))")
  }

  @Test func `a test may begin at another time, and be a little off`() {
    let rules = #"{"groups": [{"name": "g", "rules": [{"record": "x", "expr": "time() + load * 0"}]}]}"#
    func test(_ value: String, _ more: String) -> String {
      """
      {"rule_files": [], \(more) "tests": [{"interval": "1m", "start_timestamp": 1000, "input_series":
      [{"series": "load", "values": "1x5"}], "promql_expr_test":
      [{"expr": "x", "eval_time": "2m", "exp_samples": [{"labels": "x", "value": \(value)}]}]}]}
      """
    }
    #expect(failures(rules, test("1120", "")).isEmpty)
    #expect(!failures(rules, test("1120.0000000000002", "")).isEmpty)
    #expect(failures(rules, test("1120.0000000000002", "\"fuzzy_compare\": true,")).isEmpty)
  }
}
