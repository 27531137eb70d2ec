import Model
import Scratch
import Store
import Testing

@Suite struct BackupTests {
  private let scratch = Scratch()
  private var path: String { scratch["store.db"] }
  private var copy: String { scratch["copy.db"] }

  /// A copy of a store whose setting says `before`, while the store itself goes on to say `after`.
  private func prepare() throws {
    let store = try Store(path: path, use: .own)
    try store.set("state", to: "before")
    try store.backUp(to: copy)
    try store.set("state", to: "after")
  }

  private func restore(alive: Bool = false) throws(StoreFault) -> String? {
    try Store.restore(path, from: copy, beat: Sample.beat) { _ in alive }
  }

  @Test func `a copy is whole and for its owner alone`() throws {
    try prepare()
    #expect(try Store(path: copy, use: .read).setting("state") == "before")
    #expect(try Store(path: copy, use: .read).check() == [])
    #expect(mode(of: copy) == 0o600)
  }

  @Test func `a copy replaces an older copy`() throws {
    try prepare()
    try Store(path: path, use: .own).backUp(to: copy)
    #expect(try Store(path: copy, use: .read).setting("state") == "after")
  }

  @Test func `a copy put back is the store, and what was there is kept beside it`() throws {
    try prepare()
    let kept = try #require(try restore())
    #expect(try Store(path: path, use: .own).setting("state") == "before")
    #expect(try Store(path: kept, use: .own).setting("state") == "after")
    #expect(mode(of: path) == 0o600)
  }

  @Test func `a copy is put where there is no store yet`() throws {
    try prepare()
    let other = scratch["elsewhere/store.db"]
    #expect(try Store.restore(other, from: copy, beat: Sample.beat) { _ in false } == nil)
    #expect(try Store(path: other, use: .own).setting("state") == "before")
  }

  @Test func `a store that is being watched is not replaced`() throws {
    try prepare()
    let store = try Store(path: path, use: .own)
    _ = try store.takeLease(Sample.beat, at: Sample.now) { _ in true }
    #expect(trouble { () throws(StoreFault) in _ = try restore(alive: true) } == .watched(pid: 100))
    #expect(try store.setting("state") == "after")
    #expect(trouble { () throws(StoreFault) in _ = try restore(alive: false) } == nil)
  }

  @Test func `a broken store is replaced and kept`() throws {
    try prepare()
    put(Array("rubbish".utf8), into: path)
    let kept = try #require(try restore())
    #expect(bytes(of: kept) == Array("rubbish".utf8))
    #expect(try Store(path: path, use: .own).setting("state") == "before")
  }

  @Test func `a file that is no store is not put in a store's place`() throws {
    try prepare()
    put(Array("rubbish".utf8), into: copy)
    #expect(trouble { () throws(StoreFault) in _ = try restore() } == .notAStore)
    #expect(try Store(path: path, use: .own).setting("state") == "after")
  }

  @Test func `a copy by a newer version is refused`() throws {
    try prepare()
    try Database(path: copy, mode: .write).execute("PRAGMA user_version = 99")
    #expect(
      trouble { () throws(StoreFault) in _ = try restore() } == .tooNew(found: 99, known: try Store().schema))
  }

  @Test func `a damaged copy is refused before anything is touched`() throws {
    try prepare()
    var content = bytes(of: copy)
    for place in 8_192..<12_288 { content[place] = UInt8(truncatingIfNeeded: place &* 37) }
    put(content, into: copy)
    #expect(trouble { () throws(StoreFault) in _ = try restore() } == .corrupt)
    #expect(try Store(path: path, use: .own).setting("state") == "after")
    #expect(!scratch.names.contains("store.db.restoring"))
  }

  @Test func `a store in memory is not copied to a file`() throws {
    try Store().backUp(to: copy)
    #expect(!scratch.names.contains("copy.db"))
  }
}
