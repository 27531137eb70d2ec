import Basics
import Glibc
import Testing

@testable import Scheduling

/// The published experiment of fragmentation gradient descent on a real trace (PROTOCOL.md beside it).
@Suite struct OpenbTests {
  private static let folder: String? = {
    var path = #filePath.split(separator: "/").dropLast(3).map(String.init)
    path.removeLast()
    let folder = "/" + path.joined(separator: "/") + "/shared/openb"
    return access(folder, R_OK) == 0 ? folder : nil
  }()

  private static func bytes(_ name: String) throws -> [UInt8] {
    let path = "\(try #require(folder))/\(name)"
    let file = try #require(fopen(path, "r"), "\(path) cannot be read")
    defer { fclose(file) }
    var (all, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 1 << 18))
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return all }
      all += buffer[..<count]
    }
  }

  @Test(
    .enabled(if: folder != nil, "skipped: the trace is not here"),
    arguments: [("best-fit", 92.857, 93.089), ("dotprod", 90.622, 90.85), ("random", 86.30, 87.47)])
  func `a published policy gives the published allocation`(name: String, hundred: Double, most: Double) throws
  {
    let trace = try Trace(
      nodes: CSVTable(Self.bytes("openb_nodes_gpu.csv"), name: "nodes"),
      units: CSVTable(Self.bytes("openb_pods_default.csv"), name: "units"))
    let arrivals = try Arrivals(
      Self.bytes("arrivals/default_42.txt"), name: "arrivals", nodes: trace.nodes.count,
      units: trace.workload.count)
    let cluster = trace.cluster(ranks: arrivals.ranks)
    let policy = try #require(Policies.named(name, Mix(Workload()), cluster))
    var placer = Placer(cluster, trace.workload.demands, policy)
    let run = Experiment(trace, arrivals, &placer)
    // One run of ten whose mean is published; twice the published deviation.
    #expect(abs(try #require(run.allocation[100]) - hundred) < 0.4)
    #expect(abs(try #require(run.allocation[130]) - most) < 0.4)
  }
}
