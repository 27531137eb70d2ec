import Basics
import Monitoring
import Telemetry

extension Store {
  /// Saves a group of alerts as it stands, without its members. Call within `write`.
  public func save(_ group: NotificationGroup) throws(StoreFault) {
    let told = group.told.sorted { $0.key < $1.key }.map { place, told in
      (
        key: place,
        value: [
          "at": .integer(told.at.milliseconds), "count": .integer(Int64(told.count)),
          "firing": .array(told.firing.sorted().map(JSONValue.text)),
          "resolved": .array(told.resolved.sorted().map(JSONValue.text)),
        ] as JSONValue
      )
    }
    try database.run(
      """
      INSERT OR REPLACE INTO notification_group (key, path, labels, created_at, next_flush, has_flushed, told)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .text(group.key), .text(group.path), .text(Self.stored(group.labels)), .of(group.createdAt),
        .of(group.nextFlush), .of(group.hasFlushed), .text(JSONValue.object(told).compact),
      ])
  }

  /// Removes a group that is over. Call within `write`.
  public func removeNotificationGroup(_ key: String) throws(StoreFault) {
    try database.run("DELETE FROM notification_group WHERE key = ?", [.text(key)])
  }

  /// The groups there are.
  public func notificationGroups() throws(StoreFault) -> [NotificationGroup] {
    var groups: [NotificationGroup] = []
    try database.run(
      "SELECT path, labels, created_at, next_flush, has_flushed, told FROM notification_group ORDER BY key"
    ) { row in
      guard let labels = Self.labels(stored: row.text(1)) else { return }
      groups.append(
        NotificationGroup(
          path: row.text(0), labels: labels, createdAt: row.instant(2), nextFlush: row.instant(3),
          hasFlushed: row.flag(4), told: Self.told(row.text(5))))
    }
    return groups
  }

  private static func told(_ document: String) -> [String: NotificationGroup.Told] {
    guard let node = Documents.read(document), case .object(let members) = node.value else { return [:] }
    var told: [String: NotificationGroup.Told] = [:]
    for member in members {
      do throws(JSONFault) {
        var names: [[String]] = []
        for key in ["firing", "resolved"] {
          var list: [String] = []
          for item in try member.node.list(key) { list.append(try item.text()) }
          names.append(list)
        }
        told[member.key] = NotificationGroup.Told(
          at: Instant(milliseconds: Int64(try member.node.required("at").integer())), firing: Set(names[0]),
          resolved: Set(names[1]), count: try member.node.required("count").integer())
      } catch {
        // Somebody has written into the store: what is not understood was never told.
        continue
      }
    }
    return told
  }

  /// Saves an alert that groups hold, which may be over. Call within `write`.
  public func save(_ saved: Dispatcher.SavedAlert) throws(StoreFault) {
    let alert = saved.alert
    try database.run(
      """
      INSERT OR REPLACE INTO notification_alert (identifier, rule, labels, state, severity, active_at, fired_at,
        resolved_at, value, summary_en, summary_zh, description_en, description_zh, acknowledged_by, groups, unsilenced_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .text(alert.identifier), .text(alert.rule), .text(Self.stored(alert.labels)),
        .text(alert.state.rawValue), .text(alert.severity.rawValue), .of(alert.activeAt), .of(alert.firedAt),
        .of(alert.resolvedAt), .of(alert.value), .text(alert.summary.english), .text(alert.summary.chinese),
        .text(alert.description.english), .text(alert.description.chinese), .of(alert.acknowledgement?.by),
        .text(JSONValue.array(saved.groups.map(JSONValue.text)).compact), .of(saved.unsilencedAt),
      ])
  }

  /// Removes an alert that no group holds any more. Call within `write`.
  public func removeNotificationAlert(_ identifier: String) throws(StoreFault) {
    try database.run("DELETE FROM notification_alert WHERE identifier = ?", [.text(identifier)])
  }

  /// The alerts that groups hold.
  public func notificationAlerts() throws(StoreFault) -> [Dispatcher.SavedAlert] {
    var alerts: [Dispatcher.SavedAlert] = []
    try database.run(
      """
      SELECT rule, labels, state, severity, active_at, fired_at, resolved_at, value, summary_en, summary_zh,
        description_en, description_zh, acknowledged_by, groups, unsilenced_at FROM notification_alert
      """
    ) { row in
      if let alert = Self.heldAlert(row) { alerts.append(alert) }
    }
    return alerts
  }

  private static func heldAlert(_ row: borrowing SQLRow) -> Dispatcher.SavedAlert? {
    guard let labels = labels(stored: row.text(1)), let state = Alert.State(rawValue: row.text(2)),
      let severity = Severity(rawValue: row.text(3)), let node = Documents.read(row.text(13)),
      case .array(let items) = node.value
    else { return nil }
    var alert = Alert(
      rule: row.text(0), labels: labels, state: state, severity: severity, activeAt: row.instant(4),
      value: row.optionalReal(7) ?? .nan, summary: Bilingual(english: row.text(8), chinese: row.text(9)),
      description: Bilingual(english: row.text(10), chinese: row.text(11)))
    alert.firedAt = row.optionalInstant(5)
    alert.resolvedAt = row.optionalInstant(6)
    if let by = row.optionalText(12) {
      alert.acknowledgement = Alert.Acknowledgement(by: by, at: alert.activeAt, comment: "")
    }
    let groups = items.compactMap { if case .text(let key) = $0.value { key } else { nil } }
    return Dispatcher.SavedAlert(alert: alert, groups: groups, unsilencedAt: row.optionalInstant(14))
  }

  private static func stored(_ labels: Labels) -> String { Layout([Layout.Column("", labels)]).stored }

  private static func labels(stored text: String) -> Labels? {
    // No label at all makes no line at all.
    text.isEmpty ? [:] : Layout.restored(from: text)?.columns.first?.labels
  }
}
