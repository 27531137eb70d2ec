import Basics
import Monitoring
import Telemetry

extension Store {
  private static let alertColumns = """
    identifier, rule, labels, state, severity, active_at, fired_at, resolved_at, gone_at, value, summary_en, summary_zh,
    description_en, description_zh, acknowledged_by, acknowledged_at, acknowledged_comment, is_dismissed,
    origin, ground, annotations
    """

  /// Saves an alert as it stands. Call within `write`.
  public func save(_ alert: Alert) throws(StoreFault) {
    try database.run(
      "INSERT OR REPLACE INTO alert (\(Self.alertColumns)) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
      [
        .text(alert.identifier), .text(alert.rule), .text(Self.text(alert.labels)),
        .text(alert.state.rawValue),
        .text(alert.severity.rawValue), .of(alert.activeAt), .of(alert.firedAt), .of(alert.resolvedAt),
        .of(alert.goneAt), .of(alert.value), .text(alert.summary.english), .text(alert.summary.chinese),
        .text(alert.description.english), .text(alert.description.chinese), .of(alert.acknowledgement?.by),
        .of(alert.acknowledgement?.at), .of(alert.acknowledgement?.comment), .of(alert.isDismissed),
        .text(alert.origin), .text(alert.ground.rawValue), .text(Documents.write(alert.annotations)),
      ])
  }

  /// Removes an alert that is over. Call within `write`.
  public func removeAlert(_ identifier: String) throws(StoreFault) {
    try database.run("DELETE FROM alert WHERE identifier = ?", [.text(identifier)])
  }

  /// All alerts that are not over.
  public func alerts() throws(StoreFault) -> [Alert] {
    var alerts: [Alert] = []
    try database.run("SELECT \(Self.alertColumns) FROM alert") { row in
      if let alert = Self.alert(row) { alerts.append(alert) }
    }
    return alerts
  }

  private static func alert(_ row: borrowing SQLRow) -> Alert? {
    guard let labels = labels(row.text(2)), let state = Alert.State(rawValue: row.text(3)),
      let severity = Severity(rawValue: row.text(4))
    else { return nil }
    var alert = Alert(
      rule: row.text(1), labels: labels, state: state, severity: severity, activeAt: row.instant(5),
      value: row.optionalReal(9) ?? .nan, summary: Bilingual(english: row.text(10), chinese: row.text(11)),
      description: Bilingual(english: row.text(12), chinese: row.text(13)))
    alert.firedAt = row.optionalInstant(6)
    alert.resolvedAt = row.optionalInstant(7)
    alert.goneAt = row.optionalInstant(8)
    if let by = row.optionalText(14), let at = row.optionalInstant(15) {
      alert.acknowledgement = Alert.Acknowledgement(by: by, at: at, comment: row.text(16))
    }
    alert.isDismissed = row.flag(17)
    alert.origin = row.text(18)
    alert.ground = Alert.Ground(rawValue: row.text(19)) ?? .condition
    alert.annotations = Documents.texts(row.text(20))
    return alert.named(row.text(0))
  }

  static func text(_ labels: Labels) -> String { Layout([Layout.Column("", labels)]).stored }

  static func labels(_ text: String) -> Labels? { Layout.restored(from: text)?.columns.first?.labels }

  /// Saves a silence. Call within `write`.
  public func save(_ silence: Silence) throws(StoreFault) {
    let matchers = silence.matchers.map { [$0.label, $0.test.rawValue, $0.value] }
    let document = JSONValue.array(matchers.map { .array($0.map(JSONValue.text)) }).compact
    try database.run(
      "INSERT OR REPLACE INTO silence (identifier, matchers, starts_at, ends_at, author, comment) VALUES (?,?,?,?,?,?)",
      [
        .text(silence.identifier), .text(document), .of(silence.startsAt), .of(silence.endsAt),
        .text(silence.author),
        .text(silence.comment),
      ])
  }

  /// The silences that are not over at a time.
  public func silences(at now: Instant) throws(StoreFault) -> [Silence] {
    var silences: [Silence] = []
    try database.run(
      "SELECT identifier, matchers, starts_at, ends_at, author, comment FROM silence WHERE ends_at > ? ORDER BY ends_at",
      [.of(now)]
    ) { row in
      silences.append(
        Silence(
          identifier: row.text(0), matchers: Self.matchers(row.text(1)), startsAt: row.instant(2),
          endsAt: row.instant(3), author: row.text(4), comment: row.text(5)))
    }
    return silences
  }

  private static func matchers(_ document: String) -> [Matcher] {
    guard let node = Documents.read(document), case .array(let rows) = node.value else { return [] }
    return rows.compactMap { row in
      guard case .array(let parts) = row.value, parts.count == 3, case .text(let label) = parts[0].value,
        case .text(let test) = parts[1].value, case .text(let value) = parts[2].value,
        let test = Matcher.Test(rawValue: test)
      else { return nil }
      return Matcher(label, test, value)
    }
  }
}

/// Documents in columns of the store.
enum Documents {
  /// The document, or nil when the text is not one: then someone has written into the store.
  static func read(_ text: String) -> JSONNode? {
    do { return try JSONReader.read(Array(text.utf8), name: "store") } catch { return nil }
  }

  /// The members of an object of texts.
  static func texts(_ text: String) -> [String: String] {
    guard let node = read(text), case .object(let members) = node.value else { return [:] }
    return members.reduce(into: [:]) { texts, member in
      if case .text(let value) = member.node.value { texts[member.key] = value }
    }
  }

  static func write(_ texts: [String: String]) -> String {
    JSONValue.object(texts.sorted { $0.key < $1.key }.map { ($0.key, .text($0.value)) }).compact
  }
}
