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
    Function("min_of", [.scalar, .scalar], result: .scalar, .whole(least)),
    Function("max_of", [.scalar, .scalar], result: .scalar, .whole(greatest)),
  ]

  /// The angles are in radians.
  static let trigonometry: [Function] = [
    each("sin") { Glibc.sin($0) },
    each("cos") { Glibc.cos($0) },
    each("tan") { Glibc.tan($0) },
    each("asin") { Glibc.asin($0) },
    each("acos") { Glibc.acos($0) },
    each("atan") { Glibc.atan($0) },
    each("sinh") { Glibc.sinh($0) },
    each("cosh") { Glibc.cosh($0) },
    each("tanh") { Glibc.tanh($0) },
    each("asinh") { Glibc.asinh($0) },
    each("acosh") { Glibc.acosh($0) },
    each("atanh") { Glibc.atanh($0) },
    each("rad") { $0 * .pi / 180 },
    each("deg") { $0 * 180 / .pi },
    Function("pi", [], result: .scalar, .whole { _, _ in .scalar(.pi) }),
  ]

  private static func each(_ name: String, _ value: @escaping @Sendable (Double) -> Double) -> Function {
    Function(name, [.vector], .sample { first, _ in value(first) })
  }

  private static func round(_ value: Double, to step: Double) -> Double {
    let inverse = 1 / step
    return (value * inverse + 0.5).rounded(.down) / inverse
  }

  private static func clamp(_ evaluator: Evaluator, _ call: Call) throws(QueryFault) -> QueryValue {
    let samples = try evaluator.numbers(call.arguments[0])
    let least = try evaluator.scalar(call.arguments[1])
    let most = try evaluator.scalar(call.arguments[2])
    if least > most { return .vector([]) }
    return .vector(
      try evaluator.mapped(samples, call.arguments[0].place) {
        Statistics.upper(least, Statistics.lower(most, $0))
      })
  }

  private static func least(_ evaluator: Evaluator, _ call: Call) throws(QueryFault) -> QueryValue {
    .scalar(
      Statistics.lower(try evaluator.scalar(call.arguments[0]), try evaluator.scalar(call.arguments[1])))
  }

  private static func greatest(_ evaluator: Evaluator, _ call: Call) throws(QueryFault) -> QueryValue {
    .scalar(
      Statistics.upper(try evaluator.scalar(call.arguments[0]), try evaluator.scalar(call.arguments[1])))
  }
}
