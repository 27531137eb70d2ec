import Monitoring
import Telemetry
import Testing

@Suite struct MatcherTextTests {
  @Test(arguments: [
    ("foo=bar", ["foo=\"bar\""]), ("foo = \"bar\"", ["foo=\"bar\""]), ("foo!=bar", ["foo!=\"bar\""]),
    ("foo=~\"a|b\"", ["foo=~\"a|b\""]), ("foo !~ \"a\"", ["foo!~\"a\""]), ("foo=", ["foo=\"\""]),
    ("{foo=\"bar\", baz!=\"x,y\"}", ["foo=\"bar\"", "baz!=\"x,y\""]), ("{foo=\"bar\",}", ["foo=\"bar\""]),
    ("{}", []), ("", []), ("foo=\"a \\\"b\\\" \\\\ c\\nd\"", ["foo=\"a \\\"b\\\" \\\\ c\\nd\""]),
    ("foo=\"值\"", ["foo=\"值\""]), ("a:b=c", ["a:b=\"c\""]),
  ])
  func `conditions are read as Alertmanager reads them`(text: String, meant: [String]) throws {
    #expect(try MatcherText.matchers(text).map(\.description) == meant)
  }

  @Test(arguments: [
    "foo", "=bar", "foo=\"bar", "foo=bar\"", "{foo=bar", "foo=bar}", "1foo=bar", "foo=~\"(\"", "foo-x=bar",
    "foo=\"a\"b\"", ",foo=bar", "foo==~",
  ])
  func `what is no condition is refused`(text: String) {
    if text == "foo==~" {
      // The value may be anything without a quote.
      #expect(throws: Never.self) { try MatcherText.matchers(text) }
    } else {
      #expect(throws: MatcherText.Fault.self) { try MatcherText.matchers(text) }
    }
  }
}
