import Basics
import Testing

@Suite struct TextSearchTests {
  @Test(arguments: [
    ("", "", true), ("", "any", true), ("a", "", false), ("edge", "EDGE-17", true), ("EDGE", "my edge", true),
    ("17", "edge-17", true),
    ("edges", "edge", false), ("磁盘", "读磁盘慢", true), ("aab", "aaab", true), ("é", "É", false),
    ("ge-1", "edge-17", true),
  ])
  func `a text is found without regard to the case of Latin letters`(
    needle: String, text: String, isFound: Bool
  ) {
    #expect(TextSearch(needle).isFound(in: text) == isFound)
  }

  @Test func `only the empty text is empty`() {
    #expect(TextSearch("").isEmpty)
    #expect(!TextSearch(" ").isEmpty)
  }

  @Test(arguments: [("xyz", "node list"), ("ln", "node list"), ("nodee", "node"), ("a", "")])
  func `letters that are not there in their order have no score`(needle: String, text: String) {
    #expect(TextSearch(needle).score(in: text) == nil)
  }

  @Test(arguments: [
    ("nl", "node list", "tunnel"), ("node", "node list", "anode"), ("list", "node list", "enlisted"),
    ("n", "node", "node list"),
    ("NL", "node list", "tunnel"),
  ])
  func `beginnings of words and letters side by side score higher`(
    needle: String, better: String, worse: String
  ) throws {
    let search = TextSearch(needle)
    #expect(try #require(search.score(in: better)) > (search.score(in: worse) ?? .min))
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `what is found also has a score`(seed: UInt64) {
    var chance = Chance(seed: seed)
    let text = String((0..<12).map { _ in "abAB -磁".randomElement(using: &chance) ?? "a" })
    let needle = String(text.dropFirst(Int.random(in: 0...8, using: &chance)).prefix(4))
    #expect(TextSearch(needle).isFound(in: text))
    #expect(TextSearch(needle).score(in: text) != nil)
  }
}
