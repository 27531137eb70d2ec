import Basics
import Monitoring
import Telemetry
import Testing

@Suite struct AlertRuleTests {
  private let head: Head

  init() {
    var head = Head()
    let layout = Layout([Layout.Column("load")])
    for (name, value) in [("a", 0.5), ("b", 2.0), ("c", .nan)] {
      head.append(Scrape(source: ["instance": name], at: second(60), layout: layout, values: [value]))
    }
    self.head = head
  }

  private func seen(_ expression: String) throws -> (measured: [Double], holding: [Double]) {
    let (measured, holding) = try rule("\"expr\": \"\(expression)\"").observe(head, at: second(60))
    return (measured.map(\.value), holding.map(\.value))
  }

  @Test(arguments: [
    ("load > 1", 3, [2.0]), ("load < 1", 3, [0.5]), ("load >= 0.5", 3, [0.5, 2]), ("load == 2", 3, [2]),
    ("1 < load", 0, [2]), ("load > bool 1", 0, [0, 1, 0]), ("(load > 1)", 0, [2]),
    ("load > -1", 3, [0.5, 2]), ("load > 2 ^ (3 - 2) / 4", 3, [2]),
    ("sum(load{instance!='c'}) > 2", 1, [2.5]), ("absent(nothing)", 0, [1]), ("1 + 1", 0, [2]),
    ("nothing > 1", 0, []),
  ])
  func `a rule tells what it measures and for what it holds`(
    expression: String, measured: Int, holding: [Double]
  ) throws {
    let seen = try seen(expression)
    #expect(seen.measured.count == measured)
    #expect(seen.holding == holding)
  }

  @Test(arguments: ["load > 1", "load >= 0.5", "load != 2", "load < 1", "load <= 2", "load == 0.5"])
  func `measuring first changes nothing of what holds`(expression: String) throws {
    let value = try Evaluator(head: head, time: second(60)).value(of: Parser.parse(expression))
    guard case .vector(let samples) = value else {
      Issue.record("\(expression) yields \(value)")
      return
    }
    #expect(try seen(expression).holding.map(\.bitPattern) == samples.map(\.value.bitPattern))
  }

  @Test(
    arguments: [
      ("load > 0.9", 0.9), ("load > bool 0.9", nil), ("0.9 < load", nil), ("load", nil), ("load > load", nil),
      ("load < 5m", 300), ("load < -1", -1), ("load > 1e3 * (1 + 1)", 2_000),
      ("load > 2 - scalar(load)", nil), ("sum(load) >= 1e3", 1_000),
    ] as [(String, Double?)])
  func `the threshold is the number compared with`(expression: String, threshold: Double?) throws {
    #expect(try rule("\"expr\": \"\(expression)\"").threshold == threshold)
  }

  @Test(arguments: [("load > 1", "load"), ("sum( load ) >= 2 * 3", "sum( load )"), ("1 < load", "1 < load")])
  func `rules that differ in their limits ask the same`(expression: String, text: String) throws {
    #expect(try rule("\"expr\": \"\(expression)\"").preparedText == text)
  }

  @Test func `an alert bears the labels of its series, those of the rule over them, and its name`() throws {
    let rule = try rule(#""expr": "load > 1", "labels": {"instance": "all", "severity": "page"}"#)
    #expect(rule.labels(of: sample("a", 1)) == ["instance": "all", "severity": "page", "alertname": "High"])
    #expect(rule.severity == .act)
  }

  @Test func `a query that cannot be worked out is a fault, not silence`() throws {
    let rule = try rule(#""expr": "vector(1) + on() load""#)
    #expect(throws: QueryFault.self) { try rule.observe(head, at: second(60)) }
  }
}
