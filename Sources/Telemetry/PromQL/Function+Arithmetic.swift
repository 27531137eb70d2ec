import Basics
import Glibc

extension Function {
  static let arithmetic: [Function] = [
    each("abs") { $0.magnitude },
    each("ceil") { $0.rounded(.up) },
    each("floor") { $0.rounded(.down) },
    each("sqrt") { $0.squareRoot() },
    each("exp") { Glibc.exp($0) },
    each("ln") { Glibc.log($0) },
    each("log2") { Glibc.log2($0) },
    each("log10") { Glibc.log10($0) },
    each("sgn") { $0 > 0 ? 1 : $0 < 0 ? -1 : $0 },
    Function("clamp_min", [.vector, .scalar], .sample { Statistics.upper($0, $1[0]) }),
    Function("clamp_max", [.vector, .scalar], .sample { Statistics.lower($0, $1[0]) }),
    Function("round", [.vector, .scalar], optional: 1, .sample { Self.round($0, to: $1.first ?? 1) }),
    Function("clamp", [.vector, .scalar, .scalar], .whole(clamp)),
  ]

  private static func each(_ name: String, _ value: @escaping @Sendable (Double) -> Double) -> Function {
    Function(name, [.vector], .sample { first, _ in value(first) })
  }

  private static func round(_ value: Double, to step: Double) -> Double {
    let inverse = 1 / step
    return (value * inverse + 0.5).rounded(.down) / inverse
  }

  private static func clamp(_ evaluator: Evaluator, _ call: Call) throws(QueryFault) -> QueryValue {
    let least = try evaluator.scalar(call.arguments[1])
    let most = try evaluator.scalar(call.arguments[2])
    if least > most { return .vector([]) }
    return .vector(
      try evaluator.vector(call.arguments[0]).map {
        VectorSample(
          labels: $0.labels.withoutName, value: Statistics.upper(least, Statistics.lower(most, $0.value)))
      })
  }
}

extension Function {
  static let conversions: [Function] = [
    Function("time", [], result: .scalar, .whole { evaluator, _ in .scalar(evaluator.time.seconds) }),
    Function("pi", [], result: .scalar, .whole { _, _ in .scalar(.pi) }),
    Function("scalar", [.vector], result: .scalar, .whole(scalar)),
    Function("vector", [.scalar], .whole(vector)),
    Function("timestamp", [.vector], .whole(timestamp)),
    Function("absent", [.vector], .whole(absent)),
    Function("absent_over_time", [.matrix], .whole(absent)),
    Function("sort", [.vector], keepsName: true, .whole(ascending)),
    Function("sort_desc", [.vector], keepsName: true, .whole(descending)),
  ]

  private static func scalar(_ evaluator: Evaluator, _ call: Call) throws(QueryFault) -> QueryValue {
    let vector = try evaluator.vector(call.arguments[0])
    return .scalar(vector.count == 1 ? vector[0].value : .nan)
  }

  private static func vector(_ evaluator: Evaluator, _ call: Call) throws(QueryFault) -> QueryValue {
    .vector([VectorSample(labels: [:], value: try evaluator.scalar(call.arguments[0]))])
  }

  private static func timestamp(_ evaluator: Evaluator, _ call: Call) throws(QueryFault) -> QueryValue {
    if case .vector(let selector) = call.arguments[0].unbracketed.form {
      return .vector(
        evaluator.series(selector).map {
          VectorSample(labels: $0.labels.withoutName, value: $0.samples[0].at.seconds)
        })
    }
    let seconds = evaluator.time.seconds
    return .vector(
      try evaluator.vector(call.arguments[0]).map {
        VectorSample(labels: $0.labels.withoutName, value: seconds)
      })
  }

  /// One sample of value 1 when there is nothing, with the labels that the selector fixes by one matcher alone.
  private static func absent(_ evaluator: Evaluator, _ call: Call) throws(QueryFault) -> QueryValue {
    let argument = call.arguments[0]
    let isEmpty =
      switch try evaluator.value(of: argument) {
      case .vector(let samples): samples.isEmpty
      case .matrix(let series): series.isEmpty
      case .scalar, .text: false
      }
    guard isEmpty else { return .vector([]) }
    let matchers = argument.selector?.matchers.filter { $0.label != Labels.metricName } ?? []
    let fixed = matchers.filter { matcher in
      matcher.test == .equal && matchers.count { $0.label == matcher.label } == 1
    }
    return .vector([VectorSample(labels: Labels(fixed.map { Label($0.label, $0.value) }), value: 1)])
  }

  private static func ascending(_ evaluator: Evaluator, _ call: Call) throws(QueryFault) -> QueryValue {
    try sorted(evaluator, call) { $0 < $1 }
  }

  private static func descending(_ evaluator: Evaluator, _ call: Call) throws(QueryFault) -> QueryValue {
    try sorted(evaluator, call) { $0 > $1 }
  }

  private static func sorted(
    _ evaluator: Evaluator, _ call: Call, by precedes: (Double, Double) -> Bool
  ) throws(QueryFault) -> QueryValue {
    let samples = try evaluator.vector(call.arguments[0])
    return .vector(samples.sorted { $1.value.isNaN ? !$0.value.isNaN : precedes($0.value, $1.value) })
  }
}

extension Expression {
  /// The expression without the brackets around it.
  fileprivate var unbracketed: Expression {
    if case .group(let inner) = form { inner.unbracketed } else { self }
  }

  /// The selector of a plain selector or range.
  var selector: Selector? {
    switch form {
    case .vector(let vector): vector.selector
    case .matrix(let vector, _): vector.selector
    case .group(let inner): inner.selector
    case .number, .text, .subquery, .negation, .binary, .aggregation, .call: nil
    }
  }
}
