import Basics
import CSQLite
import Model

/// The store: one SQLite file that holds everything. Belongs to one thread.
/// A class because it owns the connection and what it remembers of it.
public final class Store {
  public let database: Database
  public let path: String
  public let isReadOnly: Bool
  var memory = ScrapeMemory()

  /// How a store is used.
  public enum Use: Sendable {
    /// Made when missing, brought up to date.
    case own
    /// Must be there and up to date; only read.
    case read
  }

  /// Opens a store. A missing one is made, readable by its owner alone; an older one is brought up to date, a copy of
  /// it kept beside it; a newer one is refused.
  public convenience init(path: String, use: Use) throws(StoreFault) {
    if use == .own { try StoreFile.prepare(path) }
    let database = try Database(path: path, mode: use == .own ? .create : .read)
    try self.init(database, use: use)
  }

  /// A store in memory, for tests, previews and demonstrations.
  public convenience init() throws(StoreFault) {
    try self.init(try Database(path: ":memory:", mode: .create), use: .own)
  }

  private init(_ database: Database, use: Use) throws(StoreFault) {
    self.database = database
    path = database.path
    isReadOnly = use == .read
    let version = try Self.version(of: database, use: use)
    guard version <= Schema.steps.count else {
      throw StoreFault(.tooNew(found: version, known: Schema.steps.count), path: path, detail: "")
    }
    if use == .own {
      // Most tables are small and take a page each, which counts in a store of a few hours. A file that is there keeps
      // the size it has.
      try database.execute("PRAGMA page_size = 2048")
      try database.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
      try migrate(from: version)
      // A step may make a table anew that others refer to.
      try database.execute("PRAGMA foreign_keys = ON")
    } else if version < Schema.steps.count {
      throw StoreFault(
        .failed, path: path, detail: "schema \(version) must be brought up to \(Schema.steps.count)")
    }
    try database.execute("PRAGMA cache_size = -1024; PRAGMA temp_store = MEMORY")
  }

  /// The schema the file has; complains when it is another program's.
  static func version(of database: Database, use: Use) throws(StoreFault) -> Int {
    let application = try database.number("PRAGMA application_id") ?? 0
    let version = try database.number("PRAGMA user_version") ?? 0
    let tables = try database.number("SELECT count(*) FROM sqlite_schema") ?? 0
    let isEmpty = application == 0 && version == 0 && tables == 0
    guard application == Schema.applicationID || isEmpty && use == .own else {
      throw StoreFault(.notAStore, path: database.path, detail: "application_id \(application)")
    }
    return Int(version)
  }

  private func migrate(from version: Int) throws(StoreFault) {
    for next in version..<max(version, Schema.steps.count) {
      // A new store has nothing to keep a copy of until it is complete.
      if version > 0 { try backUp(to: "\(path).v\(next).backup") }
      try database.transaction { () throws(StoreFault) in
        // Another process may have done it while this one waited for the lock.
        guard try database.number("PRAGMA user_version") == Int64(next) else { return }
        try database.execute(Schema.steps[next])
        try database.execute(
          "PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = \(next + 1)")
      }
    }
  }

  /// Writes a consistent copy of the store to a file that must not exist yet.
  public func backUp(to target: String) throws(StoreFault) {
    guard path != ":memory:" else { return }
    StoreFile.remove(target)
    try database.run("VACUUM INTO ?", [.text(target)])
    StoreFile.protect(target)
  }

  /// Does several things at once or none of them.
  public func write<Result>(_ body: () throws(StoreFault) -> Result) throws(StoreFault) -> Result {
    do {
      return try database.transaction(body)
    } catch {
      // Numbers given and rows remembered in what was rolled back are worth nothing.
      memory = ScrapeMemory()
      throw error
    }
  }

  /// How many bytes the store takes, without its journal.
  public var bytes: Int64 {
    get throws(StoreFault) {
      (try database.number("PRAGMA page_count") ?? 0) * (try database.number("PRAGMA page_size") ?? 0)
    }
  }

  public var schema: Int { Schema.steps.count }

  /// Looks through the whole file; the complaints, none when it is sound. Slow on a large store.
  public func check() throws(StoreFault) -> [String] { try Self.complaints(of: database) }

  /// Changes when another connection has changed the store.
  public func foreignChanges() throws(StoreFault) -> Int64 { try database.number("PRAGMA data_version") ?? 0 }
}
