import Basics
import Telemetry
import Testing

@Suite struct FillTests {
  static let lines = """
    a{n="1",x="p"} 1
    a{n="2",x="p"} 2
    b{n="1",y="q"} 10
    b{n="3",y="q"} 30
    """

  @Test(arguments: [
    ("a + on(n) fill(0) b", [#"{n="1"} 11"#, #"{n="2"} 2"#, #"{n="3"} 30"#]),
    ("a + on(n) fill_right(5) b", [#"{n="1"} 11"#, #"{n="2"} 7"#]),
    ("a - on(n) fill_left(5) b", [#"{n="1"} -9"#, #"{n="3"} -25"#]),
    ("a - on(n) fill_left(1) fill_right(-1) b", [#"{n="1"} -9"#, #"{n="2"} 3"#, #"{n="3"} -29"#]),
    (
      "a * on(n) group_left(y) fill(3) b",
      [#"{n="1", x="p", y="q"} 10"#, #"{n="2", x="p"} 6"#, #"{n="3", y="q"} 90"#]
    ), ("nothing + on() fill(4) vector(1)", ["{} 5"]),
  ])
  func `what has no partner is filled in`(query: String, answer: [String]) throws {
    #expect(try Bench(every: .minutes(1), Self.lines).answer(query, at: "0") == answer)
  }

  @Test(arguments: ["a and fill(0) b", "a + fill(0) fill_left(1) b", "a + fill(x) b", "1 + fill(0) a"])
  func `a fill in the wrong place is refused`(query: String) {
    #expect(throws: QueryFault.self) { try Parser.parse(query) }
  }

  @Test func `fill by itself is a metric`() throws {
    #expect(try Parser.parse("a + fill").shape == "(a + fill)")
  }
}
