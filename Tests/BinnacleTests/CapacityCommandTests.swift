import Basics
import Engine
import Model
import Monitoring
import Scratch
import Simulation
import Store
import Telemetry
import Testing

@testable import binnacle

/// `binnacle capacity` as a script uses it, on a store with two nodes: what the first has in use has been known for ten
/// days, the other has only just been seen.
@Suite struct CapacityCommandTests {
  private static let now = Instant(rfc3339: "2026-03-14T09:00:00Z")!
  private static let store: Result<Scratch, StoreFault> = Result { () throws(StoreFault) in try written() }

  /// A processor 40 % busy, half the memory in use, and a disk that fills by 2 % a day, 90 % full.
  private static func written() throws(StoreFault) -> Scratch {
    let folder = Scratch()
    for name in ["data", "data/binnacle"] { Files.makeDirectory(folder[name]) }
    let store = try Store(path: folder["data/binnacle/binnacle.db"], use: .own)
    var fleet = SimulatedFleet(.calm, nodes: 2, start: now)
    let beat = Beat(pid: 100, boot: "test", uptime: .hours(1))
    let engine = Engine(store: store, configuration: Configuration())
    var snapshot = engine.advance(to: now, beat: beat)
    for seconds in stride(from: 0, through: 90, by: 15) {
      let time = now + .seconds(Int64(seconds))
      snapshot = engine.advance(to: time, beat: beat, taking: fleet.observations(at: time))
    }
    engine.stop(beat: beat)
    guard let node = snapshot.nodes.first else { preconditionFailure("a fleet of two has a first node") }
    try store.write { () throws(StoreFault) in
      try store.append(tenDays(of: node.labels), of: node.labels.ofVitals)
    }
    return folder
  }

  private static func tenDays(of node: Labels) -> Block {
    let layout = Layout([Vital.cpu, .memory, .fullness].map { Layout.Column($0.metric, node) })
    return Block(
      (0..<480).map { half in
        Scrape(
          source: node.ofVitals, at: now - .days(10) + .minutes(30 * half), layout: layout,
          values: [0.4, 0.5, 0.9 - 0.02 * Double(480 - half) / 48])
      })
  }

  private func run(_ words: String...) throws -> Run {
    try Run(["capacity", "--at", "2026-03-14T09:02:00Z"] + words, in: Self.store.get())
  }

  /// The figures of the first node by resource.
  private func items(_ words: String...) throws -> [String: JSONNode] {
    let run = try Run(
      ["capacity", "node-000", "--at", "2026-03-14T09:02:00Z", "--json"] + words, in: Self.store.get())
    #expect(run.status == 0 && run.complaints.isEmpty, "\(run.complaints)")
    let root = try JSONReader.read(Array(run.output.utf8), name: "output")
    #expect(try root.required("schema").text() == "binnacle/capacity/1")
    let items = try root.required("items").items()
    #expect(try items.allSatisfy { try $0.required("provenance").text() == "forecast" })
    return Dictionary(uniqueKeysWithValues: try items.map { (try $0.required("resource").text(), $0) })
  }

  private func figure(_ name: String, of resource: String, in items: [String: JSONNode]) throws -> Double {
    try #require(items[resource]).required(name).number()
  }

