import Basics
import Scratch
import Testing

@testable import binnacle

/// `binnacle simulate` as a script uses it.
@Suite struct SimulateCommandTests {
  /// Eight nodes of four GPUs and forty units of half a GPU, as files.
  private func files(in folder: Scratch) -> [String] {
    let nodes = (0..<8).map { "node-\($0),32000,131072,4,T4" }
    let units = (0..<40).map { "unit-\($0),2000,4096,1,500," }
    let texts = [
      "nodes.csv": ["node_id,cpu_milli,mem_mib,gpu_count,gpu_model"] + nodes,
      "units.csv": ["pod_id,cpu_milli,mem_mib,gpu_count,gpu_milli,gpu_spec"] + units,
    ]
    for (name, lines) in texts {
      #expect(Files.write(lines.joined(separator: "\n") + "\n", to: "\(folder.path)/\(name)") == nil)
    }
    return ["--nodes", "\(folder.path)/nodes.csv", "--units", "\(folder.path)/units.csv"]
  }

  @Test func `a run tells what was placed, what was refused and how full the GPUs were`() throws {
    let folder = Scratch()
    let run = try Run(["simulate"] + files(in: folder) + ["--policy", "best-fit", "--json"], in: folder)
    #expect(run.status == 0 && run.complaints.isEmpty, "\(run.complaints)")
    let document = try JSONReader.read(Array(run.output.utf8), name: "output")
    #expect(try document.required("schema").text() == "binnacle/simulate/1")
    #expect(try document.required("placed").number() == 64)
    #expect(try document.required("allocation").required("130").number() == 100)
    #expect(try document.required("provenance").text() == "simulated")
  }

  @Test func `a consolidation tells how many nodes would do, and after how many moves`() throws {
    let folder = Scratch()
    let words = ["simulate"] + files(in: folder) + ["--policy", "worst-fit", "--consolidate", "50", "--json"]
    let run = try Run(words, in: folder)
    let told = try JSONReader.read(Array(run.output.utf8), name: "output").required("consolidation")
    #expect(try told.required("nodes_before").number() == 8)
    #expect(try told.required("nodes_after").number() == 4)
    #expect(try told.required("moves").number() == 16)
  }

  @Test func `a load that is none and a policy nobody knows are refused`() throws {
    let folder = Scratch()
    let files = files(in: folder)
    let odd = try Run(
      ["simulate"] + files + ["--policy", "best-fit", "--consolidate", "much"], in: folder)
    #expect(odd.status == 2 && odd.complaints.contains("\"much\" does not fit"), "\(odd.complaints)")
    let stranger = try Run(["simulate"] + files + ["--policy", "tarot"], in: folder)
    #expect(stranger.status == 2 && stranger.complaints.contains("best-fit"), "\(stranger.complaints)")
  }

  @Test func `generations and policies stand side by side on held-out traces`() throws {
    let folder = Scratch()
    let run = try Run(["simulate", "--compare", "--traces", "1", "--json"], in: folder)
    #expect(run.status == 0 && run.complaints.isEmpty, "\(run.complaints)")
    let document = try JSONReader.read(Array(run.output.utf8), name: "output")
    #expect(try document.required("schema").text() == "binnacle/compare/1")
    #expect(try document.required("provenance").text() == "simulated")
    let items = try document.required("items").items()
    let names = try items.prefix(4).map { try $0.required("name").text() }
    #expect(names == ["v1", "v2", "v3", "best-fit"])
    let costs = try items.prefix(3).map { try $0.required("objective").number() }
    #expect(costs[0] > costs[1] && costs[1] > costs[2])
    #expect(try items.allSatisfy { try $0.required("violations").number() == 0 })
    #expect(try document.required("front").items().count > 1)
    let odd = try Run(["simulate", "--compare", "--traces", "many"], in: folder)
    #expect(odd.status == 2 && odd.complaints.contains("\"many\" does not fit"), "\(odd.complaints)")
  }
}
