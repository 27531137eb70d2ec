import Glibc
import Model
import Scratch
import Testing

@testable import Store

@Suite struct OpeningTests {
  private let scratch = Scratch()
  private var path: String { scratch["deep/er/store.db"] }

  @Test func `a store in memory opens empty`() throws {
    let store = try Store()
    #expect(store.hasNoFacts)
    #expect(try store.orders(limit: 10).isEmpty)
    #expect(try store.check() == [])
  }

  @Test func `a missing store is made with its directories, for its owner alone`() throws {
    _ = try Store(path: path, use: .own)
    #expect(mode(of: scratch["deep"]) == 0o700)
    #expect(mode(of: scratch["deep/er"]) == 0o700)
    #expect(mode(of: path) == 0o600)
  }

  @Test func `the journal beside the store is for its owner alone`() throws {
    let store = try Store(path: path, use: .own)
    try store.set("language", to: "zh")
    #expect(mode(of: path + "-wal") == 0o600)
    #expect(mode(of: path + "-shm") == 0o600)
  }

  @Test func `a directory that is there keeps its permissions`() throws {
    mkdir(scratch["deep"], 0o755)
    chmod(scratch["deep"], 0o755)
    _ = try Store(path: path, use: .own)
    #expect(mode(of: scratch["deep"]) == 0o755)
  }

  @Test func `a new store has small pages, and one that is there keeps its own`() throws {
    #expect(try Store(path: path, use: .own).database.number("PRAGMA page_size") == 2_048)
    let old = try Database(path: scratch["old.db"], mode: .create)
    try old.execute(Schema.steps[0])
    try old.execute("PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = 1")
    #expect(try Store(path: scratch["old.db"], use: .own).database.number("PRAGMA page_size") == 4_096)
  }

  @Test func `a store keeps a write-ahead log`() throws {
    let store = try Store(path: path, use: .own)
    #expect(try store.text("PRAGMA journal_mode") == "wal")
  }

  @Test func `a store says whose it is and how old its schema is`() throws {
    let store = try Store(path: path, use: .own)
    #expect(try store.database.number("PRAGMA application_id") == 0x4249_4E4E)
    #expect(try store.database.number("PRAGMA user_version") == Int64(store.schema))
  }

  @Test func `a store holds references to be true`() throws {
    let store = try Store(path: path, use: .own)
    #expect(try store.database.number("PRAGMA foreign_keys") == 1)
  }

  @Test func `every table is strict`() throws {
    let store = try Store()
    let loose = try store.texts(
      "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'")
    #expect(loose == [])
    #expect(try store.database.number("SELECT count(*) FROM pragma_table_list WHERE strict = 1") ?? 0 > 15)
  }

  @Test func `what was kept is there when the store opens again`() throws {
    try Store(path: path, use: .own).set("language", to: "zh")
    #expect(try Store(path: path, use: .own).setting("language") == "zh")
  }

  @Test func `a new store leaves no backup behind`() throws {
    do { _ = try Store(path: scratch["store.db"], use: .own) }
    #expect(scratch.names == ["store.db"])
  }

  @Test func `a reader sees what the owner writes`() throws {
    let owner = try Store(path: path, use: .own)
    let reader = try Store(path: path, use: .read)
    let before = try reader.foreignChanges()
    try owner.set("language", to: "zh")
    #expect(reader.isReadOnly)
    #expect(try reader.setting("language") == "zh")
    #expect(try reader.foreignChanges() != before)
  }

  @Test func `a reader cannot write`() throws {
    _ = try Store(path: path, use: .own)
    let reader = try Store(path: path, use: .read)
    #expect(trouble { () throws(StoreFault) in try reader.set("language", to: "zh") } == .readOnly)
  }

  @Test func `the size of a store is its pages`() throws {
    let store = try Store(path: path, use: .own)
    try store.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    #expect(try store.bytes == Int64(bytes(of: path).count))
  }
}

extension Store {
  /// The first column of every row.
  func texts(_ sql: String) throws(StoreFault) -> [String] {
    var texts: [String] = []
    try database.run(sql) { texts.append($0.text(0)) }
    return texts
  }

  func text(_ sql: String) throws(StoreFault) -> String? { try texts(sql).first }
}
