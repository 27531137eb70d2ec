import Basics
import Monitoring
import Scratch
import Testing

@testable import binnacle

@Suite struct RuleShelfTests {
  private let folder = Scratch()
  private var path: String { folder["deep/rules/saved.json"] }
  private var shelf: RuleShelf { RuleShelf(path: path) }

  private func rule(_ name: String, _ expression: String = "up == 0") -> SavedRule {
    SavedRule(name: name, fields: ["expression": expression], author: "mei")
  }

  private func names() throws -> [String] {
    let bytes = try #require(Files.bytes(path))
    return try RuleFile.groups(bytes, name: path).map(\.name)
  }

  @Test func `rules are added, replaced and taken out, and the file stays whole`() throws {
    #expect(shelf.apply([.add(rule("A")), .add(rule("B"))]) == nil)
    #expect(try names() == ["saved: A", "saved: B"])
    #expect(shelf.apply([.add(rule("A", "up == 1")), .remove("B")]) == nil)
    #expect(try names() == ["saved: A"])
    #expect(String(decoding: Files.bytes(path) ?? [], as: UTF8.self).contains("up == 1"))
    #expect(
      mode(of: path) == 0o600
        && Files.names(folder["deep/rules"]).filter { $0 != "." && $0 != ".." } == ["saved.json"])
  }

  @Test func `what somebody wrote into the file by hand stays`() throws {
    #expect(shelf.apply([.add(rule("A"))]) == nil)
    let own =
      "{\"groups\": [{\"name\": \"mine\", \"rules\": [{\"alert\": \"X\", \"expr\": \"up == 0\"}]}] /* mine */}"
    _ = folder.file("deep/rules/saved.json", own)
    #expect(shelf.apply([.add(rule("B"))]) == nil)
    #expect(try names() == ["mine", "saved: B"])
  }

  @Test func `a file that cannot be read as one is left alone and named`() throws {
    #expect(shelf.apply([.add(rule("A"))]) == nil)
    _ = folder.file("deep/rules/saved.json", "{\"groups\": [")
    #expect(shelf.apply([.add(rule("B"))])?.contains("saved.json:1:") == true)
    #expect(Files.bytes(path) == Array("{\"groups\": [".utf8))
  }
}
