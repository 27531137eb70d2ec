/// What must hold between the samples of one point: of a histogram its buckets, count and sum, of a counter that it
/// has a total (OpenMetrics 1.0, "Metric Types"; text format, "Histograms and summaries").
struct PointCheck {
  private let type: MetricType
  private let format: ExpositionFormat
  /// The last line of the point so far.
  private(set) var line = 0
  private var bound: Double?
  private var inBucket = 0.0
  private var hasNegativeBound = false
  private var count: Double?
  private var sum: Double?
  private var hasTotal = false

  init(_ type: MetricType, _ format: ExpositionFormat) {
    self.type = type
    self.format = format
  }

  /// Whether there is anything to look at in such a family.
  static func applies(to type: MetricType, in format: ExpositionFormat) -> Bool {
    switch type {
    case .histogram, .gaugehistogram: true
    case .summary: format == .text
    case .counter: format == .openMetrics
    case .unknown, .gauge, .info, .stateset: false
    }
  }

  /// Takes one more sample; a text when it cannot follow those before.
  mutating func take(_ kind: SampleKind, _ value: Double, bound: Double?, line: Int) -> String? {
    self.line = line
    switch kind.suffix {
    case "_count", "_gcount": count = value
    case "_sum", "_gsum": sum = value
    case "_total": hasTotal = true
    default: break
    }
    return bound.flatMap { takePart(below: $0, value) }
  }

  private mutating func takePart(below bound: Double, _ value: Double) -> String? {
    defer { (self.bound, inBucket) = (bound, value) }
    hasNegativeBound = hasNegativeBound || bound < 0
    if let last = self.bound, bound <= last {
      return type == .summary ? "the quantiles do not increase" : "the bounds of the buckets do not increase"
    }
    let isFewer = format == .openMetrics && type != .summary && value < inBucket
    return isFewer ? "a bucket counts fewer than the one before" : nil
  }

  /// What is wrong with the point as a whole, if anything.
  var fault: String? {
    switch type {
    case .histogram, .gaugehistogram: histogramFault
    case .counter: hasTotal ? nil : "a counter must have a sample that ends in _total"
    case .unknown, .gauge, .summary, .info, .stateset: nil
    }
  }

  private var histogramFault: String? {
    if bound != .infinity { return "the last bucket must have the bound +Inf" }
    if let count, count != inBucket { return "the count is not that of the bucket +Inf" }
    guard format == .openMetrics else { return nil }
    if (sum == nil) != (count == nil) { return "count and sum must be there together" }
    guard let sum else { return nil }
    if type == .histogram { return hasNegativeBound ? "there is no sum beside negative buckets" : nil }
    return sum < 0 && !hasNegativeBound ? "the sum is negative and no bucket is" : nil
  }
}
