import Basics
import Glibc
import Scratch
import Testing

@testable import binnacle

/// Queries about what another server has.
@Suite struct RemoteQueryTests {
  private let folder = Scratch()

  private func run(_ words: String...) throws -> Run { try Run(words, in: folder) }

  private func result(_ text: String) throws -> (items: [JSONNode], warnings: [String]) {
    let run = try run("query", text, "--json")
    let answer = try JSONReader.read(Array(run.output.utf8), name: "query")
    let texts = try (answer.list("warnings") + answer.list("infos")).map { try $0.text() }
    guard try answer.required("status").text() == "success" else { return ([], texts + [run.output]) }
    return (try answer.required("data").required("result").items(), texts)
  }

  @Test(.enabled(if: RealPrometheus.isThere, Comment(rawValue: RealPrometheus.notice)))
  func `a real Prometheus is added, tested, listed, and queries answer from it`() throws {
    let port = FreePort.unused()
    let prometheus = try #require(RealPrometheus(port: port, jobs: [:]))
    let added = try run(
      "source", "add", "prometheus:\(prometheus.address)", "--name", "prod", "--label", "site=eu")
    #expect(added.status == 0, "\(added.complaints)")
    #expect(try run("source", "list").output.contains("prometheus"))
    var found: [JSONNode] = []
    let deadline = Clock.uptime + .minutes(3)
    while found.isEmpty, Clock.uptime < deadline { found = try result("up{site=\"eu\"}").items }
    let metric = try #require(found.first, "\(prometheus.words)").required("metric")
    #expect(try metric.required("instance").text() == "127.0.0.1:\(port)")
    let test = try run("source", "test", "prod")
    #expect(test.status == 0 && test.complaints.isEmpty, "\(test.complaints)")
    for words in ["Prometheus 2.", " series", "targets: 1 up, 0 down", "rules: 0", "alerts: 0 firing"] {
      #expect(test.output.contains(words), "\(test.output)")
    }
    // What is read here and what is read there stand in one answer.
    let both = try result("count by (site) ({__name__=~\"up|node_load1\"})")
    #expect(both.items.count == 2 && both.warnings.isEmpty, "\(both)")
  }

  @Test func `a server that is away takes nothing from what is here, and is named`() throws {
    let port = FreePort.unused()
    #expect(try run("source", "add", "prometheus:http://127.0.0.1:\(port)", "--name", "gone").status == 0)
    let (items, warnings) = try result("node_load1")
    #expect(items.count == 1)
    #expect(warnings.count == 1 && warnings[0].contains("the source gone: no connection"), "\(warnings)")
    let table = try run("query", "node_load1")
    #expect(table.status == 0 && table.complaints.contains("the source gone"), "\(table.complaints)")
    let test = try run("source", "test", "gone", "--lang", "zh")
    #expect(test.status == 1 && test.complaints.contains("no connection"))
  }
}
