import Basics
import Model
import Monitoring
import Store
import Telemetry
import Testing

@Suite struct OutboxStoreTests {
  private static let policy = """
    {route: {receiver: "team", group_by: ["alertname"], group_wait: "0s", group_interval: "1m"},
     receivers: [{name: "team", command_configs: [{command: ["x"]}], bell_configs: [{send_resolved: true}]}]}
    """

  private func dispatcher() throws -> Dispatcher {
    Dispatcher(try PolicyFile.policy(Array(Self.policy.utf8), name: "x") { _ in nil })
  }

  /// What is told of one alert, over both channels.
  private func told(_ rule: String = "NodeDown") throws -> [Notification] {
    var dispatcher = try dispatcher()
    let alert = Sample.alert(rule)
    return dispatcher.advance(to: Sample.now + .minutes(9), alerts: [alert.identifier: alert], silences: [])
  }

  @Test func `a notification stands in the outbox once, however often it is written`() throws {
    let store = try Store()
    let told = try told()
    #expect(told.count == 2)
    for notification in told + told { try store.append(notification) }
    let entries = try store.outbox(limit: 10)
    #expect(entries.map(\.key) == told.reversed().map(\.key))
    #expect(Set(entries.map(\.status)) == [.pending, .shown])
    #expect(try store.outbox(about: Sample.alert().identifier, limit: 10).count == 2)
    #expect(try store.outbox(about: "other", limit: 10).isEmpty)
    #expect(try store.shownNotices(since: Sample.now, limit: 10).map(\.channel) == ["bell/0"])
    let payload = try #require(try store.payload(of: entries[0].identifier))
    #expect(payload.contains(entries[0].key))
  }

  @Test func `an attempt that fails is made again later and later, and in the end given up`() throws {
    let store = try Store()
    for notification in try told() { try store.append(notification) }
    var now = Sample.now + .hours(1)
    var entry = try #require(try store.dueOutbox(at: now, limit: 5).first)
    var pauses: [Span] = []
    while entry.status == .pending {
      entry.note(fault: "no answer", at: now)
      try store.note(entry)
      pauses.append(entry.dueAt - now)
      #expect(try store.dueOutbox(at: entry.dueAt - .milliseconds(1), limit: 5).isEmpty)
      now = entry.dueAt
      try #require(pauses.count < 200)
    }
    #expect(pauses.prefix(10).map(\.seconds) == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300])
    #expect(entry.status == .failed)
    #expect(try store.notificationHealth().failed == 1)
    #expect(try store.notificationHealth().trouble?.fault == "no answer")
    #expect(try store.dueOutbox(at: now + .days(9), limit: 5).isEmpty)
  }

  @Test func `of one group only the oldest is due, so that nobody hears of the end before the beginning`()
    throws
  {
    let store = try Store()
    var dispatcher = try dispatcher()
    let alert = Sample.alert()
    let start = Sample.now + .minutes(9)
    var told = dispatcher.advance(to: start, alerts: [alert.identifier: alert], silences: [])
    told += dispatcher.advance(to: start + .minutes(2), alerts: [:], silences: [])
    #expect(told.count == 4)
    for notification in told { try store.append(notification) }
    for notification in try self.told("Other") { try store.append(notification) }
    var due = try store.dueOutbox(at: start + .hours(1), limit: 9)
    #expect(due.map(\.isFiring) == [true, true] && Set(due.map(\.groupKey)).count == 2)
    due[0].note(fault: nil, at: start)
    try store.note(due[0])
    due = try store.dueOutbox(at: start + .hours(1), limit: 9)
    #expect(due.map(\.isFiring) == [false, true])
  }

  @Test func `what the dispatcher remembers comes back as it was, whatever the labels hold`() throws {
    let store = try Store()
    for text in Sample.hostileTexts {
      var dispatcher = try dispatcher()
      var alert = Sample.alert()
      alert = Alert(
        rule: "x", labels: ["alertname": text, "instance": "1"], state: .firing, severity: .act,
        activeAt: Sample.now, value: .nan, summary: Bilingual(text), description: Bilingual(text))
      _ = dispatcher.advance(to: Sample.now, alerts: [alert.identifier: alert], silences: [])
      _ = dispatcher.advance(to: Sample.now + .minutes(5), alerts: [alert.identifier: alert], silences: [])
      let changes = dispatcher.takeChanges()
      for key in changes.groups { if let group = dispatcher.groups[key] { try store.save(group) } }
      for name in changes.alerts { if let saved = dispatcher.saved(name) { try store.save(saved) } }
      let groups = try store.notificationGroups()
      #expect(groups.map(\.key) == dispatcher.groups.keys.sorted())
      #expect(groups.first?.told == dispatcher.groups.values.first?.told)
      let alerts = try store.notificationAlerts()
      #expect(alerts.map(\.alert.labels) == [alert.labels] && alerts.map(\.alert.summary) == [alert.summary])
      for group in groups { try store.removeNotificationGroup(group.key) }
      for alert in alerts { try store.removeNotificationAlert(alert.alert.identifier) }
      #expect(try store.notificationGroups().isEmpty && store.notificationAlerts().isEmpty)
    }
  }

  @Test func `what is long over is removed, and what is still to be sent stays`() throws {
    let store = try Store()
    for notification in try told() { try store.append(notification) }
    try store.trimOutbox(before: Sample.now + .days(1))
    #expect(try store.outbox(limit: 9).map(\.status) == [.pending])
    #expect(try store.outbox(about: Sample.alert().identifier, limit: 9).count == 1)
  }
}
