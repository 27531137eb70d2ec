import Basics
import Monitoring
import Telemetry

extension Store {
  /// Saves an incident as it stands, without its alerts and events. Call within `write`.
  public func save(_ incident: Incident) throws(StoreFault) {
    let links = JSONValue.array(incident.links.sorted().map { .integer(Int64($0)) }).compact
    try database.run(
      """
      INSERT OR REPLACE INTO incident (id, state, severity, title_en, title_zh, opened_at, acknowledged_by,
        acknowledged_at, acknowledged_comment, released_at, resolved_at, assignee, rung, rung_at, merged_into, links)
      VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
      """,
      [
        .of(incident.identifier), .text(incident.state.rawValue), .text(incident.severity.rawValue),
        .text(incident.title.english), .text(incident.title.chinese), .of(incident.openedAt),
        .of(incident.acknowledgement?.by), .of(incident.acknowledgement?.at),
        .of(incident.acknowledgement?.comment), .of(incident.releasedAt), .of(incident.resolvedAt),
        .of(incident.assignee), .of(incident.rung), .of(incident.rungAt),
        incident.mergedInto.map { .of($0) } ?? .null, .text(links),
      ])
  }

  /// Saves an alert of an incident in the place it has among the others. Call within `write`.
  public func save(_ member: IncidentMember, of incident: Int) throws(StoreFault) {
    try database.run(
      """
      INSERT INTO incident_alert (incident, alert, rule, labels, bond, summary_en, summary_zh, severity, fired_at,
        ended_at, times, trace)
      VALUES (?,?,?,?,?,?,?,?,?,?,?,?)
      ON CONFLICT (incident, alert) DO UPDATE SET summary_en = excluded.summary_en, summary_zh = excluded.summary_zh,
        severity = excluded.severity, fired_at = excluded.fired_at, ended_at = excluded.ended_at,
        times = excluded.times, trace = excluded.trace
      """,
      [
        .of(incident), .text(member.alert), .text(member.rule), .text(Self.text(member.labels)),
        .text(member.bond.rawValue), .text(member.summary.english), .text(member.summary.chinese),
        .text(member.severity.rawValue), .of(member.firedAt), .of(member.endedAt), .of(member.times),
        .text(Self.document(member.trace)),
      ])
  }

  /// Puts an event behind those of an incident. Call within `write`.
  public func append(_ event: IncidentEvent, to incident: Int) throws(StoreFault) {
    try database.run(
      "INSERT INTO incident_event (incident, at, kind, who, subject, detail) VALUES (?,?,?,?,?,?)",
      [
        .of(incident), .of(event.at), .text(event.kind.rawValue), .text(event.who), .text(event.subject),
        .text(event.text),
      ])
  }

  /// The incidents that are not over and the newest of the others, whole.
  public func incidents(limit: Int) throws(StoreFault) -> [Incident] {
    var incidents: [Int: Incident] = [:]
    let wanted = """
      (SELECT id FROM incident WHERE state <> 'resolved'
       UNION SELECT id FROM (SELECT id FROM incident WHERE state = 'resolved' ORDER BY id DESC LIMIT ?))
      """
    try database.run(
      """
      SELECT id, state, severity, title_en, title_zh, opened_at, acknowledged_by, acknowledged_at, acknowledged_comment,
        released_at, resolved_at, assignee, rung, rung_at, merged_into, links
      FROM incident WHERE id IN \(wanted)
      """, [.of(limit)]
    ) { row in
      if let incident = Self.incident(row) { incidents[incident.identifier] = incident }
    }
    try database.run(
      """
      SELECT incident, alert, rule, labels, bond, summary_en, summary_zh, severity, fired_at, ended_at, times, trace
      FROM incident_alert WHERE incident IN \(wanted) ORDER BY id
      """, [.of(limit)]
    ) { row in
      if let member = Self.member(row) { incidents[row.int(0)]?.restore(member) }
    }
    try database.run(
      """
      SELECT incident, at, kind, who, subject, detail FROM incident_event WHERE incident IN \(wanted) ORDER BY id
      """, [.of(limit)]
    ) { row in
      guard let kind = IncidentEvent.Kind(rawValue: row.text(2)) else { return }
      incidents[row.int(0)]?.restore(
        IncidentEvent(
          at: row.instant(1), kind, who: row.text(3), subject: row.text(4), text: row.text(5)))
    }
    return incidents.values.sorted { $0.identifier < $1.identifier }
  }

  private static func incident(_ row: borrowing SQLRow) -> Incident? {
    guard let state = Incident.State(rawValue: row.text(1)), let severity = Severity(rawValue: row.text(2))
    else { return nil }
    var saved = Incident.Saved(
      identifier: row.int(0), state: state, severity: severity,
      title: Bilingual(english: row.text(3), chinese: row.text(4)), openedAt: row.instant(5))
    if let by = row.optionalText(6), let at = row.optionalInstant(7) {
      saved.acknowledgement = Alert.Acknowledgement(by: by, at: at, comment: row.text(8))
    }
    saved.releasedAt = row.optionalInstant(9)
    saved.resolvedAt = row.optionalInstant(10)
    saved.assignee = row.optionalText(11)
    saved.rung = row.int(12)
    saved.rungAt = row.optionalInstant(13)
    saved.mergedInto = row.optionalInteger(14).map { Int($0) }
    saved.links = numbers(row.text(15))
    return Incident(saved: saved)
  }

  private static func numbers(_ text: String) -> Set<Int> {
    guard let node = Documents.read(text), case .array(let items) = node.value else { return [] }
    return Set(
      items.compactMap { item in if case .number(let number) = item.value { Int(number) } else { nil } })
  }

  private static func member(_ row: borrowing SQLRow) -> IncidentMember? {
    guard let labels = labels(row.text(3)), let bond = IncidentMember.Bond(rawValue: row.text(4)),
      let severity = Severity(rawValue: row.text(7))
    else { return nil }
    return IncidentMember(
      alert: row.text(1), rule: row.text(2), labels: labels, bond: bond,
      summary: Bilingual(english: row.text(5), chinese: row.text(6)), severity: severity,
      firedAt: row.instant(8), endedAt: row.optionalInstant(9), times: row.int(10), trace: trace(row.text(11))
    )
  }

  private static func document(_ trace: IncidentTrace) -> String {
    JSONValue.object([
      ("step", .integer(trace.step.milliseconds)), ("next", .integer(trace.isDueAt.milliseconds)),
      ("values", .array(trace.values.map { .number(Double($0)) })),
    ]).compact
  }

  /// What is not finite was written as null.
  private static func trace(_ text: String) -> IncidentTrace {
    guard let node = Documents.read(text) else { return IncidentTrace() }
    do throws(JSONFault) {
      var values: [Float] = []
      for item in try node.list("values") { values.append(item.isNull ? .nan : Float(try item.number())) }
      return IncidentTrace(
        values: values, step: .milliseconds(Int64(try node.required("step").integer())),
        next: Instant(milliseconds: Int64(try node.required("next").integer())))
    } catch { return IncidentTrace() }
  }
}
