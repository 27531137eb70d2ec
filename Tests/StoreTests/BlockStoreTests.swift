import Basics
import Scratch
import Telemetry
import Testing

@testable import Store

/// Scrapes of one source, ten seconds apart.
private struct Recording {
  var layout = Layout([
    Layout.Column("up"), Layout.Column("requests_total", ["code": "200"]),
    Layout.Column("load", ["cpu": "0"]),
  ])
  var source: Labels = ["instance": "edge-17", "job": "node"]

  func scrape(_ number: Int64) -> Scrape {
    let all = [1, Double(number * 7), Double(number % 50) / 100, Double(number)]
    return Scrape(
      source: source, at: Self.start + .seconds(number * 10), layout: layout,
      values: Array(all.prefix(layout.columns.count)))
  }

  func scrapes(_ numbers: Range<Int64>) -> [Scrape] { numbers.map { scrape($0) } }

  static let start = Instant(rfc3339: "2026-03-14T00:00:00Z")!
}

@Suite struct BlockStoreTests {
  private let store: Store
  private let recording = Recording()

  init() throws { store = try Store() }

  private func keep(_ numbers: Range<Int64>, of recording: Recording? = nil, every size: Int64 = 60) throws {
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

  private func at(_ number: Int64) -> Instant { Recording.start + .seconds(number * 10) }

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

@Suite struct RollupTests {
  private let store: Store
  private let recording = Recording()

  init() throws { store = try Store() }

  private func keep(_ scrapes: [Scrape]) throws {
    try store.write { () throws(StoreFault) in
      try store.append(Block(scrapes), of: recording.source)
      while try store.rollUp(recording.source, grain: .hours(1), before: scrapes[scrapes.count - 1].at) > 0 {}
    }
  }

  private func at(_ number: Int64) -> Instant { Recording.start + .seconds(number * 10) }

  /// What is kept of a series for each hour.
  private func kept(_ aggregate: Aggregate, of series: Int) throws -> [Double] {
    let source = try #require(try store.sources().first).identifier
    var values: [Double] = []
    for row in try store.blocks(of: source, grain: .hours(1), after: .epoch, upTo: at(1_000_000)) {
      var columns = BlockColumns(block: row, count: row.count)
      let column = Rollup.column(aggregate, of: series)
      values += try #require(try columns.values(of: column, 0..<row.count, in: store))
    }
    return values
  }

  @Test func `an hour is open on the left, and closed when it is over`() throws {
    // A scrape on the hour belongs to the hour that ends there.
    try keep(recording.scrapes(0..<721))
    #expect(try kept(.count, of: 0) == [1, 360, 360])
    #expect(try kept(.last, of: 1) == [0, 360 * 7, 720 * 7])
    #expect(try kept(.increase, of: 1) == [0, 360 * 7, 360 * 7])
    #expect(try kept(.minimum, of: 2)[1...] == [0, 0])
    #expect(try kept(.maximum, of: 2)[1...] == [0.49, 0.49])
    let sum = (1...360).map { Double($0 % 50) / 100 }.reduce(0, +)
    #expect(abs(try kept(.sum, of: 2)[1] - sum) < 1e-9)
  }

  @Test func `hours without a scrape inside a block hold nothing up`() throws {
    try keep(recording.scrapes(0..<721) + recording.scrapes(3_001..<3_601))
    #expect(try kept(.count, of: 0) == [1, 360, 360, 240, 360])
  }

  @Test func `an hour that cannot be read is passed over`() throws {
    try store.write { () throws(StoreFault) in
      try store.append(Block(recording.scrapes(0..<721)), of: recording.source)
    }
    try store.database.execute("UPDATE chunk SET payload = x''")
    try keep(recording.scrapes(1_081..<1_801))
    #expect(try kept(.count, of: 0) == [360, 360])
  }

  @Test func `a counter that fell counts from nothing`() throws {
    let scrapes = recording.scrapes(1..<361).map { scrape in
      let fell = scrape.at > at(100) ? scrape.values[1] - 700 : scrape.values[1]
      return Scrape(
        source: scrape.source, at: scrape.at, layout: scrape.layout, values: [1, fell, scrape.values[2]])
    }
    try keep(scrapes)
    #expect(try kept(.increase, of: 1) == [Double(99 * 7 + 7 + 259 * 7)])
  }

  @Test func `a series that fell silent has no last value`() throws {
    let scrapes = recording.scrapes(1..<200) + recording.scrapes(360..<400)
    let stale = scrapes.map { scrape in
      Scrape(
        source: scrape.source, at: scrape.at, layout: scrape.layout,
        values: [1, scrape.at > at(150) ? Staleness.marker : 5, 1])
    }
    try keep(stale)
    #expect(try kept(.count, of: 1).first == 150)
    #expect(Absence.isMarker(try kept(.last, of: 1)[0]))
  }

  private func stored(usesSums: Bool = true) -> StoredSeries {
    let series = StoredSeries(store, head: Head(), silentSince: Instant(milliseconds: .max))
    series.usesSums = usesSums
    return series
  }

  private func hints(_ function: String? = nil, range: Span = .zero, step: Span = .hours(1)) -> SelectionHints
  {
    var hints = SelectionHints(start: at(360 * 4), end: at(360 * 20))
    (hints.step, hints.range, hints.function) = (step, range, function)
    return hints
  }

  @Test(arguments: [("load", nil, 0), ("load", "max_over_time", 2), ("load", "min_over_time", 1)])
  func `who looks on the hour sees the same in hours as in samples`(
    metric: String, function: String?, hours: Int64
  ) throws {
    try keep(recording.scrapes(0..<361 * 24))
    let hints = hints(function, range: .hours(hours))
    let (exact, summed) = (stored(usesSums: false), stored())
    let window = (after: hints.start - max(.hours(hours), Head.lookback), upTo: hints.end)
    let all = try exact.samples(Selector(metric: metric), after: window.after, upTo: window.upTo, hints)
    let few = try summed.samples(Selector(metric: metric), after: window.after, upTo: window.upTo, hints)
    #expect(summed.rowsRead < exact.rowsRead / 100)
    for hour in Int64(4)...20 {
      let (from, to) = (at(360 * hour) - max(.hours(hours), .minutes(5)), at(360 * hour))
      let seen = (all[0].samples.part(after: from, upTo: to), few[0].samples.part(after: from, upTo: to))
      switch function {
      case nil: #expect(seen.0.last?.value == seen.1.last?.value)
      case "max_over_time": #expect(seen.0.map(\.value).max() == seen.1.map(\.value).max())
      case _: #expect(seen.0.map(\.value).min() == seen.1.map(\.value).min())
      }
    }
  }

  @Test func `what is kept by the hour alone stands for the samples that are gone`() throws {
    try keep(recording.scrapes(0..<361 * 24))
    try store.write { () throws(StoreFault) in
      try store.dropBlocks(grain: .zero, before: at(1_000_000), limit: 100)
    }
    let odd = (after: at(1_000), upTo: at(5_000))
    let load = try stored().samples(
      Selector(metric: "up"), after: odd.after, upTo: odd.upTo, hints(step: .seconds(77)))
    let gaps = zip(load[0].samples, load[0].samples.dropFirst()).map { $1.at - $0.at }
    #expect(gaps.allSatisfy { $0 < Head.lookback })
    let rate = try stored().samples(
      Selector(metric: "requests_total"), after: odd.after, upTo: odd.upTo, hints("rate", range: .hours(3)))
    #expect(rate[0].samples.last!.value - rate[0].samples.first!.value == Double(10 * 360 * 7))
    #expect(throws: QueryFault.self) {
      _ = try stored().samples(
        Selector(metric: "up"), after: odd.after, upTo: odd.upTo, hints("count_over_time", range: .hours(3)))
    }
  }
}
