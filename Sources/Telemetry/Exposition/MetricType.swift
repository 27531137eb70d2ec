/// What a family of metrics measures. The words are those of OpenMetrics.
public enum MetricType: String, CaseIterable, Sendable {
  case unknown, gauge, counter, histogram, gaugehistogram, summary, info, stateset

  /// The type that a word on a TYPE line names; nil for any other word.
  init?(word: String, in format: ExpositionFormat) {
    switch format {
    case .openMetrics:
      guard let type = MetricType(rawValue: word) else { return nil }
      self = type
    case .text:
      let found = Self.inText.first { $0.word(in: .text) == word }
      guard let found else { return nil }
      self = found
    }
  }

  private static let inText: [MetricType] = [.counter, .gauge, .histogram, .summary, .unknown]

  /// The word for the type on a TYPE line. What the text format does not know is untyped there.
  func word(in format: ExpositionFormat) -> String {
    format == .text && (self == .unknown || !Self.inText.contains(self)) ? "untyped" : rawValue
  }
}

/// One kind of sample that a family may have: the end of its name, and what holds for it.
struct SampleKind: Hashable {
  let suffix: String
  let rule: ValueRule
  /// The label that tells the samples of one metric from each other, such as `le`.
  var part: Part = .none
  var takesExemplar = false

  /// The only kind there is where nothing is known of the family.
  static let plain = SampleKind(suffix: "", rule: .any)

  /// The whole name in a family.
  func name(in family: String) -> String { suffix.isEmpty ? family : family + suffix }

  /// The label that does not belong to the metric but to the sample.
  enum Part: Hashable {
    case none
    /// `le`, the upper bound of a bucket.
    case bound
    /// `quantile`, from 0 to 1.
    case quantile
    /// The label that bears the family's name.
    case state
    /// Every label.
    case all
  }
}

extension MetricType {
  /// The kinds of samples a family of this type has.
  func kinds(in format: ExpositionFormat) -> [SampleKind] {
    format == .openMetrics ? openMetricsKinds : textKinds
  }

  private var openMetricsKinds: [SampleKind] {
    let created = SampleKind(suffix: "_created", rule: .time)
    let bucket = SampleKind(suffix: "_bucket", rule: .count, part: .bound, takesExemplar: true)
    let (count, sum) = (SampleKind(suffix: "_count", rule: .count), SampleKind(suffix: "_sum", rule: .total))
    return switch self {
    case .unknown, .gauge: [.plain]
    case .counter: [SampleKind(suffix: "_total", rule: .total, takesExemplar: true), created]
    case .histogram: [bucket, count, sum, created]
    case .gaugehistogram:
      [bucket, SampleKind(suffix: "_gcount", rule: .count), SampleKind(suffix: "_gsum", rule: .number)]
    case .summary: [SampleKind(suffix: "", rule: .quantile, part: .quantile), count, sum, created]
    case .info: [SampleKind(suffix: "_info", rule: .one, part: .all)]
    case .stateset: [SampleKind(suffix: "", rule: .state, part: .state)]
    }
  }

  private var textKinds: [SampleKind] {
    let whole = ["_sum", "_count"].map { SampleKind(suffix: $0, rule: .any) }
    return switch self {
    case .histogram: [SampleKind(suffix: "_bucket", rule: .any, part: .bound)] + whole
    case .summary: [SampleKind(suffix: "", rule: .any, part: .quantile)] + whole
    case .unknown, .gauge, .counter, .gaugehistogram, .info, .stateset:
      [.plain]
    }
  }
}
