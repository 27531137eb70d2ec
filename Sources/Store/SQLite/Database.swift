import CSQLite

/// A connection to an SQLite file. Belongs to one thread.
/// A class because it owns the connection.
public final class Database {
  fileprivate let handle: OpaquePointer
  public let path: String
  private var prepared: [String: Statement] = [:]

  /// How a file is opened.
  public enum Mode: Sendable {
    case create, write, read
  }

  public init(path: String, mode: Mode) throws(StoreFault) {
    self.path = path
    try StoreFile.refuseDirectory(path)
    let flags =
      switch mode {
      case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      case .write: SQLITE_OPEN_READWRITE
      case .read: SQLITE_OPEN_READONLY
      }
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(path, &opened, flags | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let opened else {
      let detail = String(cString: sqlite3_errmsg(opened))
      sqlite3_close_v2(opened)
      throw StoreFault(code: code, path: path, detail: detail)
    }
    handle = opened
    sqlite3_extended_result_codes(handle, 1)
    sqlite3_busy_timeout(handle, 250)
  }

  deinit {
    prepared.removeAll()
    sqlite3_close_v2(handle)
  }

  /// The fault for the last result code.
  func fault(_ code: Int32) -> StoreFault {
    StoreFault(code: code, path: path, detail: String(cString: sqlite3_errmsg(handle)))
  }

  /// Runs statements that take and give nothing.
  public func execute(_ sql: String) throws(StoreFault) {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw fault(code) }
  }

  /// Runs one statement with values for its places, and calls `body` with each row.
  public func run(
    _ sql: String, _ values: [SQLValue] = [], _ body: (borrowing SQLRow) -> Void = { _ in }
  ) throws(StoreFault) {
    let statement = try statement(sql)
    defer { statement.reset() }
    statement.bind(values)
    while true {
      switch statement.step() {
      case SQLITE_ROW: body(SQLRow(statement: statement))
      case SQLITE_DONE: return
      case let code: throw fault(code)
      }
    }
  }

  /// The first row's first column as a number; nil when there is no row or it is null.
  public func number(_ sql: String, _ values: [SQLValue] = []) throws(StoreFault) -> Int64? {
    var result: Int64?
    try run(sql, values) { row in if result == nil { result = row.optionalInteger(0) } }
    return result
  }

  /// Statements are kept: the same text is compiled once.
  private func statement(_ sql: String) throws(StoreFault) -> Statement {
    if let known = prepared[sql] { return known }
    var made: OpaquePointer?
    let code = sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &made, nil)
    guard code == SQLITE_OK, let made else { throw fault(code) }
    let statement = Statement(made)
    prepared[sql] = statement
    return statement
  }

  public var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(handle) }
  public var changedRows: Int { Int(sqlite3_changes(handle)) }
  public var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// Does everything in `body` or nothing. The write lock is taken at the start, so that it cannot be refused halfway.
  public func transaction<Result>(_ body: () throws(StoreFault) -> Result) throws(StoreFault) -> Result {
    try execute("BEGIN IMMEDIATE")
    do {
      let result = try body()
      try execute("COMMIT")
      return result
    } catch {
      // Some faults have already rolled back by themselves.
      if isInTransaction { _ = sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
      throw error
    }
  }
}

extension Database {
  /// Reads several times from one state of the file. Each statement by itself would lock it anew.
  func reading<Result>(_ body: () throws(StoreFault) -> Result) throws(StoreFault) -> Result {
    guard !isInTransaction else { return try body() }
    try execute("BEGIN")
    defer { endReading() }
    return try body()
  }

  /// Ends a transaction in which nothing was written.
  func endReading() { _ = sqlite3_exec(handle, "COMMIT", nil, nil, nil) }
}

/// A compiled statement.
/// A class because it owns the compiled form.
final class Statement {
  private let handle: OpaquePointer
  // What SQLite calls SQLITE_TRANSIENT: it takes its own copy.
  private static let copies = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  init(_ handle: OpaquePointer) { self.handle = handle }

  deinit { sqlite3_finalize(handle) }

  func bind(_ values: [SQLValue]) {
    for (index, value) in values.enumerated() {
      let place = Int32(index + 1)
      switch value {
      case .null: sqlite3_bind_null(handle, place)
      case .integer(let number): sqlite3_bind_int64(handle, place, number)
      case .real(let number): sqlite3_bind_double(handle, place, number)
      case .text(let text): sqlite3_bind_text(handle, place, text, Int32(text.utf8.count), Self.copies)
      case .blob(let bytes): sqlite3_bind_blob(handle, place, bytes, Int32(bytes.count), Self.copies)
      }
    }
  }

  func step() -> Int32 { sqlite3_step(handle) }

  func reset() {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }
  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }
  func real(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }
  func text(_ column: Int32) -> String {
    // A text may hold a zero byte; its length is to be asked after the text itself.
    guard let bytes = sqlite3_column_text(handle, column) else { return "" }
    let count = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  func blob(_ column: Int32) -> [UInt8] {
    guard let bytes = sqlite3_column_blob(handle, column) else { return [] }
    return Array(UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(handle, column))))
  }
}
