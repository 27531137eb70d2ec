import Basics
import Telemetry
import Testing

@Suite struct ParserTests {
  private func shape(_ text: String) throws -> String { try Parser.parse(text).shape }

  @Test(arguments: [
    ("1 + 2 * 3", "(1 + (2 * 3))"), ("1 * 2 + 3", "((1 * 2) + 3)"), ("1 - 2 - 3", "((1 - 2) - 3)"),
    ("2 ^ 3 ^ 2", "(2 ^ (3 ^ 2))"), ("-1 ^ 2", "(-(1 ^ 2))"), ("-a * b", "((-a) * b)"),
    ("2 ^ -3 * 4", "((2 ^ (-3)) * 4)"), ("1 + 2 == bool 3", "((1 + 2) == bool 3)"),
    ("a or b and c", "(a or (b and c))"), ("a and b unless c", "((a and b) unless c)"),
    ("a or b > 1", "(a or (b > 1))"), ("1 % 2 atan2 3 / 4", "(((1 % 2) atan2 3) / 4)"),
    ("a > b == c", "((a > b) == c)"), ("- - 1", "(-(-1))"), ("(1 + 2) * 3", "((1 + 2) * 3)"),
    ("+a - +b", "(a - b)"),
  ])
  func `operators bind as in Prometheus`(text: String, tree: String) throws {
    #expect(try shape(text) == tree)
  }

  @Test(arguments: [
    ("up", "up"), ("job:up:sum", "job:up:sum"), ("up{}", "up"), (#"up{a="1",}"#, #"up{a="1"}"#),
    (#"{a!=""}"#, #"{a!=""}"#), (#"{a=~".+"}"#, #"{a=~".+"}"#), (#"{a!~""}"#, #"{a!~""}"#),
    (#"{__name__="up",a="b"}"#, #"up{a="b"}"#), (#"up{on='x'}"#, #"up{on="x"}"#),
    ("up[5m]", "up[5m]"), ("up[300]", "up[5m]"), ("up offset 5m", "up offset 5m"),
    ("up offset -1h30m", "up offset -1h30m"), ("up[1m] offset 1w", "up[1m] offset 1w"),
    ("up @ 10.5", "up @ 10.5"), ("up @ -1 offset 1m", "up @ -1 offset 1m"),
    ("up offset 1m @ start()", "up @ start() offset 1m"), ("up[1m] @ end()", "up[1m] @ end()"),
    ("up[1h:]", "up[1h:]"), ("up offset 1m [5m:1m] offset 2m", "up offset 1m[5m:1m] offset 2m"),
    ("(a + b)[1h:30s] offset 1m", "(a + b)[1h:30s] offset 1m"),
    ("rate(up[1m])[5m:1m]", "rate(up[1m])[5m:1m]"), ("up OFFSET 1m", "up offset 1m"),
  ])
  func `selectors take ranges, subqueries, offset and @`(text: String, tree: String) throws {
    #expect(try shape(text) == tree)
  }

  @Test(arguments: [
    ("sum(a)", "sum(a)"), ("sum by (x) (a)", "sum by(x) (a)"), ("sum(a) by (x, y)", "sum by(x,y) (a)"),
    ("SUM(a) WITHOUT (x,)", "sum without(x) (a)"), ("topk(3, a)", "topk(3, a)"),
    (#"count_values("v", a)"#, "count_values('v', a)"), ("sum + count", "(sum + count)"),
    ("quantile by (job) (0.9, a)", "quantile by(job) (0.9, a)"),
  ])
  func `a grouping stands before or behind the vector`(text: String, tree: String) throws {
    #expect(try shape(text) == tree)
  }

  @Test(arguments: [
    ("a + on(x) b", "(a + on(x) b)"), ("a == bool ignoring(x, y) b", "(a == bool ignoring(x,y) b)"),
    ("a * on(x) group_left(y) b", "(a * on(x) group_left(y) b)"),
    ("a * ignoring(x) group_right b", "(a * ignoring(x) group_right() b)"),
    ("a unless on() b", "(a unless on() b)"),
  ])
  func `vector matching is read`(text: String, tree: String) throws {
    #expect(try shape(text) == tree)
  }

  @Test(arguments: [
    ("1", 1.0), (".5", 0.5), ("5.", 5), ("1e3", 1_000), ("2.5E-2", 0.025), ("0x1F", 31), ("5m", 300),
    ("1h30m", 5_400), ("250ms", 0.25), ("Inf", .infinity), ("+iNF", .infinity), ("1_000_000", 1_000_000),
    (".123_456", 0.123456), ("0x_53_AB", 0x53AB), ("0755", 493), ("089", 89), ("007.5", 7.5),
  ])
  func `numbers are written as Go writes them, durations count as seconds`(text: String, value: Double) throws
  {
    guard case .scalar(let number) = try Bench.empty.value(text, at: "0") else {
      Issue.record("\(text) is not a scalar")
      return
    }
    #expect(number == value)
  }

  @Test func `comments and blank space say nothing`() throws {
    #expect(try shape("sum # of all\n by\t(job)\r\n (up) # the end") == "sum by(job) (up)")
  }

  @Test func `every part knows the place it came from`() throws {
    let text = "1 + sum(rate(up[5m]))"
    guard case .binary(let binary) = try Parser.parse(text).form,
      case .aggregation(let sum) = binary.right.form
    else {
      Issue.record("a sum on the right")
      return
    }
    #expect(binary.left.place == 0..<1)
    #expect(binary.right.place == 4..<21)
    #expect(sum.expression.place == 8..<20)
  }

  @Test(arguments: [
    ("1", Expression.Kind.scalar), ("a", .vector), ("a[5m]", .matrix), ("'x'", .text), ("1 + 2", .scalar),
    ("1 + a", .vector), ("-(1)", .scalar), ("sum(a)", .vector), ("scalar(a)", .scalar), ("a[5m:1m]", .matrix),
    ("vector(1)", .vector), ("time()", .scalar),
  ])
  func `the kind of an expression is known before it is evaluated`(text: String, kind: Expression.Kind) throws
  {
    #expect(try Parser.parse(text).kind == kind)
  }
}
