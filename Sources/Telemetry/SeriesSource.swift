import Basics

/// What PromQL reads its series from: the scrapes in memory, a list of series, a store.
public protocol SeriesSource {
  /// The latest sample of each matching series that is not older than the lookback and has not ended.
  func instant(_ selector: Selector, at time: Instant, lookback: Span) -> [Series]

  /// The samples of each matching series in a window that is open on the left, with a marker where a series ends.
  func samples(_ selector: Selector, after start: Instant, upTo end: Instant) -> [Series]
}

/// The value that stands where a native histogram is. It is told from other not-a-numbers by its bits; a query that
/// comes upon it is refused, for no number would be right.
public enum NativeHistogram {
  public static let marker = Double(bitPattern: 0x7FF0_0000_0000_0003)

  public static func isMarker(_ value: Double) -> Bool { value.bitPattern == 0x7FF0_0000_0000_0003 }
}