  @Test func `a disk that fills comes first, with its days and how sure they are`() throws {
    let run = try run()
    #expect(run.status == 0 && run.complaints.isEmpty, "\(run.complaints)")
    let lines = run.output.split(separator: "\n").map(String.init)
    let head = ["NODE", "RESOURCE", "IN", "USE", "PROBABILITY", "USED", "UP", "IN", "(80", "%)"]
    #expect(lines[0].split(separator: " ").map(String.init) == head)
    #expect(
      lines[1].hasPrefix("node-000  Fullest disk  90 %") && lines[1].contains("% in 10 d"), "\(lines[1])")
    #expect(lines[1].hasSuffix("  ~5 d"), "\(lines[1])")
    #expect(lines.contains { $0.contains("Memory") && $0.hasSuffix("~ not in 10 d") }, "\(run.output)")
    #expect(lines.last?.hasPrefix("~ is a prediction") ?? false)
  }

  @Test func `of what is known too short it says so, and forecasts nothing`() throws {
    let line = "known for 0 h, too short to forecast; that needs 52 h"
    #expect(
      try run().output.split(separator: "\n").count { $0.hasPrefix("node-001") && $0.hasSuffix(line) } == 3)
    let rows = try CSV.rows(Array(run("--csv").output.utf8), name: "output").map(\.fields)
    let columns = Dictionary(uniqueKeysWithValues: zip(rows[0], rows[0].indices))
    let short = rows.filter { $0[1] == "node-001" }
    #expect(short.count == 3 && rows.count == 7)
    for row in short {
      #expect(try row[#require(columns["refusal"])] == line && row[#require(columns["probability"])].isEmpty)
    }
  }

  @Test func `twice the users halve the days of a disk and double what else is in use`() throws {
    let items = try items("--users", "2x")
    func figure(_ name: String, of resource: String) throws -> Double {
      try self.figure(name, of: resource, in: items)
    }
    let (days, then) = (try figure("days", of: "fullness"), try figure("days_then", of: "fullness"))
    #expect((4.5...5.5).contains(days) && abs(then - days / 2) < 0.3, "\(days) \(then)")
    #expect(try abs(figure("utilisation_then", of: "fullness") - 0.9) < 0.01)
    #expect(try abs(figure("utilisation_then", of: "cpu") - 0.8) < 0.001)
    #expect(try abs(figure("utilisation_then", of: "memory") - 1) < 0.001)
    #expect(try figure("probability_then", of: "memory") > figure("probability", of: "memory"))
    #expect(try figure("wait_then", of: "cpu") > figure("wait", of: "cpu"))
  }

  @Test func `what would not be enough comes first, even where nothing can be forecast`() throws {
    let lines = try run("--users", "2x").output.split(separator: "\n")
    #expect(lines[1...2].contains { $0.hasPrefix("node-001  Memory") && $0.contains("~105 %") }, "\(lines)")
  }

  @Test func `a third replica and a larger node take load off`() throws {
    let replicas = try items("--replicas", "3/2")
    #expect(try abs(figure("utilisation_then", of: "cpu", in: replicas) - 0.8 / 3) < 0.001)
    #expect(
      try figure("days_then", of: "fullness", in: replicas) > figure("days", of: "fullness", in: replicas))
    let larger = try items("--node-type", "cpu=1024,MEMORY=1TiB")
    #expect(try figure("utilisation_then", of: "cpu", in: larger) < 0.1)
    #expect(try figure("utilisation_then", of: "memory", in: larger) < 0.5)
    #expect(try figure("wait_then", of: "cpu", in: larger) < 0.001)
  }

  @Test func `predictions bear a mark and say what they rest on`() throws {
    let text = try run("--users", "+50%").output
    #expect(text.contains("40 % → ~60 %") && text.contains("Denning and Buzen 1978"), "\(text)")
    #expect(try run("--users", "+50%", "--ascii").output.contains("40 % -> ~60 %"))
    let json = try run("--users", "+50%", "--json").output
    #expect(
      json.contains("\"users_factor\": 1.5") && json.contains("M/M/c") && json.contains("Bates and Granger"))
  }

  @Test func `it is said in Chinese too`() throws {
    let text = try run("--users", "2x", "--lang", "zh").output
    for words in ["预计用尽时间", "10 天内", "只有 0 小时的数据，不足以预测", "利用率定律"] {
      #expect(text.contains(words), "\(text)")
    }
  }

  @Test(arguments: [
    ["--users", "many"], ["--users", "50%"], ["--users", "-150%"], ["--users", "infx"], ["--users", ""],
    ["--replicas", "3"], ["--replicas", "0/2"], ["--replicas", "3/2/1"], ["--node-type", "CPU"],
    ["--node-type", "CPU=0"], ["--node-type", "DISK=1TiB"], ["--node-type", "MEMORY=64"],
    ["--node-type", "CPU=16,"],
  ])
  func `wrong words are refused in a sentence that names the option`(words: [String]) throws {
    for (language, wants) in [("en", "\(words[0]) wants"), ("zh", "\(words[0]) 需要")] {
      let run = try Run(["capacity", "--lang", language] + words, in: Scratch())
      #expect(run.status == 2 && run.output.isEmpty && run.complaints.contains(wants), "\(run.complaints)")
      #expect(run.complaints.contains(words[1]) && run.complaints.split(separator: "\n").count == 1)
    }
  }

  @Test func `a node that is not there is named`() throws {
    let run = try run("node-999")
    #expect(run.status == 1 && run.complaints.contains("node-999"), "\(run.complaints)")
  }

  @Test func `without a store this host is told of`() throws {
    let run = try Run("capacity", in: Scratch())
    #expect(run.status == 0 && run.output.contains("too short to forecast"), "\(run.output)\(run.complaints)")
  }
}
