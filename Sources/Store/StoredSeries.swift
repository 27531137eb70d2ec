import Basics
import Telemetry

/// The series of a store: those in blocks, and the scrapes in memory that came after them.
/// A class because it remembers what it has looked up; belongs to the thread of its store.
public final class StoredSeries: SeriesSource {
  let store: Store
  let head: Head
  /// Nothing that memory does not have is later than this.
  private let memoryBegins: Instant
  /// Whether what is summed up may answer where it answers as the samples would.
  var usesSums = true
  /// How many rows of blocks were read so far.
  private(set) var rowsRead = 0

  /// - Parameters:
  ///   - head: the scrapes from the end of the blocks on, and maybe some before.
  ///   - silentSince: the latest scrape in a block of a source that is not in memory.
  public init(_ store: Store, head: Head, silentSince: Instant) {
    (self.store, self.head) = (store, head)
    memoryBegins = max(head.reach, silentSince)
  }

  public func instant(_ selector: Selector, at time: Instant, lookback: Span) throws(QueryFault) -> [Series] {
    try samples(selector, after: time - lookback, upTo: time).compactMap { series in
      guard let last = series.samples.last, !Staleness.isMarker(last.value) else { return nil }
      return Series(labels: series.labels, samples: [last])
    }
  }

  public func forEachLatest(
    _ selector: Selector, at time: Instant, lookback: Span, _ budget: SampleBudget,
    _ visit: (Labels, Sample) -> Void
  ) throws(QueryFault) {
    if try oldSources(selector, before: time - lookback).isEmpty {
      return try head.forEachLatest(selector, at: time, lookback: lookback, budget, visit)
    }
    for series in try instant(selector, at: time, lookback: lookback) {
      visit(series.labels, series.samples[0])
    }
  }

  public func samples(_ selector: Selector, after start: Instant, upTo end: Instant) throws(QueryFault)
    -> [Series]
  {
    let wanted = Wanted(
      selector: selector, after: start, upTo: end, hints: SelectionHints(start: start, end: end),
      usesSums: false)
    return try samples(wanted)
  }

  public func samples(
    _ selector: Selector, after start: Instant, upTo end: Instant, _ hints: SelectionHints
  ) throws(QueryFault) -> [Series] {
    try samples(
      Wanted(selector: selector, after: start, upTo: end, hints: hints, usesSums: usesSums))
  }

  public func blocks(
    _ selector: Selector, after start: Instant, upTo end: Instant, _ hints: SelectionHints
  ) throws(QueryFault) -> [SeriesBlock] {
    guard try oldSources(selector, before: start).isEmpty else {
      return try samples(selector, after: start, upTo: end, hints).map { SeriesBlock($0) }
    }
    return try head.blocks(selector, after: start, upTo: end, hints)
  }

  private func samples(_ wanted: Wanted) throws(QueryFault) -> [Series] {
    let recent = try head.samples(wanted.selector, after: wanted.after, upTo: wanted.upTo, wanted.hints)
    let old = try oldSources(wanted.selector, before: wanted.after)
    guard !old.isEmpty else { return recent }
    // Each statement by itself would lock the file anew.
    let wasReading = store.database.isInTransaction
    if !wasReading { try reading { () throws(StoreFault) -> Void in try store.database.execute("BEGIN") } }
    defer { if !wasReading { store.database.endReading() } }
    var joined = SeriesJoin()
    for source in old {
      for series in try samples(of: source, wanted) { joined.append(series) }
    }
    for series in recent { joined.append(series) }
    return joined.series
  }

  /// A source of which something may lie in blocks.
  struct OldSource {
    let identifier: Int64
    let labels: Labels
    /// The first scrape in memory; from there on memory has everything.
    let first: Scrape?
  }

  /// The sources that can match and of which memory does not have everything later than a time.
  private func oldSources(_ selector: Selector, before start: Instant) throws(QueryFault) -> [OldSource] {
    var found: [OldSource] = []
    guard start < memoryBegins else { return [] }
    let own = try reading { () throws(StoreFault) -> Set<String> in try store.columnLabels() }
    for (identifier, labels) in try reading({ () throws(StoreFault) in try store.sources() })
    where selector.accepts(source: labels, overridden: own) && selector.canMatch(vitalsOf: labels) {
      guard head.lacks(labels, after: start) else { continue }
      let first = head.first(of: labels)
      found.append(OldSource(identifier: identifier, labels: labels, first: first))
    }
    return found
  }

  /// A fault of the store ends the query.
  func reading<Result>(_ body: () throws(StoreFault) -> Result) throws(QueryFault) -> Result {
    do throws(StoreFault) { return try body() } catch {
      throw QueryFault(0..<0, "the store cannot be read: \(error.detail)", kind: .execution)
    }
  }

  private func samples(of source: OldSource, _ wanted: Wanted) throws(QueryFault) -> [Series] {
    // Memory begins with its first scrape.
    let end = source.first.map { min(wanted.upTo, $0.at - .milliseconds(1)) } ?? wanted.upTo
    guard wanted.after < end else { return [] }
    var gathered = GatheredColumns(source: source.labels)
    let wantedStretches = try reading { () throws(StoreFault) -> [Stretch] in
      try stretches(of: source.identifier, wanted, end)
    }
    for stretch in wantedStretches {
      if let refusal = stretch.refusal { throw QueryFault(0..<0, refusal, kind: .refused) }
      let blocks = try reading { () throws(StoreFault) -> [BlockRow] in
        try store.blocks(
          of: source.identifier, grain: stretch.grain, after: stretch.after, upTo: stretch.upTo)
      }
      for block in blocks {
        try reading { () throws(StoreFault) -> Void in
          try gather(block, stretch, wanted.selector, into: &gathered)
        }
        try wanted.hints.budget.take(gathered.takeNew())
      }
    }
    if let first = source.first, first.at <= wanted.upTo { gathered.end(with: first) }
    return gathered.series
  }

