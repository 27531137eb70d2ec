import Model
import Scheduling
import Scratch
import Testing

@testable import Store

@Suite struct MigrationTests {
  private let scratch = Scratch()
  private var path: String { scratch["store.db"] }
  private static let shipped = Array(1..<Schema.steps.count)

  /// A store as the version of the program that knew so many steps would have left it.
  private func makeOld(_ version: Int) throws {
    let database = try Database(path: path, mode: .create)
    for step in Schema.steps.prefix(version) { try database.execute(step) }
    try database.execute(
      """
      PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = \(version);
      INSERT INTO setting (key, value) VALUES ('kept', 'since version \(version)');
      """)
  }

  @Test(arguments: shipped)
  func `an older store is brought up to date and keeps what it holds`(version: Int) throws {
    try makeOld(version)
    let store = try Store(path: path, use: .own)
    #expect(try store.database.number("PRAGMA user_version") == Int64(Schema.steps.count))
    #expect(try store.setting("kept") == "since version \(version)")
    #expect(try store.check() == [])
  }

  @Test(arguments: shipped)
  func `an older store ends with the schema of a new one`(version: Int) throws {
    try makeOld(version)
    let sql = "SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY type, name"
    #expect(try Store(path: path, use: .own).texts(sql) == Store().texts(sql))
  }

  @Test(arguments: shipped)
  func `a copy is taken before each step, as the store was then`(version: Int) throws {
    try makeOld(version)
    _ = try Store(path: path, use: .own)
    let backups = (version..<Schema.steps.count).map { "store.db.v\($0).backup" }
    #expect(scratch.names.filter { $0.hasSuffix("backup") } == backups.sorted())
    for (name, known) in zip(backups, version...) {
      let copy = try Database(path: scratch[name], mode: .read)
      #expect(try copy.number("PRAGMA user_version") == Int64(known))
      #expect(try copy.number("SELECT count(*) FROM setting WHERE key = 'kept'") == 1)
      #expect(mode(of: scratch[name]) == 0o600)
    }
  }

  @Test(arguments: shipped)
  func `a reader does not bring an older store up to date`(version: Int) throws {
    try makeOld(version)
    #expect(trouble { () throws(StoreFault) in _ = try Store(path: path, use: .read) } == .failed)
    #expect(try Database(path: path, mode: .read).number("PRAGMA user_version") == Int64(version))
  }

  @Test func `migrations of before there were ghosts are kept`() throws {
    try makeOld(15)
    let old = try Database(path: path, mode: .write)
    try old.execute(
      """
      INSERT INTO migration VALUES (7, 7, 'a', 'n1', 'n2', 'drain', 'x', 'x', 'best-fit', 1, '[]', 2, 3, NULL, NULL,
        0.5, 1e9, 1000, 1000, 'loading', 2000, NULL)
      """)
    let kept = try Store(path: path, use: .own).migrations(limit: 5)
    #expect(kept.map(\.number) == [7] && kept[0].origin == "n1" && kept[0].target == "n2")
    #expect(kept[0].stage == .loading && kept[0].cause == .drain && kept[0].group == nil)
  }

  @Test func `migrations of before there were consolidations are kept, and now there may be some`() throws {
    try makeOld(16)
    let old = try Database(path: path, mode: .write)
    try old.execute(
      """
      INSERT INTO migration VALUES (7, 7, 'a', 'web', 'n1', NULL, 'idle', 'x', 'x', 'best-fit', 1, '[]', 2, 3, NULL,
        NULL, 0.5, 1e9, 1000, 1000, 'done', 2000, NULL)
      """)
    let store = try Store(path: path, use: .own)
    var kept = try store.migrations(limit: 5)
    #expect(kept.map(\.number) == [7] && kept[0].origin == "n1" && kept[0].target == nil)
    #expect(kept[0].stage == .done && kept[0].cause == .idle && kept[0].group == "web")
    let new = Migration(
      number: 8, plan: 8, unit: "b", from: "n1", to: "n2", cause: .consolidate, motive: kept[0].motive,
      grounds: kept[0].grounds, cores: 1, memory: 1, plannedAt: kept[0].plannedAt, startsAt: kept[0].startsAt)
    try store.write { () throws(StoreFault) in try store.save(new) }
    kept = try store.migrations(limit: 5)
    #expect(kept.map(\.cause) == [.idle, .consolidate])
  }

  @Test func `a step that fails leaves the store at the step before it`() throws {
    try makeOld(2)
    try Database(path: path, mode: .write).execute("CREATE TABLE silence (mine TEXT)")
    #expect(trouble { () throws(StoreFault) in _ = try Store(path: path, use: .own) } == .failed)
    let database = try Database(path: path, mode: .read)
    #expect(try database.number("PRAGMA user_version") == 2)
    #expect(try database.number("SELECT count(*) FROM sqlite_schema WHERE name = 'alert'") == 0)
  }

  @Test(arguments: 2..<14) func `scrapes of an older store keep their columns`(version: Int) throws {
    try makeOld(version)
    try Database(path: path, mode: .write).execute(
      """
      INSERT INTO source (id, labels) VALUES (3, 'labels');
      INSERT INTO layout (id, columns) VALUES (7, 'columns');
      INSERT INTO scrape (at, source, layout, is_key, payload) VALUES (1000, 3, 7, 1, x'00');
      """)
    let database = try Store(path: path, use: .own).database
    let kept = "SELECT count(*) FROM scrape s JOIN layout l ON l.id = s.layout WHERE l.columns = 'columns'"
    #expect(try database.number(kept) == 1)
    #expect(try database.number("SELECT count(*) FROM pragma_foreign_key_check") == 0)
    #expect(try database.number("PRAGMA foreign_keys") == 1)
  }

  @Test func `an up to date store is not copied`() throws {
    do { _ = try Store(path: path, use: .own) }
    do { _ = try Store(path: path, use: .own) }
    #expect(scratch.names == ["store.db"])
  }

  @Test func `every time in the schema is a whole number`() throws {
    let store = try Store()
    let columns = try store.texts(
      """
      SELECT t.name || '.' || c.name FROM pragma_table_list t JOIN pragma_table_info(t.name) c
      WHERE t.strict = 1 AND (c.name = 'at' OR c.name LIKE '%\\_at' ESCAPE '\\') AND c.type <> 'INTEGER'
      """)
    #expect(columns == [])
  }
}
