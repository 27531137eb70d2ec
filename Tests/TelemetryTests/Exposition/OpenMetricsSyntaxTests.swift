import Telemetry
import Testing

/// The words and lines of OpenMetrics 1.0.
@Suite struct OpenMetricsSyntaxTests {
  @Test(arguments: [
    "a 1", "a{} 1", "a{b=\"\"} 1", "a{b=\"c\",d=\"e\"} 1", "a:b_1 1", "_ 1", ": 1", "a{b=\"{},= # \"} 1",
    "a{_b=\"\\\\ \\n \\\" \\z\"} 1", "a{b=\"é\\é漢\"} 1", "a{b=\"\u{0}\t\r\"} 1", "a 1 0", "a 1 -1.5",
    "a 1 1e3",
  ])
  func `a sample is a name, labels, a value and a time with one space between`(line: String) {
    #expect(Page.openMetrics(line).fault == nil)
  }

  @Test(arguments: [
    ("", 1), (" a 1", 1), ("a", 2), ("a ", 3), ("a  1", 3), ("a 1 ", 5), ("a 1\t", 4), ("a\t1", 2),
    ("a 1\r", 4),
    ("a 1  2", 5), ("a 1 2 ", 7), ("a 1 2 3", 7), ("0a 1", 1), ("a.b 1", 2), ("a-b 1", 2), ("é 1", 1),
    ("\u{FEFF}a 1", 1), ("{a=\"b\"} 1", 1), ("a {b=\"c\"} 1", 3), ("a{b=\"c\"}1", 9), ("a{b=\"c\"}  1", 10),
    ("a{b=\"c\",} 1", 9), ("a{,b=\"c\"} 1", 3), ("a{b=\"c\",,d=\"e\"} 1", 9), ("a{b=\"c\"d=\"e\"} 1", 8),
    ("a{ b=\"c\"} 1", 3), ("a{b =\"c\"} 1", 4), ("a{b= \"c\"} 1", 5), ("a{b=\"c\" } 1", 8), ("a{b} 1", 4),
    ("a{b=} 1", 5), ("a{b=c} 1", 5), ("a{b='c'} 1", 5), ("a{=\"c\"} 1", 3), ("a{\"c\"} 1", 3),
    ("a{b\"c\"} 1", 4),
    ("a{0=\"c\"} 1", 3), ("a{b:=\"c\"} 1", 4), ("a{b=\"c} 1", 10), ("a{b=\"c\\\"} 1", 12), ("a{b=\"c\" 1", 8),
    ("a{b=\"c\",b=\"c\"} 1", 9), ("a{__name__=\"b\"} 1", 3), ("a{é=\"c\"} 1", 3), ("a} 1", 2),
  ])
  func `any other line is refused where it goes wrong`(line: String, column: Int) {
    let fault = Page.openMetrics("b 1", line).fault
    #expect(fault?.line == 2)
    #expect(fault?.column == column, "\(line)")
  }

  @Test(arguments: [
    "# HELP a ", "# HELP a b c", "# HELP a \\z\\", "# TYPE a gauge", "# UNIT a ", "# UNIT a_b b",
    "# TYPE a unknown",
  ])
  func `a family is told of with one space between the words`(line: String) {
    #expect(Page.openMetrics(line).fault == nil)
  }

  @Test(arguments: [
    "#", "# ", "#a", "#HELP a b", "#  HELP a b", "# HELP", "# HELP ", "# HELP a", "# HELP a\t", "# HELP  a b",
    "# HELP 0a b", "# HELP a.b c", "# help a b", "# FOO a b", "# EOF ", "# eof", "# a comment", "# TYPE",
    "# TYPE ",
    "# TYPE a", "# TYPE a ", "# TYPE a\tgauge", "# TYPE a  gauge", "# TYPE a gauge ", "# TYPE a meh",
    "# TYPE a Gauge", "# TYPE a untyped", "# UNIT", "# UNIT ", "# UNIT a", "# UNIT a_b b ", "# UNIT a b",
    "# UNIT ab b", "# UNIT a_b c",
  ])
  func `other lines with a hash are refused`(line: String) {
    #expect(Page.openMetrics("b 1", line).fault?.line == 2, "\(line)")
  }

