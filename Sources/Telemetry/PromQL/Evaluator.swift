import Basics

/// A series' value at the time of an evaluation.
public struct VectorSample: Hashable, Sendable {
  public var labels: Labels
  public var value: Double
  /// Whether the metric's name is still there only because names are dropped late.
  var dropsName = false

  public init(labels: Labels, value: Double) {
    self.labels = labels
    self.value = value
  }

  /// Whether it is a native histogram, whatever is in that.
  var isHistogram: Bool { NativeHistogram.isMarker(value) }

  init(labels: Labels, value: Double, dropsName: Bool) {
    self.labels = labels
    self.value = value
    self.dropsName = dropsName
  }
}

/// What an expression comes to.
public enum QueryValue: Hashable, Sendable {
  case scalar(Double)
  case text(String)
  case vector([VectorSample])
  case matrix([Series])
}

/// Works out expressions at one time.
public struct Evaluator {
  let evaluation: Evaluation
  let time: Instant
  /// The times this expression is worked out at, which is more than one inside a subquery or a range query.
  let times: ClosedRange<Instant>

  public init(_ source: any SeriesSource, at time: Instant, _ options: QueryOptions = QueryOptions()) {
    self.init(source, at: time, options, QueryMemory())
  }

  init(_ source: any SeriesSource, at time: Instant, _ options: QueryOptions, _ memory: QueryMemory) {
    evaluation = Evaluation(source: source, from: time, to: time, step: .zero, options, memory)
    self.time = time
    times = time...time
  }

  public init(head: Head, time: Instant) { self.init(head, at: time) }

  init(_ evaluation: Evaluation, at time: Instant, among times: ClosedRange<Instant>) {
    self.evaluation = evaluation
    self.time = time
    self.times = times
  }

  /// What there is to note about the answers given so far.
  public var annotations: [Annotation] { evaluation.notes }

  /// What an expression comes to, names dropped where they must be.
  public func value(of expression: Expression) throws(QueryFault) -> QueryValue {
    let value = try unfinished(expression)
    guard case .vector(let samples) = value else { return value }
    if samples.contains(where: \.isHistogram) { throw .nativeHistogram(expression.place) }
    return evaluation.dropsNamesLate ? .vector(try finished(samples, expression.place)) : value
  }

  private func finished(_ samples: [VectorSample], _ place: Range<Int>) throws(QueryFault) -> [VectorSample] {
    let named = samples.map {
      $0.dropsName ? VectorSample(labels: $0.labels.withoutMetadata, value: $0.value) : $0
    }
    guard Set(named.map(\.labels)).count == named.count else { throw .sameLabels(place) }
    return named
  }

  /// What an expression comes to while it may be part of another. Samples of which only some are kept need not be
  /// made, where their value is known before: an expression may leave them out then, and need not.
  func unfinished(_ expression: Expression, where keeps: ((Double) -> Bool)? = nil) throws(QueryFault)
    -> QueryValue
  {
    switch expression.form {
    case .number(let number): return .scalar(number)
    case .text(let text): return .text(text)
    case .group(let inner): return try unfinished(inner, where: keeps)
    case .vector(let selector):
      return .vector(
        try latest(selector, expression.place) { labels, sample in
          let isKept = keeps.map { $0(sample.value) || NativeHistogram.isMarker(sample.value) } ?? true
          return isKept ? VectorSample(labels: labels, value: sample.value) : nil
        })
    case .matrix, .subquery: return .matrix(try matrix(expression))
    case .negation(let inner): return try negated(inner)
    case .binary(let binary): return try value(of: binary, at: expression.place)
    case .aggregation(let aggregation): return .vector(try value(of: aggregation, at: expression.place))
    case .call(let call): return try value(of: call, at: expression.place, where: keeps)
    }
  }

  func scalar(_ expression: Expression) throws(QueryFault) -> Double {
    guard case .scalar(let number) = try unfinished(expression) else {
      preconditionFailure("types were checked")
    }
    return number
  }

  func text(_ expression: Expression) throws(QueryFault) -> String {
    guard case .text(let text) = try unfinished(expression) else { preconditionFailure("types were checked") }
    return text
  }

  /// The samples of a vector, native histograms among them for those who know how to take these.
  func mixed(_ expression: Expression, where keeps: ((Double) -> Bool)? = nil) throws(QueryFault)
    -> [VectorSample]
  {
    guard case .vector(let samples) = try unfinished(expression, where: keeps) else {
      preconditionFailure("types were checked")
    }
    return samples
  }

  /// The samples of a vector, which must all be numbers.
  func vector(_ expression: Expression) throws(QueryFault) -> [VectorSample] {
    let samples = try mixed(expression)
    if samples.contains(where: \.isHistogram) { throw .nativeHistogram(expression.place) }
    return samples
  }

  /// The samples of a vector that are numbers; native histograms are passed over.
  func numbers(_ expression: Expression) throws(QueryFault) -> [VectorSample] {
    let samples = try mixed(expression)
    return samples.contains(where: \.isHistogram) ? samples.filter { !$0.isHistogram } : samples
  }

  private func negated(_ inner: Expression) throws(QueryFault) -> QueryValue {
    if inner.kind == .scalar { return .scalar(-(try scalar(inner))) }
    return .vector(try mapped(try vector(inner), inner.place) { -$0 })
  }

  private func matrix(_ expression: Expression) throws(QueryFault) -> [Series] {
    let window = try window(of: expression)
    var found: [Series] = []
    try window.visit { labels, dropsName, samples throws(QueryFault) in
      if samples.hasHistograms { throw .nativeHistogram(expression.place) }
      found.append(Series(labels: dropsName ? labels.withoutMetadata : labels, samples: samples))
    }
    return found
  }
}

extension Evaluator {
  /// The samples with other values and without their names.
  func mapped(
    _ samples: [VectorSample], _ place: Range<Int>, _ value: (Double) -> Double
  ) throws(QueryFault) -> [VectorSample] {
    try unnamed(samples.map { unnamed($0, value($0.value)) }, of: samples, place)
  }

  /// A sample with another value that is no longer the metric it came from.
  func unnamed(_ sample: VectorSample, _ value: Double) -> VectorSample {
    evaluation.dropsNamesLate
      ? VectorSample(labels: sample.labels, value: value, dropsName: true)
      : VectorSample(labels: sample.labels.withoutMetadata, value: value)
  }

  /// The results, when the lost names have left no two the same.
  func unnamed(_ results: [VectorSample], of samples: [VectorSample], _ place: Range<Int>) throws(QueryFault)
    -> [VectorSample]
  {
    guard let first = samples.first, results.count > 1, !evaluation.dropsNamesLate else { return results }
    let name = first.labels.metric
    if samples.allSatisfy({ $0.labels.metric == name }) { return results }
    return try distinct(results, place)
  }

  func distinct(_ samples: [VectorSample], _ place: Range<Int>) throws(QueryFault) -> [VectorSample] {
    guard !evaluation.dropsNamesLate, samples.count > 1 else { return samples }
    guard Set(samples.map(\.labels)).count == samples.count else { throw .sameLabels(place) }
    return samples
  }
}
