import Basics
import Model
import Monitoring
import Scratch
import Store
import Testing

@testable import Engine

/// What is decided is written down with what gave rise to it.
@MainActor @Suite struct NotificationTests {
  private nonisolated static let policy = """
    {route: {receiver: "team", group_by: ["alertname"], group_wait: "5s", group_interval: "20s", repeat_interval: "2m"},
     receivers: [{name: "team", command_configs: [{command: ["x"]}], bell_configs: [{send_resolved: true}]}]}
    """

  /// One alert always, and two that come and go.
  private nonisolated static let rules = """
    {groups: [{name: "turns", interval: "5s", rules: [
      {alert: "Always", expr: "vector(1)", labels: {severity: "critical"}},
      {alert: "Turn", expr: "vector(time() % 90) < 45", labels: {severity: "critical", instance: "a"}},
      {alert: "Quick", expr: "vector(time() % 50) < 10", labels: {severity: "critical", instance: "b"}}]}]}
    """

  /// A house whose process can be ended at any moment, and starts again on the same file.
  private struct Watch {
    private let scratch = Scratch()
    private(set) var now = World.start
    private var uptime = Span.hours(1)
    private var pid: Int32 = 100
    private(set) var engine: Engine
    private(set) var snapshot: Snapshot

    init() throws {
      engine = Engine(
        store: try Store(path: scratch["store.db"], use: .own), configuration: try Self.configuration)
      snapshot = engine.advance(to: now, beat: Beat(pid: pid, boot: "test", uptime: uptime))
    }

    static var configuration: Configuration {
      get throws {
        var configuration = Configuration(
          rules: try RuleFile.groups(Array(rules.utf8), name: "turns"))
        configuration.policy = try PolicyFile.policy(Array(policy.utf8), name: "x") { _ in nil }
        return configuration
      }
    }

    var store: Store { engine.sharedStore }

    mutating func pass(_ span: Span = .seconds(5)) {
      uptime = uptime + span
      now = now + span
      let pid = self.pid
      snapshot = engine.advance(to: now, beat: Beat(pid: pid, boot: "test", uptime: uptime)) { $0 == pid }
    }

    /// Ends as `kill -9` does, perhaps after deciding but before writing anything down, and starts again.
    mutating func die(undecided: Bool) throws {
      if undecided { engine.notify() }
      pid += 1
      engine = Engine(
        store: try Store(path: scratch["store.db"], use: .own), configuration: try Self.configuration)
      pass(.seconds(1))
      pass(.seconds(1))
    }
  }

  @Test func `what is told is in the outbox, on the alert and in the log`() throws {
    var watch = try Watch()
    for _ in 0..<60 { watch.pass() }
    let entries = try watch.store.outbox(limit: 100)
    #expect(!entries.isEmpty)
    #expect(watch.snapshot.notifications.pending == entries.count { $0.status == .pending })
    #expect(watch.snapshot.notices.allSatisfy { $0.channel == "bell/0" } && !watch.snapshot.notices.isEmpty)
    let firing = watch.snapshot.alerts.filter { $0.alert.state == .firing }
    #expect(firing.contains { $0.routing?.lastSentAt != nil && $0.routing?.receivers == ["team"] })
    #expect(watch.snapshot.log.contains { $0.kind == .notified })
  }

  @Test(arguments: 1...3) func `ended at any moment, it loses no notification and makes none twice`(
    seed: UInt64
  ) throws {
    var chance = Chance(seed: seed)
    var watch = try Watch()
    for _ in 0..<10 {
      for _ in 0..<Int.random(in: 1...12, using: &chance) { watch.pass() }
      try watch.die(undecided: chance.happens(0.5))
    }
    for _ in 0..<20 { watch.pass() }
    let entries = try watch.store.outbox(limit: 10_000).reversed()
    #expect(Set(entries.map(\.key)).count == entries.count)
    // The last part of a key counts what a channel was told of a group: a gap would be a loss.
    var counts: [String: Int] = [:]
    for entry in entries {
      let parts = entry.key.split(separator: "-")
      let stem = parts.dropLast().joined(separator: "-")
      #expect(Int(parts.last ?? "") == counts[stem, default: 0] + 1, "seed \(seed)")
      counts[stem, default: 0] += 1
    }
    for view in watch.snapshot.alerts where view.alert.state == .firing {
      guard let fired = view.alert.firedAt, watch.now - fired > .seconds(40), view.routing?.mute == nil else {
        continue
      }
      #expect(try !watch.store.outbox(about: view.alert.identifier, limit: 1).isEmpty, "seed \(seed)")
    }
  }

  @Test func `who looks on sees who is told, without deciding anything`() throws {
    var watch = try Watch()
    for _ in 0..<60 { watch.pass() }
    let count = try watch.store.outbox(limit: 1_000).count
    let visitor = Engine(store: watch.store, configuration: try Watch.configuration, purpose: .visit)
    let seen = visitor.advance(to: watch.now, beat: Beat(pid: 7, boot: "test", uptime: .hours(2))) {
      $0 == 100
    }
    let receivers = seen.alerts.filter { $0.alert.state == .firing }.map { $0.routing?.receivers }
    #expect(!receivers.isEmpty && receivers.allSatisfy { $0 == ["team"] })
    #expect(try watch.store.outbox(limit: 1_000).count == count)
  }

  @Test func `a notification that was given up is told in the log, once`() throws {
    var watch = try Watch()
    for _ in 0..<60 { watch.pass() }
    var entry = try #require(try watch.store.dueOutbox(at: watch.now, limit: 1).first)
    entry.note(fault: "no pager", at: entry.at + .hours(5))
    #expect(entry.status == .failed)
    try watch.store.note(entry)
    for _ in 0..<3 { watch.pass() }
    let lines = watch.snapshot.log.filter { $0.kind == .notificationFailed }
    #expect(lines.map(\.detail) == ["team command/0: no pager"])
    #expect(watch.snapshot.notifications.failed == 1)
  }
}
