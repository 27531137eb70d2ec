import Telemetry
import Testing

@Suite struct PatternTests {
  private func accepted(_ pattern: String, _ values: [String]) throws -> [String] {
    let pattern = try Pattern(pattern)
    return values.filter(pattern.matchesWhole)
  }

  @Test(arguments: [
    ("a|b", ["a", "b", "ab", "xa", "bx"], ["a", "b"]), ("a|", ["", "a", "b"], ["", "a"]),
    ("^a$", ["a", "ba"], ["a"]), ("^a|b$", ["a", "b", "ab"], ["a", "b"]), ("a$b", ["ab", "a$b"], []),
    ("", ["", "a"], [""]), ("()", ["", "a"], [""]), ("a*", ["", "aaa", "ab"], ["", "aaa"]),
    ("(a*)*", ["", "aa", "b"], ["", "aa"]), ("(a|a?)+", ["", "aaa"], ["", "aaa"]),
    ("node\\.1", ["node.1", "nodex1"], ["node.1"]), ("a.c", ["a\nc", "abc", "ac"], ["a\nc", "abc"]),
    ("(?-s)a.c", ["a\nc", "abc"], ["abc"]), ("(?-s:a.)c", ["abc", "a\nc"], ["abc"]),
    ("a{2}", ["a", "aa", "aaa"], ["aa"]), ("a{2,}", ["a", "aa", "aaa"], ["aa", "aaa"]),
    ("a{1,2}", ["", "a", "aa", "aaa"], ["a", "aa"]), ("a{,2}", ["aa", "a{,2}"], ["a{,2}"]),
    ("a{x}", ["a{x}", "a"], ["a{x}"]), ("}]", ["}]"], ["}]"]),
    ("\\Qa.b|\\E.", ["a.b|x", "axb|x"], ["a.b|x"]),
  ])
  func `a pattern holds for the whole value`(pattern: String, values: [String], result: [String]) throws {
    #expect(try accepted(pattern, values) == result)
  }

  @Test(arguments: [
    ("\\d", ["5", "x", "٣"], ["5"]), ("\\D", ["5", "x", "٣"], ["x", "٣"]),
    ("\\w", ["é", "e", "_"], ["e", "_"]),
    ("\\s", [" ", "\t", "\u{B}", "\u{A0}"], [" ", "\t"]), ("[\\d.]+", ["1.5", "1,5"], ["1.5"]),
    ("[^\\d]", ["5", "x"], ["x"]), ("[[:alpha:]]", ["x", "X", "5", "é"], ["x", "X"]),
    ("[[:^alpha:]]", ["x", "5"], ["5"]), ("[[:word:]-]+", ["a-b_1", "a b"], ["a-b_1"]),
    ("[]a]", ["]", "a"], ["]", "a"]), ("[^]a]", ["]", "b"], ["b"]), ("[a-]", ["a", "-", "b"], ["a", "-"]),
    ("[\\]\\-a]", ["]", "-", "\\"], ["]", "-"]), ("[a-c\\x{4E00}]", ["b", "一", "d"], ["b", "一"]),
    ("\\pL", ["é", "漢", "5"], ["é", "漢"]), ("\\p{Lu}", ["É", "é"], ["É"]), ("\\PL", ["é", "5"], ["5"]),
    ("\\p{^Lu}", ["É", "é"], ["é"]), ("[\\p{Nd}x]", ["٣", "x", "y"], ["٣", "x"]),
    ("\\x41\\101\\n", ["AA\n", "AA"], ["AA\n"]), ("漢.", ["漢字", "漢"], ["漢字"]),
    (".", ["é", "e\u{301}", "👩‍🚀"], ["é"]),
  ])
  func `classes are those of RE2`(pattern: String, values: [String], result: [String]) throws {
    #expect(try accepted(pattern, values) == result)
  }

  @Test(arguments: [
    ("(?i)warn", ["WARN", "warn", "Warn", "war"], ["WARN", "warn", "Warn"]),
    ("(?i:a)b", ["Ab", "aB"], ["Ab"]), ("a(?i)b|c", ["aB", "C", "Ab"], ["aB", "C"]),
    ("(?i)[a-c]+", ["ABC", "abd"], ["ABC"]), ("(?i)[^a]", ["A", "b"], ["b"]),
    ("(?i)straße", ["STRAßE", "strasse"], ["STRAßE"]), ("(?i)k", ["\u{212A}", "K"], ["\u{212A}", "K"]),
    ("(?i)é", ["É"], ["É"]),
  ])
  func `case is ignored from where it is said`(pattern: String, values: [String], result: [String]) throws {
    #expect(try accepted(pattern, values) == result)
  }

