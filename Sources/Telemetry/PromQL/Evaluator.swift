import Basics

/// A series' value at the time of an evaluation.
public struct VectorSample: Hashable, Sendable {
  public var labels: Labels
  public var value: Double

  public init(labels: Labels, value: Double) {
    self.labels = labels
    self.value = value
  }
}

/// What an expression comes to.
public enum QueryValue: Hashable, Sendable {
  case scalar(Double)
  case text(String)
  case vector([VectorSample])
  case matrix([Series])
}

/// Works out expressions at one time over the samples in memory.
public struct Evaluator {
  let head: Head
  let time: Instant
  /// The bounds that `@ start()` and `@ end()` mean, and the step of subqueries that name none.
  let start: Instant
  let end: Instant
  let interval: Span

  public init(head: Head, time: Instant, interval: Span = .minutes(1)) {
    self.head = head
    self.time = time
    (start, end) = (time, time)
    self.interval = interval
  }

  private init(_ other: Evaluator, at time: Instant) {
    (head, start, end, interval) = (other.head, other.start, other.end, other.interval)
    self.time = time
  }

  public func value(of expression: Expression) throws(QueryFault) -> QueryValue {
    switch expression.form {
    case .number(let number): return .scalar(number)
    case .text(let text): return .text(text)
    case .group(let inner): return try value(of: inner)
    case .vector(let selector):
      return .vector(series(selector).map { VectorSample(labels: $0.labels, value: $0.samples[0].value) })
    case .matrix, .subquery: return .matrix(try window(of: expression).series)
    case .negation(let inner): return try negated(inner)
    case .binary(let binary): return try value(of: binary)
    case .aggregation(let aggregation): return .vector(try value(of: aggregation))
    case .call(let call): return try value(of: call)
    }
  }

  func scalar(_ expression: Expression) throws(QueryFault) -> Double {
    guard case .scalar(let number) = try value(of: expression) else {
      preconditionFailure("types were checked")
    }
    return number
  }

  func vector(_ expression: Expression) throws(QueryFault) -> [VectorSample] {
    guard case .vector(let samples) = try value(of: expression) else {
      preconditionFailure("types were checked")
    }
    return samples
  }

  private func negated(_ inner: Expression) throws(QueryFault) -> QueryValue {
    if inner.kind == .scalar { return .scalar(-(try scalar(inner))) }
    return .vector(try vector(inner).map { VectorSample(labels: $0.labels.withoutName, value: -$0.value) })
  }

  func series(_ selector: VectorSelector) -> [Series] {
    head.instant(selector.selector, at: shifted(selector.shift))
  }

  private func shifted(_ shift: TimeShift) -> Instant {
    let base =
      switch shift.anchor {
      case .instant(let instant): instant
      case .start: start
      case .end: end
      case nil: time
      }
    return base - shift.offset
  }
}

extension Evaluator {
  /// A range with its series.
  struct Window {
    let series: [Series]
    let start: Instant
    let end: Instant
  }

  func window(of expression: Expression) throws(QueryFault) -> Window {
    switch expression.form {
    case .matrix(let selector, let range):
      let end = shifted(selector.shift)
      return Window(
        series: head.range(selector.selector, after: end - range, upTo: end), start: end - range, end: end)
    case .subquery(let subquery): return try window(of: subquery)
    case .group(let inner): return try window(of: inner)
    case .number, .text, .vector, .negation, .binary, .aggregation, .call:
      preconditionFailure("types were checked")
    }
  }

  /// Steps stand at whole multiples of the step since the epoch, so that a query made a second later sees the same.
  private func window(of subquery: Subquery) throws(QueryFault) -> Window {
    let end = shifted(subquery.shift)
    let step = subquery.step ?? interval
    var at = (end - subquery.range).rounded(downTo: step) + step
    var places: [Labels: Int] = [:]
    var series: [Series] = []
    while at <= end {
      for sample in try Evaluator(self, at: at).vector(subquery.expression) {
        let place = places[sample.labels] ?? series.count
        if place == series.count {
          places[sample.labels] = place
          series.append(Series(labels: sample.labels, samples: []))
        }
        series[place].samples.append(Sample(at: at, value: sample.value))
      }
      at = at + step
    }
    return Window(series: series, start: end - subquery.range, end: end)
  }

  private func value(of call: Call) throws(QueryFault) -> QueryValue {
    switch call.function.body {
    case .whole(let body): return try body(self, call)
    case .sample(let body):
      let scalars = try self.scalars(of: call)
      let samples = try vector(call.arguments[0])
      return .vector(
        samples.map { VectorSample(labels: $0.labels.withoutName, value: body($0.value, scalars)) })
    case .range(let body):
      let scalars = try self.scalars(of: call)
      guard let argument = call.arguments.first(where: { $0.kind == .matrix }) else {
        preconditionFailure("types were checked")
      }
      let window = try window(of: argument)
      return .vector(
        window.series.compactMap { series in
          let range = RangeWindow(
            samples: series.samples, start: window.start, end: window.end, time: time, scalars: scalars)
          guard let value = body(range) else { return nil }
          let labels = call.function.keepsName ? series.labels : series.labels.withoutName
          return VectorSample(labels: labels, value: value)
        })
    }
  }

  private func scalars(of call: Call) throws(QueryFault) -> [Double] {
    var scalars: [Double] = []
    for argument in call.arguments where argument.kind == .scalar { scalars.append(try scalar(argument)) }
    return scalars
  }
}
