import Basics
import Model
import Scheduling

extension Store {
  /// The migrations that are not over, those that made ghosts of what is one still, and the newest of the others, the
  /// oldest first. One whose row somebody tampered with is left out.
  public func migrations(limit: Int) throws(StoreFault) -> [Migration] {
    var migrations: [Migration] = []
    try database.run(
      """
      SELECT \(Self.migrationColumns) FROM migration WHERE stage NOT IN ('done', 'undone')
      UNION SELECT \(Self.migrationColumns) FROM migration AS ghost
        WHERE target IS NULL AND stage = 'done' AND NOT EXISTS (
          SELECT 1 FROM migration AS later WHERE later.unit = ghost.unit AND later.number > ghost.number
            AND later.stage IN ('releasing', 'done'))
      UNION SELECT * FROM (SELECT \(Self.migrationColumns) FROM migration
        WHERE stage IN ('done', 'undone') ORDER BY number DESC LIMIT ?)
      ORDER BY number
      """, [.of(limit)]
    ) { row in
      if let migration = Self.migration(row) { migrations.append(migration) }
    }
    return migrations
  }

  private static let migrationColumns = """
    number, plan, unit, origin, target, cause, motive_en, motive_zh, cores, memory, planned_at, starts_at, stage,
    changed_at, fault, policy, score, terms, fitting, nodes, next_node, next_score, unit_group
    """

  private static func migration(_ row: borrowing SQLRow) -> Migration? {
    guard let cause = Migration.Cause(rawValue: row.text(5)),
      let stage = Migration.Stage(rawValue: row.text(12))
    else { return nil }
    return Migration(
      number: row.integer(0), plan: row.integer(1), unit: row.text(2), of: row.optionalText(22),
      from: row.optionalText(3), to: row.optionalText(4), cause: cause,
      motive: Bilingual(english: row.text(6), chinese: row.text(7)), grounds: grounds(row),
      cores: row.optionalReal(8) ?? 0, memory: row.optionalReal(9) ?? 0, plannedAt: row.instant(10),
      startsAt: row.instant(11),
      stage: stage, changedAt: row.instant(13), fault: row.optionalText(14))
  }

  private static func grounds(_ row: borrowing SQLRow) -> Migration.Grounds {
    let score = Int32(clamping: row.integer(21))
    let next = row.optionalText(20).map { Migration.Grounds.Next(node: $0, score: score) }
    return Migration.Grounds(
      policy: row.text(15), score: Int32(clamping: row.integer(16)), terms: terms(row.text(17)),
      fitting: row.int(18), nodes: row.int(19), next: next)
  }

  /// Writes a migration down as it stands. Call within `write`.
  public func save(_ migration: Migration) throws(StoreFault) {
    let grounds = migration.grounds
    try database.run(
      """
      INSERT OR REPLACE INTO migration (\(Self.migrationColumns))
      VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
      """,
      [
        .integer(migration.number), .integer(migration.plan), .text(migration.unit),
        .of(migration.origin), .of(migration.target), .text(migration.cause.rawValue),
        .text(migration.motive.english), .text(migration.motive.chinese), .real(migration.cores),
        .real(migration.memory), .of(migration.plannedAt), .of(migration.startsAt),
        .text(migration.stage.rawValue), .of(migration.changedAt), .of(migration.fault),
        .text(grounds.policy), .integer(Int64(grounds.score)), .text(Self.document(grounds.terms)),
        .of(grounds.fitting), .of(grounds.nodes), .of(grounds.next?.node),
        grounds.next.map { .integer(Int64($0.score)) } ?? .null, .of(migration.group),
      ])
  }

  private static func document(_ terms: [Term]) -> String {
    let rows = terms.map { term in
      JSONValue.array([.text(term.name.english), .text(term.name.chinese), .number(term.value)])
    }
    return JSONValue.array(rows).compact
  }

  private static func terms(_ text: String) -> [Term] {
    guard let node = Documents.read(text), case .array(let rows) = node.value else { return [] }
    return rows.compactMap { row in
      guard case .array(let parts) = row.value, parts.count == 3, case .text(let english) = parts[0].value,
        case .text(let chinese) = parts[1].value, case .number(let number) = parts[2].value
      else { return nil }
      return Term(english: english, chinese: chinese, Double(number) ?? 0)
    }
  }
}

extension Store {
  /// The nodes that somebody holds.
  public func holds() throws(StoreFault) -> [NodeHold] {
    var holds: [NodeHold] = []
    try database.run("SELECT node, is_draining, since, who, reason, deadline FROM node_hold ORDER BY node") {
      row in
      holds.append(
        NodeHold(
          node: row.text(0), isDraining: row.flag(1), since: row.instant(2), who: row.text(3),
          reason: row.text(4), deadline: row.optionalInstant(5)))
    }
    return holds
  }

  /// Writes a hold down in the place of the node's former. Call within `write`.
  public func save(_ hold: NodeHold) throws(StoreFault) {
    try database.run(
      """
      INSERT OR REPLACE INTO node_hold (node, is_draining, since, who, reason, deadline)
      VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        .text(hold.node), .of(hold.isDraining), .of(hold.since), .text(hold.who), .text(hold.reason),
        .of(hold.deadline),
      ])
  }

  /// Lets a node go. Call within `write`.
  public func removeHold(of node: String) throws(StoreFault) {
    try database.run("DELETE FROM node_hold WHERE node = ?", [.text(node)])
  }

  private static let acts = "acts"

  /// How the scheduler is told to act.
  public func actSettings() throws(StoreFault) -> ActSettings {
    ActSettings(fields: try setting(Self.acts).map(Documents.texts) ?? [:])
  }

  public func save(_ settings: ActSettings) throws(StoreFault) {
    try set(Self.acts, to: Documents.write(settings.fields))
  }
}