  private func gather(
    _ block: BlockRow, _ stretch: Stretch, _ selector: Selector, into gathered: inout GatheredColumns
  ) throws(StoreFault) {
    guard let layout = try store.layout(block.layout), let times = try store.times(of: block) else { return }
    let rows = times.partition(after: stretch.after)..<times.partition(after: stretch.upTo)
    guard !rows.isEmpty else { return }
    let chosen = store.index(of: layout, block.layout).columns(selector, in: gathered.source)
    gathered.begin(stretch.times(times[rows]))
    var columns = BlockColumns(block: block, count: times.count)
    for column in chosen {
      guard let values = try stretch.values(of: column, rows, &columns, store) else { continue }
      gathered.put(values, layout.columns[column], isGrowth: stretch.reading == .growth)
      rowsRead += rows.count
    }
    gathered.finish()
  }
}

/// The columns of a block as they are asked for, page by page.
struct BlockColumns {
  private let block: BlockRow
  private var page: Page?
  private var values: [Double]

  init(block: BlockRow, count: Int) {
    self.block = block
    values = Array(repeating: 0, count: count)
  }

  /// The values of a column in some of the rows; nil when they are not there.
  mutating func values(of column: Int, _ rows: Range<Int>, in store: Store) throws(StoreFault)
    -> ArraySlice<Double>?
  {
    if page.map({ !$0.holds(column) }) ?? true { page = try store.page(of: block, column: column) }
    let isRead = values.withUnsafeMutableBufferPointer { page?.decode(column, into: $0) ?? false }
    return isRead ? values[rows] : nil
  }
}

/// The samples of one source's series, put together block by block. All share the column of times but those that were
/// absent or ended between.
struct GatheredColumns {
  let source: Labels
  private var columns: [Layout.Column] = []
  private var values: [[Double]] = []
  private var places: [Layout.Column: Int] = [:]
  private var times: [Instant] = []
  private var before = 0
  private var new = 0

  init(source: Labels) { self.source = source }

  mutating func begin(_ times: [Instant]) {
    before = self.times.count
    self.times += times
  }

  /// - Parameter isGrowth: whether the rows say by how much the series grew.
  mutating func put(_ rows: ArraySlice<Double>, _ column: Layout.Column, isGrowth: Bool) {
    var place = places[column]
    if place == nil {
      place = columns.count
      places[column] = columns.count
      columns.append(column)
      values.append([])
    }
    guard let place else { return }
    pad(place, to: before)
    if isGrowth { grow(place, by: rows) } else { values[place] += rows }
    new += rows.count
  }

  private mutating func grow(_ place: Int, by rows: ArraySlice<Double>) {
    var sum = values[place].last { !$0.isNaN } ?? 0
    for growth in rows {
      if !growth.isNaN { sum += growth }
      values[place].append(growth.isNaN ? growth : sum)
    }
  }

  /// Where a block does not have a series it has ended at the block's start.
  private mutating func pad(_ place: Int, to count: Int) {
    let missing = count - values[place].count
    guard missing > 0 else { return }
    let marker = values[place].isEmpty ? Absence.marker : Staleness.marker
    values[place] += repeatElement(marker, count: missing)
  }

  mutating func finish() {
    for place in columns.indices { pad(place, to: times.count) }
  }

  /// How many samples came since this was last asked.
  mutating func takeNew() -> Int {
    defer { new = 0 }
    return new
  }

  /// The scrape that comes next; what it does not have has ended.
  mutating func end(with scrape: Scrape) {
    let areThere = columns.map { scrape.layout.position(of: $0) != nil }
    guard areThere.contains(false) else { return }
    begin([scrape.at])
    for (place, isThere) in areThere.enumerated() {
      values[place].append(isThere ? Absence.marker : Staleness.marker)
    }
  }

  var series: [Series] {
    columns.indices.compactMap { place in
      let labels = columns[place].labels(in: source)
      let samples = samples(values[place])
      return samples.isEmpty ? nil : Series(labels: labels, samples: samples)
    }
  }

  private func samples(_ values: [Double]) -> Samples {
    // A number's bits are looked at only where it is none.
    guard values.contains(where: { $0.isNaN && (Absence.isMarker($0) || Staleness.isMarker($0)) }) else {
      return Samples(times: times, values: values)
    }
    var (kept, wasEnded) = ([Sample](), true)
    for (time, value) in zip(times, values) where !Absence.isMarker(value) {
      let isEnded = Staleness.isMarker(value)
      if !isEnded || !wasEnded { kept.append(Sample(at: time, value: value)) }
      wasEnded = isEnded
    }
    return Samples(kept)
  }
}

/// Puts samples of the same series from several places together, in the order of their times.
private struct SeriesJoin {
  private(set) var series: [Series] = []
  private var places: [Labels: Int] = [:]

  mutating func append(_ more: Series) {
    guard let place = places[more.labels] else {
      places[more.labels] = series.count
      series.append(more)
      return
    }
    series[place].samples = joined(series[place].samples, more.samples)
  }

  /// Of two samples of the same time the first counts.
  private func joined(_ first: Samples, _ second: Samples) -> Samples {
    guard let last = first.last, let next = second.first, last.at >= next.at else {
      return Samples(
        times: first.map(\.at) + second.map(\.at), values: first.map(\.value) + second.map(\.value))
    }
    var byTime: [Instant: Double] = [:]
    for sample in second { byTime[sample.at] = sample.value }
    for sample in first { byTime[sample.at] = sample.value }
    return Samples(byTime.sorted { $0.key < $1.key }.map { Sample(at: $0.key, value: $0.value) })
  }
}
