import Basics
import Model
import Monitoring
import Telemetry

/// A stretch of time in which a node's vitals are read, from blocks and from the log of scrapes behind them.
struct VitalsWindow {
  let store: Store
  /// The source that records them.
  let source: Int64
  let start: Instant
  let end: Instant

  private static let grains = [Span.zero, Retention.minuteGrain, Retention.hourGrain]

  /// What there is, oldest first, and the time that everything is later than.
  func parts(step: Span) throws(StoreFault) -> (parts: [History.Rows], begin: Instant) {
    // A row that is a little longer than a step tells as much in a graph.
    let chosen = Self.grains.lastIndex { $0 <= step * 3 / 2 } ?? 0
    var (parts, after) = ([History.Rows](), start - .milliseconds(1))
    // What is not summed up yet is to be had from the finer grains.
    for grain in Self.grains[...chosen].reversed() {
      var rows = try blockRows(grain, after: after, upTo: last(grain))
      after = rows.times.last.map { $0 + grain } ?? after
      if grain == .zero { try addLogged(to: &rows, after: after) }
      parts.append(rows)
    }
    // And what is not kept any more from the coarser ones.
    var begin = try begin(Self.grains[...chosen])
    for grain in Self.grains[(chosen + 1)...] where begin > start {
      guard let earlier = try self.begin(grain, before: begin) else { continue }
      let upTo = min(begin, end) + grain - .milliseconds(1)
      parts.insert(try blockRows(grain, after: start - .milliseconds(1), upTo: upTo), at: 0)
      begin = earlier
    }
    return (parts, begin)
  }

  /// The end of the last row that reaches into the window.
  private func last(_ grain: Span) -> Instant { end + grain - .milliseconds(1) }

  /// The time that everything at some of the grains, the finest among them, is later than.
  private func begin(_ grains: ArraySlice<Span>) throws(StoreFault) -> Instant {
    let logged = try store.firstLogged(of: source)
    var begin = logged.map { $0 - .milliseconds(1) } ?? Instant.distantFuture
    for grain in grains { begin = try self.begin(grain, before: begin) ?? begin }
    return begin
  }

  /// The time that everything at a grain is later than, if there is anything earlier than a time. What was first summed up may well be no more than
  /// the finer grain has.
  private func begin(_ grain: Span, before time: Instant) throws(StoreFault) -> Instant? {
    guard let first = try store.firstBlock(of: source, grain: grain, after: .epoch)?.first, first <= time
    else {
      return nil
    }
    return first - max(grain, .milliseconds(1))
  }

  private func blockRows(_ grain: Span, after: Instant, upTo: Instant) throws(StoreFault) -> History.Rows {
    var rows = History.Rows(span: max(grain, .seconds(1)))
    // What a clock that ran ahead told begins later than the window ends.
    guard after < upTo else { return rows }
    for block in try store.blocks(of: source, grain: grain, after: after, upTo: upTo) {
      guard let layout = try store.layout(block.layout), let times = try store.times(of: block) else {
        continue
      }
      let range = times.partition(after: after)..<times.partition(after: upTo)
      rows.append(times[range].map { $0 - grain })
      var columns = VitalColumns(block, layout, count: times.count, in: store)
      for vital in Vital.allCases {
        if grain > .zero {
          let (means, peaks) = try columns.sums(of: vital, range)
          rows.append(means, peaks: peaks, of: vital)
        } else {
          rows.append(try columns.samples(of: vital, range), of: vital)
        }
      }
    }
    return rows
  }

  private func addLogged(to rows: inout History.Rows, after: Instant) throws(StoreFault) {
    for (at, vitals) in try store.logged(of: source, after: after, upTo: end - .milliseconds(1)) {
      rows.append([at])
      for vital in Vital.allCases { rows.append([vitals[vital]], of: vital) }
    }
  }

  /// The last vitals in the window, its end included; where they are kept no more, what they are summed up to.
  func last() throws(StoreFault) -> (at: Instant, vitals: Vitals)? {
    if let logged = try store.logged(of: source, after: start, upTo: end, limit: 1).last {
      return logged.vitals.areUnknown ? nil : logged
    }
    let blocks = try store.firstBlocks(of: source, grain: .zero, after: start, limit: 4)
    if let block = blocks.last(where: { $0.first <= end }) { return try last(of: block) }
    var begin = try begin([.zero])
    for grain in Self.grains.dropFirst() where begin >= end {
      guard let earlier = try self.begin(grain, before: begin) else { continue }
      begin = earlier
      let rows = try blockRows(grain, after: end - .milliseconds(1), upTo: last(grain))
      guard let at = rows.times.first, at < end else { continue }
      return (at, Vitals(Vital.allCases.map { rows[$0][0] }))
    }
    return nil
  }

  private func last(of block: BlockRow) throws(StoreFault) -> (at: Instant, vitals: Vitals)? {
    guard let layout = try store.layout(block.layout), let times = try store.times(of: block) else {
      return nil
    }
    let row = times.partition(after: end) - 1
    guard row >= 0, times[row] > start else { return nil }
    var columns = VitalColumns(block, layout, count: times.count, in: store)
    var vitals = Vitals()
    for vital in Vital.allCases { vitals[vital] = try columns.samples(of: vital, row..<row + 1)[0] }
    // Where nothing is known the node's series have ended.
    return vitals.areUnknown ? nil : (times[row], vitals)
  }
}

/// The columns of a block of vitals as they are asked for.
private struct VitalColumns {
  private let block: BlockRow
  private let layout: Layout
  private let store: Store
  private var page: Page?
  private var values: [Double]

  init(_ block: BlockRow, _ layout: Layout, count: Int, in store: Store) {
    (self.block, self.layout, self.store) = (block, layout, store)
    values = Array(repeating: 0, count: count)
  }

  /// The values of a vital in some rows of scrapes as they were; not-a-number where it is not known.
  mutating func samples(of vital: Vital, _ rows: Range<Int>) throws(StoreFault) -> [Float] {
    guard let series = layout.first(vital.metric), try read(series, upTo: rows.upperBound) else {
      return Array(repeating: .nan, count: rows.count)
    }
    return values[rows].map { Float($0) }
  }

  /// The means and highest values of a vital in some rows that are summed up.
  mutating func sums(of vital: Vital, _ rows: Range<Int>) throws(StoreFault) -> (
    means: [Float], peaks: [Float]
  ) {
    let unknown = [Float](repeating: .nan, count: rows.count)
    guard let series = layout.first(vital.metric) else { return (unknown, unknown) }
    func read(_ aggregate: Aggregate, _ columns: inout Self) throws(StoreFault) -> [Double]? {
      try columns.read(Rollup.column(aggregate, of: series), upTo: rows.upperBound)
        ? Array(columns.values[rows]) : nil
    }
    guard let counts = try read(.count, &self), let sums = try read(.sum, &self),
      let peaks = try read(.maximum, &self)
    else { return (unknown, unknown) }
    return (zip(sums, counts).map { $1 > 0 ? Float($0 / $1) : .nan }, peaks.map { Float($0) })
  }

  /// Reads the first values of a column; false when they are not there.
  private mutating func read(_ column: Int, upTo end: Int) throws(StoreFault) -> Bool {
    if page.map({ !$0.holds(column) }) ?? true { page = try store.page(of: block, column: column) }
    guard let page else { return false }
    return values.withUnsafeMutableBufferPointer {
      page.decode(column, into: UnsafeMutableBufferPointer(rebasing: $0[..<end]), of: $0.count)
    }
  }
}
