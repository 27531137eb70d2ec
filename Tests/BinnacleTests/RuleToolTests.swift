import Scratch
import Testing

@testable import binnacle

@Suite struct RuleToolTests {
  private let folder = Scratch()

  private static let rules = """
    {"groups": [{"name": "g", "rules": [
      {"alert": "High", "expr": "load > 1", "labels": {"severity": "page"}, "annotations": {"summary": "s"}}]}]}
    """

  private func test(_ value: String) -> String {
    """
    {"rule_files": ["rul*.json"], "tests": [{"interval": "1m", "input_series": [{"series": "load", "values": "2"}],
    "alert_rule_test": [{"eval_time": "0m", "alertname": "High", "exp_alerts":
    [{"exp_labels": {"severity": "\(value)"}, "exp_annotations": {"summary": "s"}}]}]}]}
    """
  }

  @Test func `tests of rules are counted, and what fails is shown`() throws {
    _ = folder.file("rules.json", Self.rules)
    let good = try Run("test", "rules", folder.file("good.json", test("page")), in: folder)
    #expect(good.status == 0 && good.output == "1 passed, 0 failed\n")
    let path = folder.file("bad.json", test("mail"))
    let bad = try Run("test", "rules", path, in: folder)
    #expect(
      bad.output == """
        \(path): alertname High, time 0s
          expected {alertname="High", severity="mail"} {summary="s"}
          got      {alertname="High", severity="page"} {summary="s"}
        0 passed, 1 failed

        """)
    #expect(bad.status == 1)
  }

  @Test func `a test file that is none is named with line and column`() throws {
    let path = folder.file("bad.json", "{\"tests\": 1}")
    let run = try Run("test", "rules", path, in: folder)
    #expect(
      run.status == 1 && run.output == "\(path):1:11: expected a list, found a number\n0 passed, 1 failed\n")
    #expect(try Run("test", "rules", in: folder).status == 2)
  }

  @Test func `a rule file is checked, with every error and every doubt`() throws {
    let good = try Run("check", "rules", folder.file("rules.json", Self.rules), in: folder)
    #expect(good.status == 0 && good.complaints.isEmpty && good.output.hasSuffix("1 groups, 1 rules\n"))
    let path = folder.file("doubt.json", Self.rules.replacing("load > 1", with: "load"))
    let doubt = try Run("check", "rules", path, in: folder)
    #expect(doubt.status == 0 && doubt.complaints.hasPrefix("\(path):2:29: warning: nothing is compared"))
    let bad = try Run("check", "rules", folder.file("bad.json", "{\"groups\": [{}]}"), in: folder)
    #expect(bad.status == 1 && bad.complaints.contains("bad.json:1:13: \"name\" is missing"))
  }

  @Test func `the rules that come with the program leave no doubt`() throws {
    for name in Files.names("\(House.root)/Data/rules") where name.hasSuffix(".json") {
      let run = try Run("check", "rules", "\(House.root)/Data/rules/\(name)", in: folder)
      #expect(run.status == 0 && run.complaints.isEmpty, "\(run.complaints)")
    }
  }
}
