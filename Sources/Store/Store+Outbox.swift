import Basics
import Model
import Monitoring

extension Store {
  private static let outboxColumns = """
    id, key, at, receiver, channel, group_key, occasion, headline_en, headline_zh, severity, is_firing, alerts, status,
    attempts, due_at, finished_at, fault
    """

  /// Puts a notification into the outbox, once: one that is there already stays as it is. Call within `write`, together
  /// with what gave rise to it.
  public func append(_ notification: Notification) throws(StoreFault) {
    let entry = OutboxEntry(notification)
    try database.run(
      """
      INSERT INTO outbox (key, at, receiver, channel, group_key, occasion, headline_en, headline_zh, severity,
        is_firing, alerts, payload, status, attempts, due_at, finished_at, fault)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, '')
      ON CONFLICT (key) DO NOTHING
      """,
      [
        .text(entry.key), .of(entry.at), .text(entry.receiver), .text(entry.channel), .text(entry.groupKey),
        .text(entry.occasion.rawValue), .text(entry.headline.english), .text(entry.headline.chinese),
        .text(entry.severity.rawValue), .of(entry.isFiring), .of(entry.count),
        .text(notification.payload.compact), .text(entry.status.rawValue), .of(entry.dueAt),
        .of(entry.finishedAt),
      ])
    guard database.changedRows > 0 else { return }
    let place = database.lastInsertedRow
    for alert in notification.alerts {
      try database.run(
        "INSERT OR IGNORE INTO outbox_alert (alert, outbox) VALUES (?, ?)",
        [.text(alert.identifier), .integer(place)])
    }
  }

  /// What is to be sent by now, the oldest first. Of one group over one channel only the oldest: who is told must not
  /// hear of the end before the beginning.
  public func dueOutbox(at now: Instant, limit: Int) throws(StoreFault) -> [OutboxEntry] {
    try outbox(
      """
      WHERE status = 'pending' AND due_at <= ? AND id IN
        (SELECT min(id) FROM outbox WHERE status = 'pending' GROUP BY receiver, channel, group_key)
      ORDER BY id LIMIT ?
      """, [.of(now), .of(limit)])
  }

  /// The newest entries, newest first.
  public func outbox(limit: Int) throws(StoreFault) -> [OutboxEntry] {
    try outbox("ORDER BY id DESC LIMIT ?", [.of(limit)])
  }

  /// What was told of one alert, newest first.
  public func outbox(about alert: String, limit: Int) throws(StoreFault) -> [OutboxEntry] {
    try outbox(
      "WHERE id IN (SELECT outbox FROM outbox_alert WHERE alert = ?) ORDER BY id DESC LIMIT ?",
      [.text(alert), .of(limit)])
  }

  /// The newest notices that consoles show, newest first.
  public func shownNotices(since start: Instant, limit: Int) throws(StoreFault) -> [OutboxEntry] {
    try outbox("WHERE status = 'shown' AND at >= ? ORDER BY id DESC LIMIT ?", [.of(start), .of(limit)])
  }

  private func outbox(_ condition: String, _ values: [SQLValue]) throws(StoreFault) -> [OutboxEntry] {
    var entries: [OutboxEntry] = []
    try database.run("SELECT \(Self.outboxColumns) FROM outbox \(condition)", values) { row in
      if let entry = Self.outboxEntry(row) { entries.append(entry) }
    }
    return entries
  }

  private static func outboxEntry(_ row: borrowing SQLRow) -> OutboxEntry? {
    guard let occasion = Notification.Occasion(rawValue: row.text(6)),
      let severity = Severity(rawValue: row.text(9)), let status = OutboxEntry.Status(rawValue: row.text(12))
    else { return nil }
    var entry = OutboxEntry(
      identifier: row.integer(0), key: row.text(1), at: row.instant(2),
      place: (receiver: row.text(3), channel: row.text(4), groupKey: row.text(5)), occasion: occasion,
      headline: Bilingual(english: row.text(7), chinese: row.text(8)), severity: severity,
      isFiring: row.flag(10), count: row.int(11), status: status)
    entry.attempts = row.int(13)
    entry.dueAt = row.instant(14)
    entry.finishedAt = row.optionalInstant(15)
    entry.fault = row.text(16)
    return entry
  }

  /// What is told: the document as it was written down.
  public func payload(of entry: Int64) throws(StoreFault) -> String? {
    var payload: String?
    try database.run("SELECT payload FROM outbox WHERE id = ?", [.integer(entry)]) { payload = $0.text(0) }
    return payload
  }

  /// Writes down what an attempt made of an entry.
  public func note(_ entry: OutboxEntry) throws(StoreFault) {
    try database.run(
      "UPDATE outbox SET status = ?, attempts = ?, due_at = ?, finished_at = ?, fault = ? WHERE id = ?",
      [
        .text(entry.status.rawValue), .of(entry.attempts), .of(entry.dueAt), .of(entry.finishedAt),
        .text(entry.fault), .integer(entry.identifier),
      ])
  }

  /// How it stands with the outbox.
  public func notificationHealth() throws(StoreFault) -> NotificationHealth {
    var health = NotificationHealth()
    health.pending = Int(try database.number("SELECT count(*) FROM outbox WHERE status = 'pending'") ?? 0)
    health.failed = Int(try database.number("SELECT count(*) FROM outbox WHERE status = 'failed'") ?? 0)
    guard health.pending + health.failed > 0 else { return health }
    health.trouble = try outbox(
      "WHERE status IN ('pending', 'failed') AND fault <> '' ORDER BY id DESC LIMIT 1", []
    ).first
    return health
  }

  /// Removes what was sent, shown or given up before a time. Call within `write`.
  public func trimOutbox(before start: Instant) throws(StoreFault) {
    try database.run(
      "DELETE FROM outbox_alert WHERE outbox IN (SELECT id FROM outbox WHERE status <> 'pending' AND at < ?)",
      [.of(start)])
    try database.run("DELETE FROM outbox WHERE status <> 'pending' AND at < ?", [.of(start)])
  }
}
