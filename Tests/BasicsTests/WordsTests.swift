import Basics
import Testing

@Suite struct WordsTests {
  @Test func `words are there in every language`() {
    let words = Bilingual(english: "disk", chinese: "磁盘")
    #expect(Language.allCases.map { words[$0] } == ["disk", "磁盘"])
    #expect(Language.allCases.map(\.rawValue) == ["en", "zh"])
    #expect(Bilingual("vm")[.chinese] == "vm")
  }

  @Test func `words are empty when they are in every language`() {
    #expect(Bilingual("").isEmpty)
    #expect(!Bilingual(english: "", chinese: "盘").isEmpty)
  }

  @Test(arguments: [
    Bilingual(english: "no room", chinese: "没有余量"), Bilingual("node-1"), Bilingual(""),
    Bilingual(english: "a / b is full", chinese: "a / b 已满"),
  ])
  func `both languages are kept in one text and read back`(words: Bilingual) {
    #expect(Bilingual(joined: words.joined) == words)
  }

  @Test func `a text of one language is read as it is`() {
    #expect(Bilingual(joined: "no room") == Bilingual("no room"))
    #expect(Bilingual(joined: "a / b / c") == Bilingual("a / b / c"))
  }

  @Test func `the gravest finding comes first`() {
    #expect(Finding.Severity.allCases.shuffled().sorted() == [.mustHandle, .shouldFlag, .note])
    #expect(Finding.Severity(rawValue: "must_handle") == .mustHandle)
  }
}
