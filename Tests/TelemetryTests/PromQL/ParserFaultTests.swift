import Basics
import Telemetry
import Testing

@Suite struct ParserFaultTests {
  private func fault(_ text: String) -> QueryFault? {
    do {
      _ = try Parser.parse(text)
      return nil
    } catch { return error }
  }

  @Test(arguments: [
    ("", 0..<0, "there is no expression"), ("  # nothing", 0..<11, "there is no expression"),
    ("1 +", 3..<3, "expected an expression, found the end"),
    ("a b", 2..<3, "expected an operator or the end, found \"b\""),
    ("(a", 2..<2, "expected \")\" to close the bracket, found the end"),
    ("é", 0..<2, "unexpected character \"é\""), ("a ! b", 2..<3, "unexpected character \"!\""),
    ("'open", 0..<5, "this string is never closed"), ("\"a\nb\"", 0..<2, "this string is never closed"),
    ("12abc", 0..<5, "\"12abc\" is neither a number nor a duration"),
    ("5m3", 0..<3, "\"5m3\" is neither a number nor a duration"),
    ("nonsense(a)", 0..<8, "there is no function \"nonsense\""),
    ("rate(a)", 5..<6, "rate wants a range vector here, not an instant vector"),
    ("rate()", 0..<4, "rate takes 1 argument, found 0"),
    ("round(a, 1, 2)", 0..<5, "round takes 1 to 2 arguments, found 3"),
    ("sum(1)", 4..<5, "sum wants an instant vector, not a scalar"),
    ("topk(a)", 4..<5, "topk takes a parameter and a vector"),
    ("topk('x', a)", 5..<8, "the parameter of topk is not a string"),
    ("up{a}", 4..<5, "expected one of = != =~ !~ after the label \"a\", found \"}\""),
    ("up{a=1}", 5..<6, "expected a string after \"=\", found number 1"),
    ("up{a:b='1'}", 3..<6, "expected a label name, found \"a:b\""),
    ("up{a=~'('}", 6..<9, "\"(\" is not a regular expression: at 1: missing closing )"),
  ])
  func `what is wrong is said and where`(text: String, place: Range<Int>, reason: String) {
    #expect(fault(text)?.reason == reason)
    #expect(fault(text)?.place == place)
  }

  @Test(arguments: ["{}", "{a=''}", "{a!='x'}", "{a=~'.*'}", "{a!~'.+'}", "{a=~'|x'}"])
  func `a selector that could be anything is refused`(text: String) {
    #expect(fault(text)?.reason == "a selector needs a name or a label that cannot be empty")
  }

  @Test(arguments: [
    "1 == 2", "1 and a", "a unless 1", "a + b[5m]", "'x' + 1", "-a[5m]", "1 + on(x) 2", "a + on(x) 1",
    "a + bool b", "a and on(x) group_left b", "a * on(x) group_left(x) b", "-'x'",
  ])
  func `operands that an operator does not take are refused`(text: String) {
    #expect(fault(text) != nil)
  }

  @Test(arguments: [
    "a[0]", "a[5]m", "a[-5m]", "a[5m][5m]", "(a)[5m]", "a offset 5m [5m]", "sum(a) offset 5m", "1 offset 5m",
    "a offset", "a offset 1m offset 2m", "a @ 1 @ 2", "a @ x", "a @ start", "a[5m:0]", "a[5m:1m",
    "a[1m][5m:1m]",
    "1[5m:1m]", "'x'[5m:1m]", "a[5m",
  ])
  func `ranges and shifts in the wrong place are refused`(text: String) {
    #expect(fault(text) != nil)
  }

  @Test func `a metric is named once`() {
    #expect(fault("up{__name__='down'}") != nil)
  }

  @Test(arguments: [#""\x+4""#, #""\u+041""#, #""\q""#, #""\u12""#, #""\ud800""#, #""\"#, "'\\"])
  func `an escape that stands for nothing is refused`(text: String) {
    #expect(fault(text) != nil)
  }

  @Test func `a fault reads with its column, from one`() {
    #expect(QueryFault(4..<5, "odd").description == "at 5: odd")
  }
}
