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

  @Test func `what a comparison filters away is no second match`() throws {
    let bench = try Bench(every: .minutes(1), Self.pairs)
    #expect(try bench.answer("a > on() vector(1)", at: "0") == ["{} 2"])
  }

  // The series and results of operators.test in Prometheus.
  static let nodes = """
    node_var{instance="abc",job="node"} 2
    node_role{instance="abc",job="node",role="prometheus"} 1
    node_cpu{instance="abc",job="node",mode="idle"} 3
    node_cpu{instance="abc",job="node",mode="user"} 1
    node_cpu{instance="def",job="node",mode="idle"} 8
    node_cpu{instance="def",job="node",mode="user"} 2
    random{foo="bar"} 1
    threshold{instance="abc",job="node",target="a@b.com"} 0
    """

  @Test(arguments: [
    (
      "node_role * on(instance) group_right(role) node_var",
      [#"{instance="abc", job="node", role="prometheus"} 2"#]
    ),
    (
      "node_var * on(instance) group_left(role) node_role",
      [#"{instance="abc", job="node", role="prometheus"} 2"#]
    ),
    (
      "node_var * ignoring(role) group_left(role) node_role",
      [#"{instance="abc", job="node", role="prometheus"} 2"#]
    ),
    (
      "node_cpu * on(instance) group_left(role) node_role",
      [
        #"{instance="abc", job="node", mode="idle", role="prometheus"} 3"#,
        #"{instance="abc", job="node", mode="user", role="prometheus"} 1"#,
      ]
    ),
    (
      "node_cpu / on(instance) group_left sum by (instance, job) (node_cpu)",
      [
        #"{instance="abc", job="node", mode="idle"} 0.75"#,
        #"{instance="abc", job="node", mode="user"} 0.25"#,
        #"{instance="def", job="node", mode="idle"} 0.8"#, #"{instance="def", job="node", mode="user"} 0.2"#,
      ]
    ),
    (
      "node_cpu > on(job, instance) group_left(target) threshold",
      [
        #"node_cpu{instance="abc", job="node", mode="idle", target="a@b.com"} 3"#,
        #"node_cpu{instance="abc", job="node", mode="user", target="a@b.com"} 1"#,
      ]
    ),
    (
      "threshold < bool on(instance) group_right node_cpu",
      [#"{instance="abc", job="node", mode="idle"} 1"#, #"{instance="abc", job="node", mode="user"} 1"#]
    ),
  ])
  func `many meet one where the query says so`(query: String, answer: [String]) throws {
    let bench = try Bench(every: .minutes(1), Self.nodes)
    #expect(try bench.answer(query, at: "0") == answer)
  }

  @Test(arguments: [
    "node_cpu + on(instance) node_var", "node_var + on(instance) node_cpu",
    "node_var * on(instance) group_left node_cpu", "node_cpu * on(job) group_right node_cpu",
    "node_cpu * on(instance) group_left(mode) node_cpu{mode=\"idle\"}",
  ])
  func `matches that are not unique are refused`(query: String) throws {
    let bench = try Bench(every: .minutes(1), Self.nodes)
    #expect(throws: QueryFault.self) { try bench.answer(query, at: "0") }
  }

  @Test func `nothing on one side is no fault of the other`() throws {
    let bench = try Bench(every: .minutes(1), Self.nodes)
    #expect(try bench.answer("nothing + on(job) node_cpu", at: "0") == [])
  }
}
