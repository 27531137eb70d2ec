import Basics
import Telemetry
import Testing

@Suite struct MatcherTests {
  @Test(arguments: [
    (Matcher.Test.equal, "a", ["a"]), (.notEqual, "a", ["", "ab", "b", "a\nb"]),
    (.matches, "a|b", ["a", "b"]),
    (.matches, "a.*", ["a", "ab", "a\nb"]), (.matches, ".*", ["", "a", "ab", "b", "a\nb"]),
    (.matches, ".+", ["a", "ab", "b", "a\nb"]), (.matches, "a.b", ["a\nb"]), (.matches, "[ab]", ["a", "b"]),
    (.matches, "", [""]), (.doesNotMatch, "a.*", ["", "b"]), (.doesNotMatch, "", ["a", "ab", "b", "a\nb"]),
    (.matches, "a||b", ["", "a", "b"]), (.matches, "(a|b)?", ["", "a", "b"]), (.matches, "^a$", ["a"]),
  ])
  func `a condition holds for the whole value`(test: Matcher.Test, value: String, accepted: [String]) throws {
    let matcher = try #require(Matcher("x", test, value))
    #expect(["", "a", "ab", "b", "a\nb"].filter(matcher.accepts) == accepted)
  }

  @Test(arguments: [
    "ab?c", "ab*", "ab{0,1}c", "ab+c?", "a{x}", "a.c", "ab|c", "ab.*|c", "|\u{301}b", ".\u{301}c",
    "ab.\u{301}", "\\Qab", "^ab", "ab$",
  ])
  func `the shapes decided without an engine come to the same as with one`(text: String) throws {
    let (matcher, pattern) = (try #require(Matcher("x", .matches, text)), try Pattern(text))
    for value in [
      "", "a", "ab", "ac", "abc", "abb", "c", "b", "a{x}", "abx\u{301}", "x\u{301}c", "\u{301}b", "|\u{301}b",
    ] {
      #expect(matcher.accepts(value) == pattern.matchesWhole(value), "\(text) \(value)")
    }
  }

  @Test(arguments: ["(", "[", "*a", "a)(b", "a{2,1}"])
  func `what is no regular expression is refused`(pattern: String) {
    #expect(Matcher("x", .matches, pattern) == nil)
    #expect(Matcher("x", .doesNotMatch, pattern) == nil)
    #expect(Matcher("x", .equal, pattern) != nil)
  }

  @Test(arguments: [
    ("caf.", "cafe\u{301}", false), ("caf..", "cafe\u{301}", true), ("cafe.*", "cafe\u{301}", true),
    ("\\d+", "12", true), ("\\d+", "١٢", false), ("\\w", "é", false), ("[[:alpha:]]", "x", true),
    ("a\r.b", "a\r\nb", true), ("漢.", "漢字", true), ("(?i)straße", "STRAßE", true),
  ])
  func `a pattern goes by scalars and its classes are ASCII, as in RE2`(
    pattern: String, value: String, accepts: Bool
  ) throws {
    #expect(try #require(Matcher("x", .matches, pattern)).accepts(value) == accepts)
  }

  @Test func `a matcher reads as PromQL writes it`() throws {
    #expect(try #require(Matcher("a", .doesNotMatch, "x\"|y")).description == #"a!~"x\"|y""#)
  }

  @Test func `matchers are equal when label, test and value are`() {
    #expect(Matcher("a", .matches, "b.*") == Matcher("a", .matches, "b.*"))
    #expect(Matcher("a", .matches, "b") != Matcher("a", .equal, "b"))
    #expect(Set([Matcher("a", .equal, "b"), Matcher("a", .equal, "b")]).count == 1)
  }
}
