import Basics
import Telemetry
import Testing

@Suite struct ManyMatchingTests {
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
