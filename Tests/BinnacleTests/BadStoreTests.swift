import Glibc
import Scratch
import Testing

@testable import binnacle

/// Whatever is wrong with the store is said in a sentence and costs nothing.
@Suite struct BadStoreTests {
  @Test func `a file that is no store is left as it is`() throws {
    let folder = Scratch()
    let path = folder.file("notes.txt", "buy milk\n")
    let run = try Run("status", "--store", path, in: folder)
    #expect(
      run.status == 1 && run.complaints.contains(path) && run.complaints.contains("not a Binnacle store"))
    #expect(Files.bytes(path) == Array("buy milk\n".utf8))
  }

  @Test func `a store cut short is told as damaged, with the way back`() throws {
    let folder = Scratch()
    #expect(try Run("milestone", "set", "B-1.2", "progress=40", in: folder).status == 0)
    let path = "\(folder.path)/data/binnacle/binnacle.db"
    let whole = try #require(Files.bytes(path))
    put(Array(whole.prefix(100) + [UInt8](repeating: 0x5A, count: 30_000)), into: path)
    let run = try Run("status", in: folder)
    #expect(run.status == 1 && run.complaints.contains("binnacle restore"), "\(run.complaints)")
  }

  @Test func `a store of a newer version is refused`() throws {
    let folder = Scratch()
    #expect(try Run("milestone", "set", "B-1.2", "progress=40", in: folder).status == 0)
    let path = "\(folder.path)/data/binnacle/binnacle.db"
    var bytes = try #require(Files.bytes(path))
    // The user version of an SQLite file, highest byte first.
    bytes.replaceSubrange(60..<64, with: [0, 0, 3, 0xE7])
    put(bytes, into: path)
    let run = try Run("status", in: folder)
    #expect(run.status == 1 && run.complaints.contains("999"), "\(run.complaints)")
  }

  @Test func `a directory in the store's place is no store`() throws {
    let folder = Scratch()
    let run = try Run("status", "--store", folder.path, in: folder)
    #expect(run.status == 1 && run.complaints.contains(folder.path))
  }

  @Test func `a copy restores what was`() throws {
    let folder = Scratch()
    let copy = "\(folder.path)/copy.db"
    #expect(try Run("milestone", "set", "B-1.2", "owner=Ada", in: folder).status == 0)
    #expect(try Run("backup", copy, in: folder).status == 0)
    #expect(try Run("milestone", "set", "B-1.2", "owner=Bob", in: folder).status == 0)
    #expect(try Run("restore", copy, in: folder).status == 0)
    let roadmap = try Run("roadmap", "--csv", in: folder).output
    #expect(roadmap.contains("Ada") && !roadmap.contains("Bob"))
  }
}
