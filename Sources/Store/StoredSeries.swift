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
    return try samples(wanted, old: try oldSources(selector, before: start))
  }

  public func samples(
    _ selector: Selector, after start: Instant, upTo end: Instant, _ hints: SelectionHints
  ) throws(QueryFault) -> [Series] {
    let wanted = Wanted(selector: selector, after: start, upTo: end, hints: hints, usesSums: usesSums)
    return try samples(wanted, old: try oldSources(selector, before: start))
  }

  public func blocks(
    _ selector: Selector, after start: Instant, upTo end: Instant, _ hints: SelectionHints
  ) throws(QueryFault) -> [SeriesBlock] {
    let old = try oldSources(selector, before: start)
    if old.isEmpty { return try head.blocks(selector, after: start, upTo: end, hints) }
    let wanted = Wanted(selector: selector, after: start, upTo: end, hints: hints, usesSums: usesSums)
    return try samples(wanted, old: old).map { SeriesBlock($0) }
  }

  /// - Parameter old: the sources of which memory does not have everything.
  private func samples(_ wanted: Wanted, old: [OldSource]) throws(QueryFault) -> [Series] {
    let recent = try head.samples(wanted.selector, after: wanted.after, upTo: wanted.upTo, wanted.hints)
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
