import Canvas
import Testing

@Suite struct TextTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("漢字", 4), ("a漢b", 4), ("🚀", 2), ("👩‍🚀", 2), ("👍🏽", 2),
    ("\u{200B}", 0), ("\u{1B}[31m", 5),
    ("\t", 1), ("a\u{FE0F}", 1), ("a\u{200D}b", 2), ("क्\u{200D}ष", 2), ("👩‍❤️‍👨", 2), ("한글", 4),
    ("\u{1112}\u{1161}\u{11AB}", 2),
  ])
  func `a text takes the columns of what is seen`(text: String, columns: Int) {
    #expect(text.columns == columns)
  }

  @Test(arguments: [
    ("abc", 2, "ab"), ("漢字", 3, "漢"), ("漢字", 1, ""), ("e\u{301}x", 1, "e\u{301}"), ("abc", 0, ""),
    ("abc", -1, ""), ("abc", 9, "abc"),
    ("a\u{1B}b", 3, "a\u{FFFD}b"), ("👩‍🚀x", 3, "👩x"),
  ])
  func `a beginning fits into its columns`(text: String, columns: Int, beginning: String) {
    #expect(text.prefix(columns: columns) == beginning)
  }

  @Test(arguments: [
    ("ab", 4, "ab  ", "  ab"), ("漢", 3, "漢 ", " 漢"), ("abc", 2, "abc", "abc"), ("", 0, "", ""),
  ])
  func `a text is filled with blanks`(text: String, width: Int, left: String, right: String) {
    #expect(text.padded(to: width) == left)
    #expect(text.padded(to: width, onLeft: true) == right)
  }

  @Test(arguments: [
    ("the quick fox", 9, ["the quick", "fox"]), ("the quick", 9, ["the quick"]),
    ("abcdef", 4, ["abcd", "ef"]), ("漢字漢字", 5, ["漢字", "漢字"]),
    ("a\nb", 5, ["a", "b"]), ("a\n\nb", 5, ["a", "", "b"]), ("", 5, [""]), ("see 漢字", 6, ["see 漢", "字"]),
    ("x", 0, []), ("ab cd", 2, ["ab", "cd"]), ("  in", 6, ["  in"]),
    ("a  b", 2, ["a", "b"]), ("a\r\nb", 5, ["a", "b"]),
  ])
  func `a text is broken at blanks and between wide characters`(text: String, width: Int, lines: [String]) {
    #expect(text.wrapped(to: width) == lines)
  }

  @Test func `a mark stays with the wide character before it`() {
    #expect("漢\u{301}字".wrapped(to: 2) == ["漢\u{301}", "字"])
    #expect("\u{301}abc".wrapped(to: 2) == ["\u{301}ab", "c"])
  }

  @Test(arguments: 1...300 as ClosedRange<UInt64>)
  func `no beginning and no line is ever wider than asked for`(seed: UInt64) {
    var dice = Dice(seed: seed)
    let text = String.awkward(&dice, upTo: 20)
    for width in 0...12 {
      #expect(text.prefix(columns: width).columns <= width)
      #expect(width < 2 || text.wrapped(to: width).allSatisfy { $0.columns <= width }, "width \(width)")
    }
    #expect(text.prefix(columns: .max).columns == text.columns)
    #expect(text.padded(to: 9).columns == max(9, text.columns))
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `wrapping loses nothing but blanks`(seed: UInt64) {
    var dice = Dice(seed: seed)
    let text = (0..<30).map { _ in ["a", "bc", " ", "漢", "e\u{301}", "🚀"].randomElement(using: &dice) ?? "" }
      .joined()
    let lines = text.wrapped(to: Int.random(in: 2...10, using: &dice))
    #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
  }
}
