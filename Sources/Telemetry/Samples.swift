import Basics

/// A series' value at a time.
public struct Sample: Hashable, Sendable {
  public var at: Instant
  public var value: Double

  public init(at: Instant, value: Double) {
    self.at = at
    self.value = value
  }
}

/// The samples of one series, oldest first, as two columns. Series that were read together may share the column of
/// their times, and their values may lie side by side in one array, so that reading many copies little.
public struct Samples: RandomAccessCollection, Sendable {
  private var times: [Instant]
  private var values: [Double]
  private var firstTime = 0
  private var firstValue = 0
  public private(set) var count: Int

  /// Times in rising order, and a value for each of them from a place in an array on.
  public init(times: [Instant], values: [Double], from place: Int = 0) {
    precondition(place >= 0 && place + times.count <= values.count, "one value for every time")
    self.times = times
    self.values = values
    firstValue = place
    count = times.count
  }

  init(times: [Instant], from firstTime: Int, values: [Double], from firstValue: Int, count: Int) {
    (self.times, self.firstTime) = (times, firstTime)
    (self.values, self.firstValue) = (values, firstValue)
    self.count = count
  }

  /// The columns, and where in each the samples begin.
  var columns: (times: [Instant], firstTime: Int, values: [Double], firstValue: Int) {
    (times, firstTime, values, firstValue)
  }

  /// Samples in the order of their times.
  public init(_ samples: some Sequence<Sample>) {
    (times, values, count) = ([], [], 0)
    for sample in samples { append(sample) }
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int { count }

  public subscript(position: Int) -> Sample {
    Sample(at: times[firstTime + position], value: values[firstValue + position])
  }

  /// The sample must be later than the last.
  public mutating func append(_ sample: Sample) {
    precondition(
      firstTime + count == times.count && firstValue + count == values.count, "a part does not grow")
    times.append(sample.at)
    values.append(sample.value)
    count += 1
  }

  /// Some of the samples, which share the columns.
  public func part(_ range: Range<Int>) -> Samples {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "a part lies inside")
    var part = self
    part.firstTime += range.lowerBound
    part.firstValue += range.lowerBound
    part.count = range.count
    return part
  }

  /// The samples later than one time and not later than another, which share the columns.
  public func part(after start: Instant, upTo end: Instant) -> Samples {
    let (first, last) = (place(after: start), place(after: end))
    return part(first..<Swift.max(first, last))
  }

  /// Gives access to the columns as they lie in memory.
  public func withColumns<Result, Fault: Error>(
    _ body: (UnsafeBufferPointer<Instant>, UnsafeBufferPointer<Double>) throws(Fault) -> Result
  ) throws(Fault) -> Result {
    try times[firstTime..<firstTime + count].withUnsafeBufferPointer { times throws(Fault) in
      try values[firstValue..<firstValue + count].withUnsafeBufferPointer { values throws(Fault) in
        try body(times, values)
      }
    }
  }

  /// The samples that are no markers of an end.
  var unmarked: Samples {
    let hasMarkers = withColumns { _, values in values.contains { $0.isNaN && Staleness.isMarker($0) } }
    return hasMarkers ? Samples(filter { !Staleness.isMarker($0.value) }) : self
  }
}

extension Samples: Hashable, ExpressibleByArrayLiteral {
  public init(arrayLiteral samples: Sample...) { self.init(samples) }

  public static func == (left: Samples, right: Samples) -> Bool { left.elementsEqual(right) }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    for sample in self { hasher.combine(sample) }
  }
}

extension RandomAccessCollection where Element == Sample, Index == Int {
  /// Where the first sample later than an instant stands.
  func place(after instant: Instant) -> Int { partition { $0.at <= instant } }
}

/// A series and its samples, oldest first.
public struct Series: Hashable, Sendable {
  public var labels: Labels
  public var samples: Samples

  public init(labels: Labels, samples: Samples) {
    self.labels = labels
    self.samples = samples
  }

  public init(labels: Labels, samples: some Sequence<Sample>) {
    self.init(labels: labels, samples: Samples(samples))
  }
}
