import Glibc
import Model
import Scratch
import Store
import Testing

/// Files that are no store, or none that can be used.
@Suite struct RefusalTests {
  private let scratch = Scratch()
  private var path: String { scratch["store.db"] }

  private func opening(_ use: Store.Use) -> StoreTrouble? {
    trouble { () throws(StoreFault) in _ = try Store(path: path, use: use) }
  }

  private func spoil(_ sql: String) throws {
    _ = try Store(path: path, use: .own)
    try Database(path: path, mode: .write).execute(sql)
  }

  @Test(arguments: [Store.Use.own, .read])
  func `another program's SQLite file is refused and left as it was`(use: Store.Use) throws {
    try Database(path: path, mode: .create).execute("CREATE TABLE bookmark (url TEXT)")
    let before = bytes(of: path)
    #expect(opening(use) == .notAStore)
    #expect(bytes(of: path) == before)
    #expect(scratch.names == ["store.db"])
  }

  @Test(arguments: [Store.Use.own, .read])
  func `an SQLite file with another application's number is refused`(use: Store.Use) throws {
    try Database(path: path, mode: .create).execute("PRAGMA application_id = 252006674")
    #expect(opening(use) == .notAStore)
  }

  @Test(arguments: [Store.Use.own, .read])
  func `a file that is no database is refused and left as it was`(use: Store.Use) {
    let text = Array(String(repeating: "node_load1 0.42\n", count: 400).utf8)
    put(text, into: path)
    #expect(opening(use) == .notAStore)
    #expect(bytes(of: path) == text)
  }

  @Test(arguments: [Store.Use.own, .read])
  func `a newer store is refused with both numbers`(use: Store.Use) throws {
    try spoil("PRAGMA user_version = 99")
    #expect(opening(use) == .tooNew(found: 99, known: try Store().schema))
  }

  @Test func `a newer store is left as it was`() throws {
    try spoil("PRAGMA user_version = 99")
    let before = bytes(of: path)
    _ = opening(.own)
    #expect(bytes(of: path) == before)
  }

  @Test(arguments: [Store.Use.own, .read])
  func `a directory in the store's place is refused`(use: Store.Use) {
    mkdir(path, 0o700)
    #expect(opening(use) == .inaccessible)
  }

  @Test func `a missing store is not made by a reader`() {
    #expect(opening(.read) == .inaccessible)
    #expect(scratch.names == [])
  }

  @Test func `an empty file becomes a store, but not by a reader`() throws {
    put([], into: path)
    #expect(opening(.read) == .notAStore)
    #expect(opening(.own) == nil)
    #expect(try Store(path: path, use: .read).check() == [])
  }

  @Test func `a path through a file is refused`() {
    put([1], into: scratch["file"])
    let fault = trouble { () throws(StoreFault) in
      _ = try Store(path: scratch["file/store.db"], use: .own)
    }
    #expect(fault == .inaccessible)
  }

  @Test func `a store that is cut short is called corrupt`() throws {
    _ = try Store(path: path, use: .own)
    put(Array(bytes(of: path).prefix(6_000)), into: path)
    #expect(opening(.own) == .corrupt)
  }

  @Test func `a store with a page of rubbish is found out`() throws {
    _ = try Store(path: path, use: .own)
    var content = bytes(of: path)
    for place in 8_192..<12_288 { content[place] = UInt8(truncatingIfNeeded: place &* 37) }
    put(content, into: path)
    let fault = trouble { () throws(StoreFault) in
      let complaints = try Store(path: path, use: .read).check()
      if let first = complaints.first { throw StoreFault(.corrupt, path: path, detail: first) }
    }
    #expect(fault == .corrupt)
  }

  @Test(.enabled(if: geteuid() != 0, "root may write every file"))
  func `a file that may only be read is refused as such, but may be looked at`() throws {
    _ = try Store(path: path, use: .own)
    chmod(path, 0o400)
    #expect(opening(.own) == .readOnly)
    #expect(opening(.read) == nil)
  }

  @Test(.enabled(if: geteuid() != 0, "root may read every file"))
  func `a file that may not be read is refused`() throws {
    _ = try Store(path: path, use: .own)
    chmod(path, 0)
    #expect(opening(.own) == .inaccessible)
  }

  @Test func `a fault names the file and keeps SQLite's own words`() throws {
    try Database(path: path, mode: .create).execute("CREATE TABLE bookmark (url TEXT)")
    #expect(throws: StoreFault(.notAStore, path: path, detail: "application_id 0")) {
      try Store(path: path, use: .own)
    }
  }
}
