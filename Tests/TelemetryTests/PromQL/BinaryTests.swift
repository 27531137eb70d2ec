import Basics
import Telemetry
import Testing

@Suite struct BinaryTests {
  @Test(arguments: [
    ("1 + 2", "3"), ("7 % 3", "1"), ("-7 % 3", "-1"), ("7.5 % 2", "1.5"), ("2 ^ 10", "1024"),
    ("1 / 0", "+Inf"),
    ("-1 / 0", "-Inf"), ("0 / 0", "NaN"), ("1 % 0", "NaN"), ("1 atan2 1", "0.785398163"),
    ("1 == bool 1", "1"),
    ("1 > bool 2", "0"), ("NaN == bool NaN", "0"), ("NaN != bool NaN", "1"), ("-(2 ^ 2)", "-4"),
    ("1 - -1", "2"),
    ("2 >= bool 2", "1"), ("Inf - Inf", "NaN"),
  ])
  func `numbers are reckoned with`(query: String, answer: String) throws {
    #expect(try Bench.empty.answer(query, at: "0") == [answer])
  }

  @Test(arguments: [
    ("a + 1", [#"{n="1"} 2"#, #"{n="2"} 3"#]), ("1 - a", [#"{n="1"} 0"#, #"{n="2"} -1"#]),
    ("a > 1", [#"a{n="2"} 2"#]), ("1 < a", [#"a{n="2"} 2"#]), ("a > bool 1", [#"{n="1"} 0"#, #"{n="2"} 1"#]),
    ("a == NaN", []), ("a != NaN", [#"a{n="1"} 1"#, #"a{n="2"} 2"#]),
    ("-a", [#"{n="1"} -1"#, #"{n="2"} -2"#]),
    ("+a", [#"a{n="1"} 1"#, #"a{n="2"} 2"#]), ("a > 1 < 3", [#"a{n="2"} 2"#]),
  ])
  func `a vector and a number`(query: String, answer: [String]) throws {
    let bench = try Bench(every: .minutes(1), "a{n=\"1\"} 1\na{n=\"2\"} 2")
    #expect(try bench.answer(query, at: "0") == answer)
  }

  static let pairs = """
    a{n="1",x="p"} 1
    a{n="2",x="p"} 2
    b{n="1",x="q"} 10
    b{n="3",x="q"} 30
    """

  @Test(arguments: [
    ("a + b", []), ("a + ignoring(x) b", [#"{n="1"} 11"#]), ("a + on(n) b", [#"{n="1"} 11"#]),
    ("a < on(n) b", [#"{n="1"} 1"#]), ("a < ignoring(x) b", [#"a{n="1"} 1"#]),
    ("b > bool ignoring(x) a", [#"{n="1"} 1"#]), ("a > on(n) b", []),
    ("a + a", [#"{n="1", x="p"} 2"#, #"{n="2", x="p"} 4"#]),
    ("a and on(n) b", [#"a{n="1", x="p"} 1"#]), ("a unless on(n) b", [#"a{n="2", x="p"} 2"#]),
    ("a and b", []),
    ("a or on(n) b", [#"a{n="1", x="p"} 1"#, #"a{n="2", x="p"} 2"#, #"b{n="3", x="q"} 30"#]),
    ("a and on() vector(1)", [#"a{n="1", x="p"} 1"#, #"a{n="2", x="p"} 2"#]),
    ("a unless on() nothing", [#"a{n="1", x="p"} 1"#, #"a{n="2", x="p"} 2"#]), ("nothing + on() a", []),
    ("a + on() nothing", []), ("nothing or a{n=\"1\"}", [#"a{n="1", x="p"} 1"#]),
  ])
  func `samples with the same labels meet`(query: String, answer: [String]) throws {
    let bench = try Bench(every: .minutes(1), Self.pairs)
    #expect(try bench.answer(query, at: "0") == answer)
  }

  @Test(arguments: ["a > on() vector(1)", "a > on() vector(2)", "a <= on() vector(2)"])
  func `a second match is one too many even if the comparison filters it away`(query: String) throws {
    let bench = try Bench(every: .minutes(1), Self.pairs)
    let fault = #expect(throws: QueryFault.self) { try bench.answer(query, at: "0") }
    #expect(fault?.reason.hasPrefix("multiple matches for labels") == true)
  }

  @Test(arguments: [
    ("-m", [#"{a="1"} -3"#]), ("m > 1", [#"m{__type__="gauge", __unit__="s", a="1"} 3"#]),
    ("m + m", [#"{a="1"} 6"#]),
    ("abs(m)", [#"{a="1"} 3"#]), ("max_over_time(m[5m])", [#"{a="1"} 3"#]), ("m == bool 3", [#"{a="1"} 1"#]),
    ("sum by (__type__) (m)", [#"{__type__="gauge"} 3"#]),
  ])
  func `a metric's type and unit go with its name`(query: String, answer: [String]) throws {
    let bench = try Bench(every: .minutes(1), #"m{a="1",__type__="gauge",__unit__="s"} 3"#)
    #expect(try bench.answer(query, at: "0") == answer)
  }
}
