import Basics

extension Function {
  static let conversions: [Function] = [
    Function("scalar", [.vector], result: .scalar, .whole(scalar)),
    Function("vector", [.scalar], .whole(vector)),
    Function("timestamp", [.vector], .whole(timestamp)),
    Function("absent", [.vector], .whole(absent)),
    Function("absent_over_time", [.matrix], .whole(absent)),
  ]

  private static func scalar(_ evaluator: Evaluator, _ call: Call) throws(QueryFault) -> QueryValue {
    let vector = try evaluator.numbers(call.arguments[0])
    return .scalar(vector.count == 1 ? vector[0].value : .nan)
  }

  private static func vector(_ evaluator: Evaluator, _ call: Call) throws(QueryFault) -> QueryValue {
    .vector([VectorSample(labels: [:], value: try evaluator.scalar(call.arguments[0]))])
  }

  private static func timestamp(_ evaluator: Evaluator, _ call: Call) throws(QueryFault) -> QueryValue {
    let argument = call.arguments[0].unbracketed
    if case .vector(let selector) = argument.form {
      let samples = try evaluator.latest(selector, argument.place) {
        VectorSample(labels: $0, value: $1.at.seconds)
      }
      return .vector(try evaluator.mapped(samples, argument.place) { $0 })
    }
    let seconds = evaluator.time.seconds
    return .vector(try evaluator.mapped(try evaluator.mixed(argument), argument.place) { _ in seconds })
  }

  /// One sample of value 1 when there is nothing, with the labels that the selector fixes by one matcher alone.
  private static func absent(_ evaluator: Evaluator, _ call: Call) throws(QueryFault) -> QueryValue {
    let argument = call.arguments[0]
    let isEmpty: Bool
    if argument.kind == .matrix {
      let window = try evaluator.window(of: argument, for: call.function.name)
      isEmpty = window.selection.blocks.indices.allSatisfy { window.places(of: $0).isEmpty }
    } else {
      isEmpty = try evaluator.mixed(argument).isEmpty
    }
    guard isEmpty else { return .vector([]) }
    var (labels, seen): (Labels, Set<String>) = ([:], [])
    for matcher in argument.selector?.matchers ?? [] where matcher.label != Labels.metricName {
      let isFixed = matcher.test == .equal && seen.insert(matcher.label).inserted
      labels = labels.setting(matcher.label, to: isFixed ? matcher.value : "")
    }
    return .vector([VectorSample(labels: labels, value: 1)])
  }
}

extension Expression {
  /// The expression without the brackets around it.
  var unbracketed: Expression {
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
