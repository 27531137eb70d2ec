import Basics

/// Series that were sampled at the same times, as those of one source are: the times once, then the values of the
/// first series side by side, then those of the second, and so on.
public struct SeriesBlock: Sendable {
  /// One set of labels for each series.
  public let labels: [Labels]
  private let times: [Instant]
  private let values: [Double]
  private let firstTime: Int
  private let firstValue: Int
  /// How many samples each series has.
  public let count: Int

  /// Times in rising order, and as many values for each of the series in turn.
  public init(labels: [Labels], times: [Instant], values: [Double]) {
    precondition(values.count == labels.count * times.count, "a value of every series for every time")
    (self.labels, self.times, self.values) = (labels, times, values)
    (firstTime, firstValue, count) = (0, 0, times.count)
  }

  /// One series, whose columns are shared.
  public init(_ series: Series) {
    labels = [series.labels]
    (times, firstTime, values, firstValue) = series.samples.columns
    count = series.samples.count
  }

  /// How many samples all series have together.
  public var size: Int { labels.count * count }

  /// The series one by one, sharing the columns.
  public var series: [Series] {
    labels.indices.map { Series(labels: labels[$0], samples: samples(of: $0, 0..<count)) }
  }

  /// Some samples of one series, sharing the columns.
  func samples(of index: Int, _ places: Range<Int>) -> Samples {
    Samples(
      times: times, from: firstTime + places.lowerBound, values: values,
      from: firstValue + index * count + places.lowerBound, count: places.count)
  }

  /// Gives access to the times, and to the values of all series, as they lie in memory.
  func withColumns<Result, Fault: Error>(
    _ body: (UnsafeBufferPointer<Instant>, UnsafeBufferPointer<Double>) throws(Fault) -> Result
  ) throws(Fault) -> Result {
    try times[firstTime..<firstTime + count].withUnsafeBufferPointer { times throws(Fault) in
      try values[firstValue..<firstValue + size].withUnsafeBufferPointer { values throws(Fault) in
        try body(times, values)
      }
    }
  }

  /// Whether any of the values is of a kind.
  func contains(where isMeant: (Double) -> Bool) -> Bool {
    // All that is told apart by its bits is not a number.
    withColumns { _, values in values.contains { $0.isNaN && isMeant($0) } }
  }
}
