import Basics
import Model
import Monitoring
import Store
import Telemetry
import Testing

@testable import Engine

@Suite struct AlertSeriesTests {
  private static let high =
    #"{"alert": "High", "expr": "load > 1", "for": "15s", "labels": {"severity": "page"}}"#

  @Test func `alerts are series that PromQL sees, as Prometheus records them`() throws {
    var run = try RuleRun(Self.high)
    run.pass(["a": 2])
    let seconds = RuleRun.start.seconds
    #expect(
      try run.answer("ALERTS") == [
        #"ALERTS{alertname="High", alertstate="pending", instance="a", severity="page"} 1.0"#
      ])
    #expect(
      try run.answer("ALERTS_FOR_STATE") == [
        "ALERTS_FOR_STATE{alertname=\"High\", instance=\"a\", severity=\"page\"} \(seconds)"
      ])
    run.pass(["a": 2])
    #expect(
      try run.answer("ALERTS") == [
        #"ALERTS{alertname="High", alertstate="firing", instance="a", severity="page"} 1.0"#
      ])
    #expect(try run.answer("time() - ALERTS_FOR_STATE").count == 1)
    run.pass(["a": 0])
    #expect(try run.answer("ALERTS").isEmpty && run.answer("ALERTS_FOR_STATE").isEmpty)
  }

  @Test func `a rule sees the alerts of those before it at the same time`() throws {
    var run = try RuleRun(
      Self.high + #", {"alert": "Many", "expr": "count(ALERTS{alertname=\"High\"}) >= 2"}"#
        + #", {"record": "alerts:count", "expr": "count by (alertname) (ALERTS)"}"#)
    run.pass(["a": 2, "b": 2])
    #expect(run.view("Many")?.alert.value == 2)
    #expect(try run.answer(#"alerts:count{alertname="Many"}"#).count == 1)
    run.pass(["a": 2, "b": 0])
    #expect(run.view("Many") == nil)
  }

  @Test func `a rule that cannot be worked out leaves its series as they are`() throws {
    var run = try RuleRun(#"{"alert": "High", "expr": "load / on() load > 0"}"#)
    run.pass(["a": 2])
    #expect(try run.answer("ALERTS").count == 1)
    run.pass(["a": 2, "b": 2])
    #expect(run.snapshot.rules.first?.fault?.contains("found duplicate series") == true)
    #expect(try run.answer("ALERTS").count == 1)
    #expect(run.snapshot.alerts.count == 1)
  }

  @Test func `labels that leave two alerts the same are a fault of the rule`() throws {
    var run = try RuleRun(#"{"alert": "High", "expr": "load > 1", "labels": {"instance": "all"}}"#)
    run.pass(["a": 2, "b": 2])
    #expect(
      run.snapshot.rules.first?.fault
        == "vector contains metrics with the same labelset after applying alert labels")
    #expect(run.snapshot.alerts.isEmpty)
  }

  @Test
  func `two rules of one name have alerts of their own, which are recorded once where they are the same`()
    throws
  {
    var run = try RuleRun(
      #"{"alert": "High", "expr": "load > 1", "labels": {"severity": "warning"}}"#
        + #", {"alert": "High", "expr": "load > 2", "labels": {"severity": "critical"}}"#
        + #", {"alert": "High", "expr": "load > 3", "labels": {"severity": "critical"}}"#)
    run.pass(["a": 5])
    #expect(run.snapshot.alerts.count == 3)
    #expect(try run.answer("ALERTS").count == 2)
    run.pass(["a": 2.5])
    #expect(run.snapshot.alerts.map { $0.alert.labels["severity"] } == ["critical", "warning"])
    run.pass(["a": 1.5])
    #expect(run.snapshot.alerts.map { $0.alert.labels["severity"] } == ["warning"])
  }

  @Test func `the series of a rule that is taken away end`() throws {
    var run = try RuleRun(Self.high)
    run.pass(["a": 2])
    run.engine.use(Configuration())
    run.pass(["a": 2])
    #expect(try run.answer("ALERTS").isEmpty)
    #expect(run.snapshot.alerts.isEmpty)
  }

  @Test func `texts may ask for other series`() throws {
    var run = try RuleRun(
      #"{"alert": "High", "expr": "load > 1", "annotations": {"summary": "{{ range query \"sum(load)\" }}{{ .Value }}{{ end }}"}}"#
    )
    run.pass(["a": 2, "b": 3])
    #expect(run.view("High")?.alert.summary.english == "5")
  }
}