  @Test(arguments: [
    ("a\\b.b", ["a b", "axb"], ["a b"]), ("a\\Bb", ["ab"], ["ab"]), ("(?m)a$\n^b", ["a\nb"], ["a\nb"]),
    ("a$\n^b", ["a\nb"], []), ("\\Aa\\z", ["a", "aa"], ["a"]),
  ])
  func `assertions take nothing`(pattern: String, values: [String], result: [String]) throws {
    #expect(try accepted(pattern, values) == result)
  }

  @Test(arguments: [
    ("(", 0, "missing closing )"), ("a)", 1, "unexpected )"), ("a)(b", 1, "unexpected )"),
    ("x[a", 1, "missing closing ]"), ("*a", 0, "missing argument to repetition operator: *"),
    ("a**", 2, "invalid nested repetition operator"), ("a{2,1}", 1, "invalid repeat count"),
    ("a{1001}", 1, "invalid repeat count"), ("é[b-a]", 3, "invalid character class range"),
    ("[[:foo:]]", 1, "invalid character class range"), ("a\\", 1, "trailing backslash at end of expression"),
    ("\\Z", 0, "invalid escape sequence: \\Z"), ("(a)\\1", 3, "invalid escape sequence: \\1"),
    ("a(?=b)", 1, "invalid or unsupported Perl syntax"), ("(?<!b)", 0, "invalid or unsupported Perl syntax"),
    ("(?<=b)", 0, "invalid or unsupported Perl syntax"), ("(?>a)", 0, "invalid or unsupported Perl syntax"),
    ("(?P<n>a)(?P<n>b)", 8, "invalid named capture"),
    ("((a{100}){100}){100}", 0, "expression too large: it takes more than 10000 steps"),
    (String(repeating: "(", count: 300), 200, "nested deeper than 200 levels"),
  ])
  func `what is no pattern, or none of RE2's, is refused with its place`(
    pattern: String, place: Int, reason: String
  ) {
    let fault = #expect(throws: Pattern.Fault.self) { try Pattern(pattern) }
    #expect(fault?.place == place)
    #expect(fault?.reason == reason)
  }

  @Test(arguments: ["(a+)+$", "(a|aa)+", "(a|a?)+b", "(.*a){25}", "(a?){40}a{40}", "((a*)*)*b"])
  func `no pattern goes through a text again and again`(pattern: String) throws {
    // A machine that tries one way after the other would be at it for years.
    let pattern = try Pattern(pattern)
    #expect(!pattern.matchesWhole(String(repeating: "a", count: 300) + "!"))
  }

  @Test(arguments: [
    ("(a)(b)?", "a", ["a", "a", ""]), ("(a+)(a*)", "aaa", ["aaa", "aaa", ""]),
    ("(a+?)(a*)", "aaa", ["aaa", "a", "aa"]), ("(?U)(a+)(a*)", "aaa", ["aaa", "a", "aa"]),
    ("(?:x)(.)", "xy", ["xy", "y"]), ("(a|ab)(c|bcd)(d*)", "abcd", ["abcd", "a", "bcd", ""]),
    ("(.*):(\\d+)", "[::1]:80", ["[::1]:80", "[::1]", "80"]),
  ])
  func `groups capture as the first way that matches has them`(
    pattern: String, text: String, groups: [String]
  ) throws {
    #expect(try Pattern(pattern).captures(in: text)?.numbered == groups)
  }

  @Test func `groups may have names`() throws {
    let captures = try Pattern("(?P<host>[^:]+):(?<port>\\d+)").captures(in: "a:80")
    #expect(captures?.named == ["host": "a", "port": "80"])
    #expect(try Pattern("a(b)").captures(in: "xab") == nil)
    #expect(try Pattern("b+").isFound(in: "abbc") && !Pattern("d").isFound(in: "abc"))
  }

  @Test func `the place of a broken pattern in a query is told`() {
    let fault = #expect(throws: QueryFault.self) { try Parser.parse("up{a=~\"x(\"}") }
    #expect(fault?.reason == "\"x(\" is not a regular expression: at 2: missing closing )")
    #expect(fault?.place == 6..<10 && fault?.kind == .badData)
  }
}
