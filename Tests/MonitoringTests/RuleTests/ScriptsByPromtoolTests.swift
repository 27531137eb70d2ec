import Basics
import Monitoring
import Telemetry
import Testing

/// The scripts of alerts that tests of rules can express, as one rule and one series each.
@Suite struct ScriptsByPromtoolTests {
  private struct Part {
    let rule: String
    let series: String
    let tests: [String]
  }

  /// Whether the alert fires after each evaluation, from what is told of it.
  private static func firing(_ script: AlertScript, _ count: Int) -> [Bool] {
    var fires = false
    return (0..<count).map { minute in
      let now = Span.minutes(Int64(minute)).prometheus
      for line in script.told where line.hasPrefix("\(now) ") { fires = line.hasSuffix("firing") }
      return fires
    }
  }

  private static func part(_ line: String, _ number: Int) throws -> Part? {
    let parts = line.split(separator: "|", omittingEmptySubsequences: false).map { $0.filter { $0 != " " } }
    guard !line.contains("every"), !parts[1].contains(where: { "!.".contains($0) }) else { return nil }
    let script = try AlertScript(line)
    var hasSample = false
    let values = parts[1].map { sign -> String in
      defer { hasSample = hasSample || sign != "_" }
      return sign == "+" ? "2" : sign == "-" ? "0" : hasSample ? "stale" : "_"
    }
    let rule = """
      {"alert": "S\(number)", "expr": "load{case=\\"\(number)\\"} > 1", "for": "\(script.rule.holdFor.prometheus)",
      "keep_firing_for": "\(script.rule.keepFiringFor.prometheus)"}
      """
    let tests = firing(script, parts[1].count).enumerated().map { minute, fires in
      let alerts = fires ? "{\"exp_labels\": {\"case\": \"\(number)\"}}" : ""
      return "{\"eval_time\": \"\(minute)m\", \"alertname\": \"S\(number)\", \"exp_alerts\": [\(alerts)]}"
    }
    let series = """
      {"series": "load{case=\\"\(number)\\"}", "values": "\(values.joined(separator: " ")) stale"}
      """
    return Part(rule: rule, series: series, tests: tests)
  }

  private let rules: String
  private let test: String
  private let count: Int

  init() throws {
    let lines = AlertScript.withoutWaiting + AlertScript.waiting + AlertScript.keeping
    let parts = try lines.enumerated().compactMap { try Self.part($0.element, $0.offset) }
    count = parts.count
    rules = "{\"groups\": [{\"name\": \"g\", \"rules\": [\(parts.map(\.rule).joined(separator: ", "))]}]}"
    test = """
      {"rule_files": ["rules.json"], "tests": [{"interval": "1m",
      "input_series": [\(parts.map(\.series).joined(separator: ",\n"))],
      "alert_rule_test": [\(parts.flatMap(\.tests).joined(separator: ",\n"))]}]}
      """
  }

  @Test func `most scripts can be put as tests of rules, and hold as such`() throws {
    #expect(count >= 60)
    let report = RuleTestReport(try RuleTestFile(Array(test.utf8), name: "test.json"), try groups(rules))
    #expect(report.failures.map { "\($0.subject): \($0.got)" } == [])
    #expect(report.passed >= 300)
  }

  @Test(.enabled(if: Promtool.isThere, "\(Promtool.notice)"))
  func `promtool finds them right`() throws {
    let tool = try #require(Promtool())
    tool.write("rules.json", rules)
    tool.write("test.json", test)
    let (passed, output) = tool.run("test rules test.json")
    #expect(passed, "\(output.prefix(3_000))")
  }
}
