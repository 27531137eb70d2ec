import Basics

/// What is kept of a series' samples over each minute or hour.
public enum Aggregate: Int, CaseIterable, Sendable {
  /// How many samples there are.
  case count
  case minimum
  case maximum
  case sum
  /// The value as a query at the end of the stretch sees it: absent where the series has ended or the latest sample
  /// lies further back than Prometheus looks.
  case last
  /// How much a counter grew since the sample before the stretch, a fall being a start from nothing.
  case increase
}

/// Sums up the samples of a source in stretches of equal length, each open on the left. A summed-up block has a column
/// for every aggregate of every series: those of the first series in the order of `Aggregate`, then those of the next.
/// Its times are the ends of the stretches.
public struct Rollup {
  private let ends: [Instant]
  /// The stretch of each row.
  private let stretches: [Int]
  private let times: [Instant]
  private var writer = ColumnWriter()
  private var aggregates: [[Double]]

  /// - Parameters:
  ///   - times: those of the rows, in their order.
  ///   - span: the length of a stretch.
  public init(times: [Instant], span: Span) {
    var (ends, stretches) = ([Instant](), [Int]())
    for time in times {
      let end = (time - .milliseconds(1)).rounded(downTo: span) + span
      if end != ends.last { ends.append(end) }
      stretches.append(ends.count - 1)
    }
    (self.ends, self.stretches, self.times) = (ends, stretches, times)
    aggregates = Array(
      repeating: Array(repeating: 0, count: ends.count), count: Aggregate.allCases.count)
  }

  /// Sums up one series; series come in the order of the layout's columns.
  /// - Parameter before: its last value before the first row, not-a-number when there was none.
  public mutating func append(_ values: ArraySlice<Double>, before: Double = .nan) {
    for aggregate in Aggregate.allCases {
      let empty = aggregate == .count ? 0 : Absence.marker
      for stretch in ends.indices { aggregates[aggregate.rawValue][stretch] = empty }
    }
    var previous = before
    for (row, value) in zip(0..., values) {
      let isSample = !Staleness.isMarker(value) && !Absence.isMarker(value)
      add(value, isSample: isSample, after: previous, at: row)
      if isSample { previous = value }
    }
    for aggregate in aggregates { writer.append(aggregate) }
  }

  private mutating func add(_ value: Double, isSample: Bool, after previous: Double, at row: Int) {
    let stretch = stretches[row]
    if !Absence.isMarker(value) {
      let isNear = ends[stretch] - times[row] < Head.lookback
      aggregates[Aggregate.last.rawValue][stretch] = isSample && isNear ? value : Absence.marker
    }
    guard isSample else { return }
    let isFirst = aggregates[Aggregate.count.rawValue][stretch] == 0
    aggregates[Aggregate.count.rawValue][stretch] += 1
    let grown = previous.isNaN ? 0 : value >= previous ? value - previous : value
    merge(.sum, value, isFirst, stretch, +)
    merge(.increase, grown, isFirst, stretch, +)
    // As in Prometheus a not-a-number gives way to any number.
    merge(.minimum, value, isFirst, stretch) { $1 < $0 || $0.isNaN ? $1 : $0 }
    merge(.maximum, value, isFirst, stretch) { $1 > $0 || $0.isNaN ? $1 : $0 }
  }

  @inline(__always)
  private mutating func merge(
    _ aggregate: Aggregate, _ value: Double, _ isFirst: Bool, _ stretch: Int,
    _ both: (Double, Double) -> Double
  ) {
    let known = aggregates[aggregate.rawValue][stretch]
    aggregates[aggregate.rawValue][stretch] = isFirst ? value : both(known, value)
  }

  /// The block of all series that were summed up.
  public mutating func finish(_ layout: Layout) -> Block {
    Block(layout: layout, times: ends, pages: writer.finish())
  }

  /// What a chain's rows later than one time and not later than another come to; nil when there are none, or they
  /// cannot be read.
  public static func block(of chain: BlockChain, after start: Instant, upTo end: Instant, span: Span)
    -> Block?
  {
    let rows = chain.times.partition(after: start)..<chain.times.partition(after: end)
    guard !rows.isEmpty else { return nil }
    var rollup = Rollup(times: Array(chain.times[rows]), span: span)
    var values = [Double](repeating: 0, count: chain.times.count)
    for column in chain.layout.columns.indices {
      guard chain.read(column, into: &values) else { return nil }
      let before = values[..<rows.lowerBound].last { !Staleness.isMarker($0) && !Absence.isMarker($0) }
      rollup.append(values[rows], before: before ?? .nan)
    }
    return rollup.finish(chain.layout)
  }

  /// Where the column of an aggregate of a series stands.
  public static func column(_ aggregate: Aggregate, of series: Int) -> Int {
    series * Aggregate.allCases.count + aggregate.rawValue
  }
}

extension RandomAccessCollection where Element == Instant, Index == Int {
  /// Where the first time later than an instant stands.
  public func partition(after instant: Instant) -> Int { partition { $0 <= instant } }
}
