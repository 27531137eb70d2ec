import Basics
import Model
import Monitoring

extension Store {
  private static let orderColumns =
    "id, at, who, origin, verb, address, fields, reason, undoes, status, outcome, decided_at, inverse"

  /// Writes an order down before it is an act. Returns it with its number.
  public func submit(_ draft: Order.Draft, by who: String, from origin: String, at now: Instant)
    throws(StoreFault)
    -> Order
  {
    try database.run(
      """
      INSERT INTO orders (at, who, origin, verb, address, fields, reason, undoes, status, outcome)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'pending', '')
      """,
      [
        .of(now), .text(who), .text(origin), .text(draft.verb.rawValue), .text(draft.address.description),
        .text(Documents.write(draft.fields)), .text(draft.reason), draft.undoes.map { .integer($0) } ?? .null,
      ])
    return Order(identifier: database.lastInsertedRow, at: now, who: who, origin: origin, draft: draft)
  }

  /// Writes down what became of an order. Call within `write`.
  public func decide(_ order: Order) throws(StoreFault) {
    try database.run(
      "UPDATE orders SET status = ?, outcome = ?, decided_at = ?, inverse = ? WHERE id = ?",
      [
        .text(order.status.rawValue), .text(order.outcome), .of(order.decidedAt),
        .of(order.inverse.map(Self.text)),
        .integer(order.identifier),
      ])
  }

  /// The orders nobody has dealt with yet, oldest first.
  public func pendingOrders() throws(StoreFault) -> [Order] {
    try orders("WHERE status = 'pending' ORDER BY id", [])
  }

  /// The newest orders, newest first.
  public func orders(limit: Int) throws(StoreFault) -> [Order] {
    try orders("ORDER BY id DESC LIMIT ?", [.of(limit)])
  }

  /// The orders about one thing, newest first.
  public func orders(about address: Address, limit: Int) throws(StoreFault) -> [Order] {
    try orders("WHERE address = ? ORDER BY id DESC LIMIT ?", [.text(address.description), .of(limit)])
  }

  /// One order.
  public func order(_ identifier: Int64) throws(StoreFault) -> Order? {
    try orders("WHERE id = ?", [.integer(identifier)]).first
  }

  private func orders(_ condition: String, _ values: [SQLValue]) throws(StoreFault) -> [Order] {
    var orders: [Order] = []
    try database.run("SELECT \(Self.orderColumns) FROM orders \(condition)", values) { row in
      if let order = Self.order(row) { orders.append(order) }
    }
    return orders
  }

  private static func order(_ row: borrowing SQLRow) -> Order? {
    guard let verb = Order.Verb(rawValue: row.text(4)), let address = Address(row.text(5)),
      let status = Order.Status(rawValue: row.text(9))
    else { return nil }
    let draft = Order.Draft(
      verb, address, Documents.texts(row.text(6)), reason: row.text(7), undoes: row.optionalInteger(8))
    return Order(
      identifier: row.integer(0), at: row.instant(1), who: row.text(2), origin: row.text(3), draft: draft,
      status: status, outcome: row.text(10), decidedAt: row.optionalInstant(11),
      inverse: row.optionalText(12).flatMap(Self.draft))
  }

  private static func text(_ draft: Order.Draft) -> String {
    var texts = draft.fields
    texts["$verb"] = draft.verb.rawValue
    texts["$address"] = draft.address.description
    texts["$undoes"] = draft.undoes.map(String.init)
    return Documents.write(texts)
  }

  private static func draft(_ text: String) -> Order.Draft? {
    var texts = Documents.texts(text)
    guard let verb = texts.removeValue(forKey: "$verb").flatMap(Order.Verb.init),
      let address = texts.removeValue(forKey: "$address").flatMap({ Address($0) })
    else { return nil }
    let undoes = texts.removeValue(forKey: "$undoes").flatMap { Int64($0) }
    return Order.Draft(verb, address, texts, undoes: undoes)
  }

  /// Adds a line to the log. Call within `write`.
  public func append(_ entry: LogEntry) throws(StoreFault) -> LogEntry {
    try database.run(
      """
      INSERT INTO log (at, kind, address, subject_en, subject_zh, detail, who, severity)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .of(entry.at), .text(entry.kind.rawValue), .of(entry.address?.description),
        .text(entry.subject.english), .text(entry.subject.chinese), .text(entry.detail), .text(entry.who),
        .text(entry.severity.rawValue),
      ])
    return LogEntry(
      identifier: database.lastInsertedRow, at: entry.at, kind: entry.kind, severity: entry.severity,
      address: entry.address, subject: entry.subject, detail: entry.detail, who: entry.who)
  }

  /// The newest lines of the log, newest first.
  public func log(limit: Int) throws(StoreFault) -> [LogEntry] {
    var entries: [LogEntry] = []
    try database.run(
      """
      SELECT id, at, kind, address, subject_en, subject_zh, detail, who, severity
      FROM log ORDER BY id DESC LIMIT ?
      """,
      [.of(limit)]
    ) { row in
      guard let kind = LogEntry.Kind(rawValue: row.text(2)) else { return }
      entries.append(
        LogEntry(
          identifier: row.integer(0), at: row.instant(1), kind: kind,
          severity: row.optionalText(8).flatMap { Severity(rawValue: $0) },
          address: row.optionalText(3).flatMap { Address($0) },
          subject: Bilingual(english: row.text(4), chinese: row.text(5)), detail: row.text(6),
          who: row.text(7)))
    }
    return entries
  }

  /// Removes all but the newest lines of the log. Call within `write`.
  public func trimLog(to count: Int) throws(StoreFault) {
    try database.run("DELETE FROM log WHERE id <= (SELECT max(id) FROM log) - ?", [.of(count)])
  }
}
