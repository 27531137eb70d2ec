import Basics
import Scratch
import Telemetry
import Testing

@testable import Store

@Suite struct BlockStoreTests {
  private let store: Store
  private let recording = SourceScrapes()

  init() throws { store = try Store() }

  private func keep(_ numbers: Range<Int64>, of recording: SourceScrapes? = nil, every size: Int64 = 60)
    throws
  {
    let recording = recording ?? self.recording
    try store.write { () throws(StoreFault) in
      for first in stride(from: numbers.lowerBound, to: numbers.upperBound, by: Int64.Stride(size)) {
        let scrapes = recording.scrapes(first..<min(first + size, numbers.upperBound))
        try store.append(Block(scrapes), of: recording.source)
        try store.joinBlocks(of: recording.source)
      }
    }
  }

  private func series(_ head: Head = Head()) -> StoredSeries {
    StoredSeries(store, head: head, silentSince: Instant(milliseconds: .max))
  }

  private func at(_ number: Int64) -> Instant { SourceScrapes.start + .seconds(number * 10) }

  private func samples(
    _ metric: String, _ numbers: ClosedRange<Int64>, head: Head = Head()
  ) throws -> [Telemetry.Sample] {
    let found = try series(head).samples(
      Selector(metric: metric), after: at(numbers.lowerBound) - .seconds(1), upTo: at(numbers.upperBound))
    #expect(found.count <= 1)
    return found.first.map { Array($0.samples) } ?? []
  }

  @Test func `what was put into blocks comes back with its labels`() throws {
    try keep(0..<200)
    let found = try series().samples(Selector(metric: "load"), after: at(10), upTo: at(12))
    #expect(found.map(\.labels) == [["__name__": "load", "cpu": "0", "instance": "edge-17", "job": "node"]])
    #expect(
      found.first?.samples == [
        Telemetry.Sample(at: at(11), value: 0.11), Telemetry.Sample(at: at(12), value: 0.12),
      ])
  }

  @Test func `small blocks are joined and nothing is lost`() throws {
    try keep(0..<2_000)
    #expect(try store.database.number("SELECT count(*) FROM block")! <= 12)
    #expect(try samples("requests_total", 0...1_999).map(\.value) == (0..<2_000).map { Double($0 * 7) })
  }

  @Test func `memory goes on where the blocks end, and each sample comes once`() throws {
    try keep(0..<180)
    var head = Head()
    head.settle(try store.settled())
    for scrape in recording.scrapes(150..<300) { head.append(scrape) }
    #expect(try samples("requests_total", 0...299, head: head).map(\.at) == (0..<300).map { at($0) })
  }

  @Test func `a series that a source has no more has ended, and may come again`() throws {
    var grown = recording
    grown.layout = Layout(recording.layout.columns + [Layout.Column("extra")])
    try keep(0..<300, of: grown, every: 300)
    try keep(300..<600, every: 300)
    try keep(600..<900, of: grown, every: 300)
    let found = try samples("extra", 0...899)
    #expect(found.count == 601)
    #expect(found[300].at == at(300) && Staleness.isMarker(found[300].value))
    #expect(try series().instant(Selector(metric: "extra"), at: at(301), lookback: .minutes(5)).isEmpty)
    #expect(try series().instant(Selector(metric: "extra"), at: at(601), lookback: .minutes(5)).count == 1)
  }

  @Test func `a series may come and go within a block`() throws {
    var grown = recording
    grown.layout = Layout(recording.layout.columns + [Layout.Column("extra")])
    let mixed = (0..<60).map { ($0 / 10 % 2 == 0 ? grown : recording).scrape($0) }
    try store.write { () throws(StoreFault) in try store.append(Block(mixed), of: recording.source) }
    let found = try samples("extra", 0...59)
    #expect(found.filter { Staleness.isMarker($0.value) }.map(\.at) == [at(10), at(30), at(50)])
    #expect(found.count == 33)
  }

  @Test func `labels choose among sources and columns`() throws {
    var other = recording
    other.source = ["instance": "edge-18", "job": "node"]
    try keep(0..<60)
    try keep(0..<60, of: other)
    func count(_ matchers: Matcher?...) throws -> Int {
      try series().samples(
        Selector(metric: nil, matchers: matchers.compactMap { $0 }), after: at(0), upTo: at(9)
      )
      .count
    }
    #expect(try count(Matcher("instance", .equal, "edge-18")) == 3)
    #expect(try count(Matcher("instance", .matches, "edge-1.")) == 6)
    #expect(try count(Matcher("code", .equal, "200")) == 2)
    #expect(try count(Matcher("code", .equal, "")) == 4)
    #expect(try count(Matcher("code", .notEqual, "200"), Matcher("instance", .equal, "edge-17")) == 2)
    #expect(try count(Matcher("__name__", .matches, "up|load")) == 4)
  }

  @Test func `a series that brings a label of its source itself is found by its own`() throws {
    var federated = recording
    federated.layout = Layout([
      Layout.Column("up"), Layout.Column("load", ["instance": "far-1"]),
      Layout.Column("load", ["instance": "far-2"]),
    ])
    try keep(0..<60, of: federated)
    func found(_ instance: String) throws -> [String] {
      let selector = Selector(metric: nil, matchers: [Matcher("instance", .equal, instance)!])
      return try series().samples(selector, after: at(0), upTo: at(9)).map { $0.labels[Labels.metricName] }
    }
    #expect(try found("far-1") == ["load"])
    #expect(try found("edge-17") == ["up"])
  }

  @Test func `the budget of a query is kept`() throws {
    try keep(0..<600)
    var hints = SelectionHints(start: at(0), end: at(599))
    hints.budget = SampleBudget(most: 100)
    #expect(throws: QueryFault.self) {
      try series().samples(Selector(metric: "load"), after: at(0), upTo: at(599), hints)
    }
  }

  @Test func `what a clock told that ran ahead is forgotten`() throws {
    try keep(0..<300, every: 100)
    try store.write { () throws(StoreFault) in try store.forgetScrapes(after: at(149)) }
    #expect(try samples("load", 0...299).map(\.at) == (0...149).map { at($0) })
    #expect(try store.settled()[recording.source] == at(149))
  }

  @Test func `old blocks are let go with their chunks`() throws {
    try keep(0..<600, every: 300)
    try store.write { () throws(StoreFault) in try store.dropBlocks(grain: .zero, before: at(300), limit: 9) }
    #expect(try samples("load", 0...599).first?.at == at(300))
    let orphans = "SELECT count(*) FROM chunk WHERE id / 1048576 NOT IN (SELECT id FROM block)"
    #expect(try store.database.number(orphans) == 0)
  }

  @Test func `a store that was tampered with gives less, never a fault in the program`() throws {
    try keep(0..<300, every: 300)
    try store.database.execute("UPDATE chunk SET payload = substr(payload, 1, length(payload) / 2)")
    _ = try samples("load", 0...299)
    try store.database.execute("UPDATE block SET times = x'FFFFFFFF'")
    #expect(try samples("load", 0...299).isEmpty)
    try store.database.execute("UPDATE block SET count = 9000000000")
    #expect(try samples("load", 0...299).isEmpty)
  }
}
