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
    let names = try items.prefix(5).map { try $0.required("name").text() }
    #expect(names == ["v1", "v2", "v3", "neural", "best-fit"])
    let costs = try items.prefix(3).map { try $0.required("objective").number() }
    #expect(costs[0] > costs[1] && costs[1] > costs[2])
    #expect(try items.allSatisfy { try $0.required("violations").number() == 0 })
    #expect(try document.required("front").items().count > 1)
    let odd = try Run(["simulate", "--compare", "--traces", "many"], in: folder)
    #expect(odd.status == 2 && odd.complaints.contains("\"many\" does not fit"), "\(odd.complaints)")
  }

  @Test func `a training tells how it goes on and gives weights that can be read again`() throws {
    let folder = Scratch()
    let run = try Run(["simulate", "--train", "--traces", "2", "--json"], in: folder)
    #expect(run.status == 0 && run.complaints.isEmpty, "\(run.complaints)")
    let document = try JSONReader.read(Array(run.output.utf8), name: "output")
    #expect(try document.required("schema").text() == "binnacle/training/1")
    #expect(try document.required("tuned").required("rows").items().count == 19)
    #expect(try document.required("progress").items().count > 1)
    #expect(try document.required("starts").items().count == 10)
    let odd = try Run(["simulate", "--train", "--traces", "0"], in: folder)
    #expect(odd.status == 2 && odd.complaints.contains("\"0\" does not fit"), "\(odd.complaints)")
  }

  @Test func `jobs of a file are planned with the reason of every place`() throws {
    let folder = Scratch()
    let text = """
      {"nodes": [{"name": "swift", "kind": "accelerated", "slots": 1}, {"name": "plain", "kind": "processor", "slots": 2}],
       "jobs": [{"name": "clip", "deadline": 100, "tasks": [{"name": "see", "modality": "visual", "milliseconds": 600},
       {"name": "fuse", "modality": "fusion", "milliseconds": 200}], "data": [{"from": "see", "to": "fuse", "megabytes": 9}]}]}
      """
    #expect(Files.write(text, to: "\(folder.path)/jobs.json") == nil)
    let words = ["simulate", "--jobs", "\(folder.path)/jobs.json"]
    let run = try Run(words + ["--json"], in: folder)
    #expect(run.status == 0 && run.complaints.isEmpty, "\(run.complaints)")
    let item = try JSONReader.read(Array(run.output.utf8), name: "output").required("items").items()[0]
    #expect(try item.required("makespan_ms").number() == 190)
    #expect(try item.required("met").flag() == false)
    #expect(try item.required("tasks").items().map { try $0.required("node").text() } == ["swift", "swift"])
    let told = try Run(words, in: folder)
    #expect(told.output.contains("late by 90 ms; see → fuse decides"), "\(told.output)")
  }

  @Test func `seeded jobs tell by how much they are sooner, and a circle is refused`() throws {
    let folder = Scratch()
    let run = try Run(["simulate", "--jobs", "20", "--json"], in: folder)
    let document = try JSONReader.read(Array(run.output.utf8), name: "output")
    #expect(try document.required("items").items().count == 20)
    #expect(try document.required("median_gain").number() > 0.2)
    let text = """
      {"nodes": [{"name": "n", "kind": "edge", "slots": 1}], "jobs": [{"name": "j", "tasks":
      [{"name": "a", "modality": "text", "milliseconds": 1}], "data": [{"from": "a", "to": "a", "megabytes": 1}]}]}
      """
    #expect(Files.write(text, to: "\(folder.path)/circle.json") == nil)
    let odd = try Run(["simulate", "--jobs", "\(folder.path)/circle.json"], in: folder)
    #expect(odd.status == 1 && odd.complaints.contains("wait for one another, a → a"), "\(odd.complaints)")
    let none = try Run(["simulate", "--jobs", "0"], in: folder)
    #expect(none.status == 2 && none.complaints.contains("\"0\" does not fit"), "\(none.complaints)")
  }
}
