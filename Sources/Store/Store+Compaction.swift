import Basics
import Monitoring
import Telemetry

/// How long series are kept at each grain.
public struct Retention: Sendable, Hashable {
  /// Every sample.
  public var raw = Span.days(3)
  /// Summed up by the minute.
  public var minute = Span.days(14)
  /// Summed up by the hour.
  public var hour = Span.days(400)

  public init() {}

  public static let minuteGrain = Span.minutes(1)
  public static let hourGrain = Span.hours(1)
}

extension Store {
  /// How far the scrapes of each source have been put into blocks.
  public func settled() throws(StoreFault) -> [Labels: Instant] {
    var rows: [(Int64, Instant)] = []
    try database.run("SELECT source, max(last) FROM block WHERE grain = 0 GROUP BY source") {
      rows.append(($0.integer(0), $0.instant(1)))
    }
    var settled: [Labels: Instant] = [:]
    for (source, last) in rows {
      if let labels = try sourceLabels(source) { settled[labels] = last }
    }
    return settled
  }

  /// How many rows make a block that is kept as it is, and one that is worth putting together of smaller ones.
  private static let sizes: [Span: (small: Int, large: Int)] = [
    .zero: (240, 720), Retention.minuteGrain: (240, 720), Retention.hourGrain: (24, 24),
  ]

  /// The vitals of a moment are asked for of all nodes at once, and whatever lies before it in a block must be read.
  private static let vitalSizes: (small: Int, large: Int)? = (120, 240)

  /// Puts a source's latest small blocks together once they are enough for a large one. Call within `write`.
  public func joinBlocks(of source: Labels, grain: Span = .zero) throws(StoreFault) {
    let usual = Self.sizes[grain]
    guard let (small, large) = grain == .zero && source.areOfVitals ? Self.vitalSizes : usual else { return }
    let source = try sourceID(source)
    let most = 64
    let latest = try latestBlocks(of: source, grain: grain, limit: most).prefix { $0.count < small }
    let count = latest.map(\.count).reduce(0, +)
    guard latest.count > 1, count >= large || latest.count == most else { return }
    try join(latest.reversed(), of: source, grain: grain)
  }

  private func join(_ rows: [BlockRow], of source: Int64, grain: Span) throws(StoreFault) {
    guard let chain = try chain(rows, grain: grain), let joined = Block(joining: chain) else { return }
    for row in rows { try remove(row) }
    try append(joined, of: source, grain: grain)
  }

  private func chain(_ rows: [BlockRow], grain: Span) throws(StoreFault) -> BlockChain? {
    var blocks: [Block] = []
    for row in rows {
      guard let block = try block(row) else { return nil }
      blocks.append(block)
    }
    return BlockChain(blocks, areSummedUp: grain > .zero)
  }

  /// Sums up the next hour of a source's scrapes that is not summed up yet at a grain and ends by a time. What is
  /// summed up is the same whenever it is done, so nothing is lost by a crash. Call within `write`.
  /// - Returns: how many samples were read; 0 when there was nothing to do.
  public func rollUp(_ source: Labels, grain: Span, before end: Instant) throws(StoreFault) -> Int {
    let source = try sourceID(source)
    var done = try latestBlocks(of: source, grain: grain, limit: 1).first?.last ?? .epoch
    while let next = try firstScrape(of: source, after: done) {
      let start = max(done, (next - .milliseconds(1)).rounded(downTo: .hours(1)))
      let upTo = start.rounded(downTo: .hours(1)) + .hours(1)
      guard upTo <= end else { return 0 }
      let rows = try blocks(of: source, grain: .zero, after: start - Head.lookback, upTo: upTo)
      if let chain = try chain(rows, grain: .zero),
        let block = Rollup.block(of: chain, after: start, upTo: upTo, span: grain)
      {
        try append(block, of: source, grain: grain)
        return chain.times.count * chain.layout.columns.count
      }
      // An hour that cannot be read must not hold up those after it.
      done = upTo
    }
    return 0
  }

  /// When a source's first scrape in a block that is later than a time was made.
  private func firstScrape(of source: Int64, after time: Instant) throws(StoreFault) -> Instant? {
    guard let block = try firstBlock(of: source, after: time) else { return nil }
    guard let times = try times(of: block), let first = times.first(where: { $0 > time }) else {
      return max(block.first, time + .milliseconds(1))
    }
    return first
  }

  func firstBlock(of source: Int64, grain: Span = .zero, after time: Instant) throws(StoreFault) -> BlockRow?
  {
    try firstBlocks(of: source, grain: grain, after: time, limit: 1).first
  }

  /// A source's first blocks that end later than a time, in their order.
  func firstBlocks(of source: Int64, grain: Span, after time: Instant, limit: Int) throws(StoreFault)
    -> [BlockRow]
  {
    var found: [BlockRow] = []
    try database.run(
      """
      SELECT id, layout, first, last, count FROM block
      WHERE grain = ? AND source = ? AND last > ? ORDER BY last LIMIT ?
      """, [.integer(grain.milliseconds), .integer(source), .of(time), .of(limit)]
    ) { found.append(BlockRow($0)) }
    return found
  }

  /// Removes blocks of a grain that ended before a time, at most so many. What was imported stays. Call within `write`.
  public func dropBlocks(grain: Span, before time: Instant, limit: Int) throws(StoreFault) {
    var old: [BlockRow] = []
    try database.run(
      """
      SELECT id, layout, first, last, count FROM block WHERE grain = ? AND last < ?
      AND source NOT IN (SELECT id FROM source WHERE labels LIKE ?) ORDER BY last LIMIT ?
      """, [.integer(grain.milliseconds), .of(time), .text(Self.importedPattern), .of(limit)]
    ) { old.append(BlockRow($0)) }
    for block in old { try remove(block) }
  }

  /// Removes what was told with a clock that ran ahead: everything later than a time. Call within `write`.
  public func forgetScrapes(after time: Instant) throws(StoreFault) {
    try database.run("DELETE FROM scrape WHERE at > ?", [.of(time)])
    // What comes next must not be told against what is gone.
    memory.written = [:]
    for grain in [Span.zero, Retention.minuteGrain, Retention.hourGrain] {
      for (source, _) in try sources() {
        for block in try blocks(of: source, grain: grain, after: time, upTo: .distantFuture) {
          try cut(block, of: source, grain: grain, after: time)
        }
      }
    }
  }

  private func cut(_ row: BlockRow, of source: Int64, grain: Span, after time: Instant) throws(StoreFault) {
    let block = try block(row)
    try remove(row)
    guard grain == .zero, row.first <= time, let block,
      let rest = Block(joining: BlockChain([block]), upTo: time)
    else { return }
    try append(rest, of: source, grain: grain)
  }
}
