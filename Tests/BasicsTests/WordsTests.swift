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

  @Test func `the gravest finding comes first`() {
    #expect(Finding.Severity.allCases.shuffled().sorted() == [.mustHandle, .shouldFlag, .note])
    #expect(Finding.Severity(rawValue: "must_handle") == .mustHandle)
  }
}