  @Test(arguments: [
    ("", 1), ("a 1\n", 2), ("a 1\n# EOF\n\n", 3), ("# EOF\na 1\n", 2), ("# EOF\n# EOF\n", 2), ("# EOFa", 1),
    ("\n# EOF\n", 1), ("a 1\n\n# EOF\n", 2), ("a 1# EOF\n", 1),
  ])
  func `a page ends with its EOF and nothing after it`(text: String, line: Int) {
    #expect(Page(text: text, format: .openMetrics).fault?.line == line)
  }

  @Test(arguments: ["# EOF", "# EOF\n", "a 1\n# EOF"])
  func `the last line feed may be missing`(text: String) {
    #expect(Page(text: text, format: .openMetrics).fault == nil)
  }

  @Test(
    arguments: [
      ([0x80], 1), ([0xC3], 1), ([0xC0, 0xAF], 1), ([0xED, 0xA0, 0x80], 1), ([0xF5, 0x80, 0x80, 0x80], 1),
      ([0xC3, 0xA9, 0xFF], 2),
    ] as [([UInt8], Int)])
  func `bytes that are not UTF-8 are refused where they stand`(bytes: [UInt8], column: Int) {
    let page = Array("a 1\n# HELP b ".utf8) + bytes + Array("\n# EOF\n".utf8)
    let fault = #expect(throws: ExpositionFault.self) {
      try ExpositionParser.families(page, in: .openMetrics)
    }
    #expect(fault?.line == 2)
    #expect(fault?.column == 9 + column)
  }

  @Test func `escapes are taken out of labels and help`() throws {
    let page = Page.openMetrics(
      "# HELP a \\\\ \\n \\\" \\z \\", "a{b=\"\\\\ \\n \\\" \\z\",c=\"\\é\"} 1")
    let family = try #require(try page.families().first)
    #expect(family.help == "\\ \n \" \\z \\")
    #expect(family.samples[0].labels == ["b": "\\ \n \" \\z", "c": "\\é"])
  }

  @Test(arguments: [2, 24, 25, 26, 40_000])
  func `of any number of labels each has a name of its own`(count: Int) throws {
    let labels = (0..<count).map { "l\($0)=\"x\"" }.joined(separator: ",")
    #expect(try Page.openMetrics("a{\(labels)} 1").families()[0].samples[0].labels.count == count)
    let fault = Page.openMetrics("a{\(labels),l\(count / 2)=\"y\"} 1").fault
    #expect(fault?.reason == "a second label l\(count / 2)")
  }

  @Test(arguments: ["aa", "abb", "bab", "abcb", "cabc", "bcaa"])
  func `a second label is found in whatever order they stand`(names: String) {
    let labels = names.map { "\($0)=\"x\"" }.joined(separator: ",")
    #expect(Page.openMetrics("a{\(labels)} 1").fault?.reason.hasPrefix("a second label") == true)
  }

  @Test func `what a line has in common with the one before is told from what it has not`() throws {
    let labels: [Labels] = [
      ["device": "a", "mode": "a name longer than sixteen bytes"],
      ["device": "a", "mode": "a name longer than sixteen bytez"],
      ["device": "ab", "mode": "a name longer than sixteen bytez"], ["device": "ab"], [:],
      ["devic": "ab", "mode": "a"], ["devices": "ab", "mode": "a", "part": "x"], ["mode": "ab"],
    ]
    let lines = labels.map { "a\($0) 1\n" }.joined() + "ab{mode=\"ab\"} 1\n"
    let families = try Page(text: lines, format: .text).families()
    #expect(families.map(\.name) == ["a", "ab"])
    #expect(families[0].samples.map(\.labels) == labels)
    #expect(families[1].samples.map(\.labels) == [["mode": "ab"]])
  }
}
