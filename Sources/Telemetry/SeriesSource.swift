import Basics

/// What PromQL reads its series from: the scrapes in memory, a list of series, a store.
public protocol SeriesSource {
  /// The latest sample of each matching series that is not older than the lookback and has not ended.
  func instant(_ selector: Selector, at time: Instant, lookback: Span) throws(QueryFault) -> [Series]

  /// Visits what `instant` finds, without making anything of it.
  func forEachLatest(
    _ selector: Selector, at time: Instant, lookback: Span, _ budget: SampleBudget,
    _ visit: (Labels, Sample) -> Void
  ) throws(QueryFault)

  /// The samples of each matching series in a window that is open on the left, with a marker where a series ends.
  func samples(_ selector: Selector, after start: Instant, upTo end: Instant) throws(QueryFault) -> [Series]

  /// The same, told what for. What is found is to be taken from the budget, best while it is read.
  func samples(_ selector: Selector, after start: Instant, upTo end: Instant, _ hints: SelectionHints)
    throws(QueryFault) -> [Series]

  /// The same in blocks of series with the same times, which is what a query reads. A source of many series should
  /// have this of its own.
  func blocks(_ selector: Selector, after start: Instant, upTo end: Instant, _ hints: SelectionHints)
    throws(QueryFault) -> [SeriesBlock]

  /// The names of all labels of the matching series, sorted; of every series without a selector.
  func labelNames(_ matching: Selector?) throws(QueryFault) -> [String]

  /// The values a label has among the matching series, sorted; of every series without a selector.
  func labelValues(of label: String, _ matching: Selector?) throws(QueryFault) -> [String]
}

extension SeriesSource {
  public func forEachLatest(
    _ selector: Selector, at time: Instant, lookback: Span, _ budget: SampleBudget,
    _ visit: (Labels, Sample) -> Void
  ) throws(QueryFault) {
    let found = try instant(selector, at: time, lookback: lookback)
    try budget.take(found.count)
    for series in found { visit(series.labels, series.samples[0]) }
  }

  public func samples(
    _ selector: Selector, after start: Instant, upTo end: Instant, _ hints: SelectionHints
  ) throws(QueryFault) -> [Series] {
    let found = try samples(selector, after: start, upTo: end)
    for series in found { try hints.budget.take(series.samples.count) }
    return found
  }

  public func blocks(
    _ selector: Selector, after start: Instant, upTo end: Instant, _ hints: SelectionHints
  ) throws(QueryFault) -> [SeriesBlock] {
    try samples(selector, after: start, upTo: end, hints).map { SeriesBlock($0) }
  }
}

/// The value that stands where a native histogram is. It is told from other not-a-numbers by its bits; a query that
/// comes upon it is refused, for no number would be right.
public enum NativeHistogram {
  public static let marker = Double(bitPattern: 0x7FF0_0000_0000_0003)

  public static func isMarker(_ value: Double) -> Bool { value.bitPattern == 0x7FF0_0000_0000_0003 }
}
