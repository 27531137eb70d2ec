import Basics
import Scratch
import Store
import Telemetry
import Testing

@testable import binnacle

@Suite struct ImportTests {
  private let folder = Scratch()

  private func run(_ words: String...) throws -> Run { try Run(words, in: folder) }

  /// A dump of two series, a sample a minute for two hours.
  private var dump: String {
    let lines = (0..<120).map { "http_requests_total{code=\"200\"} \($0 * 60) \(1_700_000_000 + $0 * 60)" }
    let gauges = (0..<120).map { "load \($0) \(1_700_000_000 + $0 * 60)" }
    return (["# TYPE http_requests counter"] + lines + ["# TYPE load gauge"] + gauges + ["# EOF", ""])
      .joined(separator: "\n")
  }

  private func series(_ metric: String) throws -> [Series] {
    let store = try Store(path: folder["data/binnacle/binnacle.db"], use: .read)
    return try StoredSeries(store, head: Head(), silentSince: Instant(milliseconds: .max))
      .samples(Selector(metric: metric), after: .epoch, upTo: Instant(seconds: 1_800_000_000))
  }

  @Test func `a dump with times is kept and can be asked`() throws {
    let done = try run("import", "openmetrics", folder.file("dump.om", dump))
    #expect(done.status == 0, "\(done)")
    #expect(done.output.contains("2 series, 240 samples"))
    let found = try series("http_requests_total")
    #expect(found.map(\.labels) == [["__name__": "http_requests_total", "code": "200"]])
    #expect(found.first?.samples.count == 120)
    #expect(found.first?.samples.last == Sample(at: Instant(seconds: 1_700_007_140), value: 7_140))
  }

  @Test func `what is exported can be imported elsewhere`() throws {
    _ = try run("import", "openmetrics", folder.file("dump.om", dump))
    let span = ["--start", "2023-11-14T22:13:20Z", "--end", "2023-11-15T02:00:00Z"]
    let exported = try Run(["export", "openmetrics"] + span, in: folder)
    #expect(exported.status == 0, "\(exported.complaints)")
    let path = folder.file("again.om", exported.output)
    #expect(try run("check", "openmetrics", path).status == 0)
    let other = folder["other.db"]
    #expect(try run("--store", other, "import", "openmetrics", path).output.contains("2 series, 240 samples"))
    let one = try Run(["export", "openmetrics", "load"] + span, in: folder)
    #expect(one.output.split(separator: "\n").count == 122)
  }

  @Test func `an export wants a selector`() throws {
    #expect(try run("export", "openmetrics", "sum(load)").status == 2)
    #expect(try run("export", "openmetrics", "load{").complaints.contains("load{: at 6"))
  }

  @Test func `the same dump is not taken twice`() throws {
    let path = folder.file("dump.om", dump)
    #expect(try run("import", "openmetrics", path).status == 0)
    let again = try run("import", "openmetrics", path)
    #expect(again.status == 1 && again.complaints.contains("imported before"))
    #expect(try series("load").first?.samples.count == 120)
  }

  @Test func `a page of the moment is no dump`() throws {
    let refused = try run("import", "openmetrics", folder.file("page.prom", "up 1\n"))
    #expect(refused.status == 1 && refused.complaints.contains("a sample of up has no time"))
  }

  @Test func `a broken dump is refused with its line, and nothing of it is kept`() throws {
    let broken = dump.replacing("load 7 ", with: "load seven ")
    let refused = try run("import", "openmetrics", folder.file("dump.om", broken))
    #expect(refused.status == 1 && refused.complaints.contains("dump.om:130:"))
    #expect(try series("load").isEmpty)
  }

  @Test func `what was imported is not let go for its age`() throws {
    _ = try run("import", "openmetrics", folder.file("dump.om", dump))
    let store = try Store(path: folder["data/binnacle/binnacle.db"], use: .own)
    try store.write { () throws(StoreFault) in
      try store.dropBlocks(grain: .zero, before: Instant(seconds: 1_790_000_000), limit: 100)
    }
    #expect(try series("load").first?.samples.count == 120)
  }
}
