import Model
import Testing

@testable import Store

@Suite struct DatabaseTests {
  private let database: Database

  init() throws {
    database = try Database(path: ":memory:", mode: .create)
    try database.execute("CREATE TABLE t (a INTEGER, b REAL, c TEXT, d BLOB) STRICT")
  }

  @Test func `every kind of value goes in and comes out`() throws {
    try database.run(
      "INSERT INTO t VALUES (?, ?, ?, ?)", [.integer(.min), .real(0.1), .text("'"), .blob([0, 255])])
    try database.run("SELECT a, b, c, d FROM t") { row in
      #expect(row.integer(0) == .min)
      #expect(row.optionalReal(1) == 0.1)
      #expect(row.text(2) == "'")
      #expect(row.blob(3) == [0, 255])
    }
    #expect(database.changedRows == 1)
  }

  @Test func `nothing comes out as nothing`() throws {
    try database.run("INSERT INTO t VALUES (?, ?, ?, ?)", [.null, .null, .null, .blob([])])
    try database.run("SELECT a, b, c, d FROM t") { row in
      #expect(row.optionalInteger(0) == nil)
      #expect(row.optionalReal(1) == nil)
      #expect(row.optionalText(2) == nil)
      #expect(row.blob(3) == [])
    }
    #expect(try database.number("SELECT a FROM t") == nil)
  }

  @Test(arguments: Sample.hostileTexts)
  func `a text comes out as it went in`(text: String) throws {
    try database.run("INSERT INTO t (c) VALUES (?)", [.text(text)])
    var found: String?
    try database.run("SELECT c FROM t WHERE c = ?", [.text(text)]) { found = $0.text(0) }
    #expect(found.map { Array($0.utf8) } == Array(text.utf8))
  }

  @Test func `a place that is not bound again is empty`() throws {
    try database.run("INSERT INTO t (a, c) VALUES (?, ?)", [.integer(1), .text("one")])
    try database.run("INSERT INTO t (a, c) VALUES (?, ?)", [.integer(2)])
    #expect(try database.number("SELECT count(*) FROM t WHERE c IS NULL") == 1)
  }

  @Test func `a strict table refuses the wrong kind of value`() {
    let fault = trouble { () throws(StoreFault) in
      try database.run("INSERT INTO t (a) VALUES (?)", [.text("many")])
    }
    #expect(fault == .failed)
  }

  @Test func `a statement that failed can be run again`() throws {
    let sql = "INSERT INTO t (a) VALUES (?)"
    _ = trouble { () throws(StoreFault) in try database.run(sql, [.text("many")]) }
    try database.run(sql, [.integer(7)])
    #expect(try database.number("SELECT a FROM t") == 7)
  }

  @Test func `a slip in a statement is told in SQLite's words`() {
    #expect(throws: StoreFault(.failed, path: ":memory:", detail: "near \"SELEC\": syntax error")) {
      try database.run("SELEC 1")
    }
  }

  @Test func `the first of many numbers is the number`() throws {
    #expect(try database.number("VALUES (3), (2), (1)") == 3)
  }
}
