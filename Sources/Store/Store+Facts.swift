import Basics
import Community
import Roadmap

/// A document of claims as it was loaded.
public struct FactDocument: Sendable {
  /// What the document holds; the raw value is the word in the store.
  public enum Kind: String, CaseIterable, Sendable {
    case programme, indicators
  }

  public let kind: Kind
  public let identifier: String
  /// JSON.
  public let text: String

  public init(kind: Kind, identifier: String, text: String) {
    self.kind = kind
    self.identifier = identifier
    self.text = text
  }
}

extension Store {
  /// The documents of a kind, in their order.
  public func facts(_ kind: FactDocument.Kind) throws(StoreFault) -> [FactDocument] {
    var facts: [FactDocument] = []
    try database.run(
      "SELECT identifier, document FROM fact WHERE kind = ? ORDER BY position", [.text(kind.rawValue)]
    ) { row in facts.append(FactDocument(kind: kind, identifier: row.text(0), text: row.text(1))) }
    return facts
  }

  /// Whether nothing has been loaded yet.
  public var hasNoFacts: Bool {
    do { return try database.number("SELECT 1 FROM fact LIMIT 1") == nil } catch { return false }
  }

  /// Loads documents as claims. Call within `write`.
  public func load(_ facts: [FactDocument], at now: Instant) throws(StoreFault) {
    for (position, fact) in facts.enumerated() {
      try database.run(
        """
        INSERT OR REPLACE INTO fact (kind, identifier, position, document, provenance, loaded_at)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        [
          .text(fact.kind.rawValue), .text(fact.identifier), .of(position), .text(fact.text),
          .text(Provenance.claimed.rawValue), .of(now),
        ])
    }
  }

  /// What people have entered about the items of plans, by item.
  public func planStates() throws(StoreFault) -> [String: PlanItem.State] {
    var states: [String: PlanItem.State] = [:]
    try database.run(
      "SELECT identifier, status, progress, owner, starts_on, ends_on, note, delivered, done_on, waiver FROM plan_item"
    ) { row in
      var state = PlanItem.State()
      state.status = PlanItem.Status(rawValue: row.text(1)) ?? .planned
      state.progress = row.optionalReal(2)
      state.owner = row.optionalText(3)
      state.start = row.optionalDay(4)
      state.end = row.optionalDay(5)
      state.note = row.optionalText(6)
      state.delivered = row.optionalReal(7)
      state.doneOn = row.optionalDay(8)
      state.waiver = row.optionalText(9)
      states[row.text(0)] = state
    }
    return states
  }

  /// Saves what people have entered about an item. Call within `write`.
  public func save(_ state: PlanItem.State, of identifier: String) throws(StoreFault) {
    try database.run(
      """
      INSERT OR REPLACE INTO plan_item
        (identifier, status, progress, owner, starts_on, ends_on, note, delivered, done_on, waiver)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .text(identifier), .text(state.status.rawValue), .of(state.progress), .of(state.owner),
        .of(state.start),
        .of(state.end), .of(state.note), .of(state.delivered), .of(state.doneOn), .of(state.waiver),
      ])
  }

  /// The launch day and owner people have entered for programmes.
  public func programmeStates() throws(StoreFault) -> [String: (launch: Day?, owner: String?)] {
    var states: [String: (launch: Day?, owner: String?)] = [:]
    try database.run("SELECT identifier, launch, owner FROM programme") { row in
      states[row.text(0)] = (row.optionalDay(1), row.optionalText(2))
    }
    return states
  }

  /// Saves a programme's launch day and owner. Call within `write`.
  public func save(_ programme: Programme) throws(StoreFault) {
    try database.run(
      "INSERT OR REPLACE INTO programme (identifier, launch, owner) VALUES (?, ?, ?)",
      [.text(programme.identifier), .of(programme.launch), .of(programme.owner)])
  }

  /// All readings of all indicators, in the order they were entered.
  public func readings() throws(StoreFault) -> [Reading] {
    var readings: [Reading] = []
    try database.run(
      """
      SELECT indicator, day, value, comparator, provenance, note_en, note_zh, source, is_marked, entered_at
      FROM reading ORDER BY id
      """
    ) { row in
      guard let comparator = Quantity.Comparator(rawValue: row.text(3)),
        let provenance = Provenance(rawValue: row.text(4))
      else { return }
      readings.append(
        Reading(
          indicator: row.text(0), day: row.optionalDay(1), value: row.optionalReal(2) ?? .nan,
          comparator: comparator,
          provenance: provenance, note: Bilingual(english: row.text(5), chinese: row.text(6)),
          source: row.text(7),
          isMarked: row.flag(8), enteredAt: row.instant(9)))
    }
    return readings
  }

  /// Adds a reading. Call within `write`.
  public func append(_ reading: Reading) throws(StoreFault) {
    try database.run(
      """
      INSERT INTO reading
        (indicator, day, value, comparator, provenance, note_en, note_zh, source, is_marked, entered_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .text(reading.indicator), .of(reading.day), .real(reading.value), .text(reading.comparator.rawValue),
        .text(reading.provenance.rawValue), .text(reading.note.english), .text(reading.note.chinese),
        .text(reading.source), .of(reading.isMarked), .of(reading.enteredAt),
      ])
  }

  /// Takes the reading of an indicator back that was entered at a time. Call within `write`.
  public func removeReading(_ indicator: String, enteredAt: Instant) throws(StoreFault) {
    try database.run(
      "DELETE FROM reading WHERE indicator = ? AND entered_at = ?", [.text(indicator), .of(enteredAt)])
  }
}
