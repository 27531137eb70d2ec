import Basics
import Model
import Monitoring
import Store
import Telemetry
import Testing

@testable import Engine

@Suite struct OwnAlertTests {
  private static let rule = #"{"alert": "High", "expr": "load > 1"}"#

  private static let gaps: [(Span, Severity?)] = [
    (.seconds(30), nil), (.minutes(2), .info), (.minutes(10), .watch), (.days(2), .watch),
  ]

  @Test(arguments: gaps)
  func `how long nobody watched is told by whoever takes the watch`(gap: Span, severity: Severity?) throws {
    var run = try RuleRun(Self.rule)
    run.pass(["a": 0])
    run.restart(after: gap)
    let alert = run.view("EngineWasStopped")?.alert
    #expect(alert?.severity == severity)
    #expect(alert.map { $0.value } == (severity == nil ? nil : gap.seconds))
    #expect((alert?.summary.english.contains(gap.prometheus) ?? true))
  }

  @Test func `a new store has been without a watch for no time`() throws {
    var run = try RuleRun(Self.rule)
    run.pass(["a": 0])
    #expect(run.snapshot.alerts.isEmpty)
  }

  @Test func `what was told of an outage ends in its time, and is told once`() throws {
    var run = try RuleRun(Self.rule)
    run.pass(["a": 0])
    run.restart(after: .hours(1))
    for _ in 1...59 { run.pass(["a": 0]) }
    #expect(run.view("EngineWasStopped") != nil)
    run.pass(["a": 0])
    #expect(run.view("EngineWasStopped") == nil)
    #expect(run.snapshot.log.count { $0.kind == .alertFiring } == 1)
    #expect(run.snapshot.log.count { $0.kind == .alertResolved } == 1)
  }

  @Test func `evaluations that were missed are told, with how late it is`() throws {
    var run = try RuleRun(Self.rule)
    run.pass(["a": 0])
    run.pass(["a": 0], after: .seconds(60))
    #expect(run.view("EngineLate") == nil)
    run.pass(["a": 0], after: .seconds(75))
    #expect(run.view("EngineLate")?.alert.value == 75)
    for _ in 1...20 { run.pass(["a": 0]) }
    #expect(run.view("EngineLate") == nil)
  }

  @Test func `a clock that is set is no lateness`() throws {
    var run = try RuleRun(Self.rule)
    run.pass(["a": 0])
    run.pass(["a": 0], stepping: .hours(2))
    run.pass(["a": 0])
    #expect(run.view("EngineLate") == nil && run.view("EngineWasStopped") == nil)
  }
}
