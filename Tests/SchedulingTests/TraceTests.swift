import Basics
import Testing

@testable import Scheduling

/// Traces as files.
@Suite struct TraceTests {
  private static let nodes =
    "node_id,cpu_milli,mem_mib,gpu_count,gpu_model\nb,8000,1024,1,T4\na,4000,1024,0,\n"
  private static let units =
    "pod_id,cpu_milli,mem_mib,gpu_count,gpu_milli,gpu_spec\nz,1000,10,1,500,T4|A10\ny,2000,10,0,0,\n"

  private static func trace(nodes: String = nodes, units: String = units) throws(CSVFault) -> Trace {
    try Trace(
      nodes: CSVTable(Array(nodes.utf8), name: "nodes.csv"),
      units: CSVTable(Array(units.utf8), name: "units.csv"))
  }

  @Test func `units stand in the order of their names, nodes in that of the file`() throws {
    let trace = try Self.trace()
    #expect(trace.nodes.map(\.name) == ["b", "a"])
    #expect(trace.workload.names[0] == "y" && trace.workload.demand(of: 1).models == ["T4", "A10"])
  }

  @Test(arguments: [
    ("y,2000,10,0,0,", "y,2000,x,0,0,", "units.csv:3: mem_mib: expected a whole number, found \"x\""),
    ("z,1000,10,1,500", "z,1000,10,1,1500", "units.csv:2:"),
    ("cpu_milli", "cpu", "column cpu_milli is missing"),
  ])
  func `what is wrong with a file is told with its line`(old: String, new: String, complaint: String) {
    let broken = Self.units.replacing(old, with: new)
    #expect {
      try Self.trace(units: broken)
    } throws: { "\($0)".contains(complaint) }
  }

  @Test func `arrivals name ranks and units, and anything else is refused`() throws {
    func read(_ text: String) throws(CSVFault) -> Arrivals {
      try Arrivals(Array(text.utf8), name: "arrivals", nodes: 2, units: 2)
    }
    let arrivals = try read("1 0\n0\n1\n1\n")
    #expect(arrivals.ranks == [1, 0] && arrivals.units == [0, 1, 1])
    #expect(throws: CSVFault.self) { try read("1 1\n0\n") }
    #expect(throws: CSVFault.self) { try read("1 0\n2\n") }
  }

  @Test func `the same seed gives the same arrivals, up to the load that was asked for`() throws {
    let trace = try Self.trace()
    let (one, other) = (Arrivals(trace, seed: 7), Arrivals(trace, seed: 7))
    #expect(one.units == other.units && one.ranks == other.ranks)
    let asked = one.units.reduce(0) { $0 + trace.workload.demand(of: $1).gpu }
    #expect(asked >= 1_300 && asked < 1_900)
  }

  @Test func `the same seed gives the same run, whatever the policy`() throws {
    let trace = try Self.trace()
    let arrivals = Arrivals(trace, seed: 3)
    for name in Policies.all(Mix(Workload()), Cluster()).map(\.name) {
      let runs = try (0..<2).map { _ in
        let cluster = trace.cluster(ranks: arrivals.ranks)
        var placer = Placer(
          cluster, trace.workload.demands, try #require(Policies.named(name, Mix(trace.workload), cluster)))
        return Experiment(trace, arrivals, &placer).allocation
      }
      #expect(runs[0] == runs[1] && !runs[0].isEmpty)
    }
  }

  @Test func `a node takes up to 128 bytes and a unit up to 48, names included`() {
    let cluster = Samples.cluster(1_000, seed: 1)
    let workload = Samples.workload(Samples.demands(5, seed: 1), 1_000)
    #expect(cluster.footprint <= 128 * 1_000 && workload.footprint <= 48 * 1_000)
  }
}
