import Model
import Scratch
import Store
import Testing

/// What happens when the disk or another process gets in the way.
@Suite struct TroubleTests {
  private let scratch = Scratch()
  private let store: Store

  init() throws { store = try Store(path: scratch["store.db"], use: .own) }

  private func reopened() throws -> Store { try Store(path: scratch["store.db"], use: .own) }

  /// Writes until the disk is full.
  private func fill() -> StoreTrouble? {
    trouble { () throws(StoreFault) in
      for number in 0..<1_000 {
        try store.write { () throws(StoreFault) in
          try store.set("filler \(number)", to: String(repeating: "x", count: 2_000))
        }
      }
    }
  }

  private func leaveRoom(pages: Int64) throws {
    let now = try store.database.number("PRAGMA page_count") ?? 0
    try store.database.execute("PRAGMA max_page_count = \(now + pages)")
  }

  @Test func `a full disk is called full and loses nothing that was written before`() throws {
    try leaveRoom(pages: 20)
    #expect(fill() == .full)
    let kept = try store.database.number("SELECT count(*) FROM setting") ?? 0
    #expect(kept > 10)
    #expect(try reopened().database.number("SELECT count(*) FROM setting") == kept)
    #expect(try store.check() == [])
  }

  @Test func `writing goes on when there is room again`() throws {
    try leaveRoom(pages: 5)
    _ = fill()
    #expect(!store.database.isInTransaction)
    try leaveRoom(pages: 1_000)
    try store.write { () throws(StoreFault) in try store.set("after", to: "all") }
    #expect(try reopened().setting("after") == "all")
  }

  @Test func `a full disk takes back the whole of what was being written`() throws {
    try leaveRoom(pages: 3)
    let fault = trouble { () throws(StoreFault) in
      try store.write { () throws(StoreFault) in
        try store.set("first", to: "half")
        try store.set("second", to: String(repeating: "x", count: 100_000))
      }
    }
    #expect(fault == .full)
    #expect(try store.setting("first") == nil)
  }

  @Test func `a store that another has locked is called locked, and can still be read`() throws {
    try store.set("state", to: "before")
    let other = try Database(path: scratch["store.db"], mode: .write)
    try other.execute("BEGIN IMMEDIATE; UPDATE setting SET value = 'half'")
    #expect(trouble { () throws(StoreFault) in try store.write { () throws(StoreFault) in } } == .locked)
    #expect(try store.setting("state") == "before")
    try other.execute("ROLLBACK")
    try store.write { () throws(StoreFault) in try store.set("state", to: "after") }
    #expect(try store.setting("state") == "after")
  }

  @Test func `a writing that fails leaves nothing of itself`() throws {
    #expect(throws: StoreFault(.failed, path: "", detail: "mine")) {
      try store.write { () throws(StoreFault) in
        try store.set("state", to: "half")
        throw StoreFault(.failed, path: "", detail: "mine")
      }
    }
    #expect(try store.setting("state") == nil)
    #expect(!store.database.isInTransaction)
  }

  @Test func `a crash before the end of a writing leaves nothing of it`() throws {
    try store.set("state", to: "before")
    do {
      let other = try Database(path: scratch["store.db"], mode: .write)
      try other.execute("BEGIN IMMEDIATE; UPDATE setting SET value = 'half'")
    }
    #expect(try reopened().setting("state") == "before")
  }

  @Test func `a result is given back by a writing`() throws {
    #expect(try store.write { () throws(StoreFault) in 42 } == 42)
  }
}
