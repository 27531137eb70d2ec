import Basics
import Scratch
import Telemetry
import Testing

@testable import Store

@Suite struct RollupTests {
  private let store: Store
  private let recording = SourceScrapes()

  init() throws { store = try Store() }

  private func keep(_ scrapes: [Scrape]) throws {
    try store.write { () throws(StoreFault) in
      try store.append(Block(scrapes), of: recording.source)
      while try store.rollUp(recording.source, grain: .hours(1), before: scrapes[scrapes.count - 1].at) > 0 {}
    }
  }

  private func at(_ number: Int64) -> Instant { SourceScrapes.start + .seconds(number * 10) }

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
