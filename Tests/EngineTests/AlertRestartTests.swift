import Basics
import Model
import Monitoring
import Store
import Telemetry
import Testing

@testable import Engine

@Suite struct AlertRestartTests {
  private static func run(_ members: String) throws -> RuleRun {
    try RuleRun(#"{"alert": "High", "expr": "load > 1", \#(members)}"#)
  }

  @Test func `a pending alert goes on waiting over a restart, however short its time`() throws {
    var run = try Self.run(#""for": "30s""#)
    run.pass(["a": 2])
    let since = run.view("High")?.alert.activeAt
    run.restart()
    run.pass(["a": 2])
    #expect(run.state("a") == .pending && run.view("High")?.alert.activeAt == since)
    run.restart()
    run.pass(["a": 2])
    #expect(run.state("a") == .firing)
  }

  @Test func `a firing alert stays so over an outage, with who has taken it on`() throws {
    var run = try Self.run(#""for": "30s""#)
    for _ in 1...3 { run.pass(["a": 2]) }
    let fired = try #require(run.view("High")?.alert)
    _ = try run.store.submit(
      Order.Draft(.acknowledge, fired.address, reason: "mine"), by: "kim", from: "test", at: run.now)
    run.pass(["a": 2])
    run.restart(after: .hours(3))
    // The first scrape is let come before anything is taken for gone.
    for _ in 1...3 { run.pass(["a": 2]) }
    let after = try #require(run.view("High")?.alert)
    #expect(after.state == .firing && after.firedAt == fired.firedAt && after.acknowledgement?.by == "kim")
    run.pass(["a": 0])
    #expect(run.state("a") == nil)
  }

  @Test func `an alert that is kept firing is so over a restart for the rest of its time`() throws {
    var run = try Self.run(#""keep_firing_for": "45s""#)
    run.pass(["a": 2])
    run.pass(["a": 0])
    run.restart()
    run.pass(["a": 0])
    run.pass(["a": 0])
    #expect(run.state("a") == .firing)
    run.pass(["a": 0])
    #expect(run.state("a") == nil)
  }

  @Test func `time in which nobody looked does not count for a pending alert`() throws {
    var run = try Self.run(#""for": "10m""#)
    for _ in 1...21 { run.pass(["a": 2]) }
    run.restart(after: .minutes(30))
    // Five of the ten minutes are still to come, from the first evaluation on, half a minute after the start.
    for _ in 1...21 { run.pass(["a": 2]) }
    #expect(run.state("a") == .pending)
    run.pass(["a": 2])
    #expect(run.state("a") == .firing)
  }

  @Test func `an alert whose series is gone is marked where the rule asks for it, over a restart too`() throws
  {
    var run = try Self.run(#""annotations": {"binnacle_no_data": "keep"}"#)
    run.pass(["a": 2])
    run.pass([:])
    #expect(run.state("a") == .firing && run.view("High")?.alert.ground == .noData)
    run.restart()
    run.pass([:])
    #expect(run.view("High")?.alert.ground == .noData)
    run.pass(["a": 2])
    #expect(run.view("High")?.alert.ground == .condition)
    run.pass(["a": 0])
    #expect(run.snapshot.alerts.isEmpty)
  }

  @Test func `a rule that fails is an alert where it asks for that`() throws {
    var run = try RuleRun(
      #"{"alert": "High", "expr": "load / on() load > 0", "annotations": {"binnacle_on_error": "alert"}}"#)
    run.pass(["a": 2, "b": 2])
    let alert = try #require(run.view("High")?.alert)
    #expect(alert.ground == .error && alert.state == .firing)
    #expect(alert.description.english.contains("found duplicate series"))
    run.pass(["a": 2])
    #expect(run.snapshot.alerts.map(\.alert.ground) == [.condition])
  }

  @Test func `an alert that comes and goes is flapping, and that is known after a restart`() throws {
    var run = try Self.run(#""labels": {"severity": "page"}"#)
    for index in 0..<12 { run.pass(["a": index % 2 == 0 ? 2 : 0]) }
    run.pass(["a": 2])
    let before = try #require(run.view("High"))
    #expect(before.isFlapping && before.flapping > 0.5)
    run.restart()
    run.pass(["a": 2])
    let after = try #require(run.view("High"))
    #expect(after.isFlapping && after.flapping < before.flapping && after.flapping > before.flapping - 0.1)
    for _ in 1...20 { run.pass(["a": 2]) }
    #expect(run.view("High")?.isFlapping == false && run.view("High")?.flapping == 0)
  }

  @Test func `an alert that ended is kept for a quarter of an hour`() throws {
    var run = try Self.run(#""for": "0s""#)
    run.pass(["a": 2])
    run.pass(["a": 0])
    #expect(try run.store.alerts().map(\.state) == [.resolved])
    run.restart()
    run.pass(["a": 0])
    #expect(run.engine.book.resolved.count == 1 && run.snapshot.alerts.isEmpty)
    for _ in 1...61 { run.pass(["a": 0]) }
    #expect(try run.store.alerts().isEmpty && run.store.alertHistories().isEmpty)
  }
}
