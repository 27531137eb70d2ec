import Basics
import Glibc

/// A length of time in a query: fixed, or worked out from the range and the step the query is asked with.
public indirect enum Length: Sendable {
  case fixed(Span)
  case seconds(Double)
  case step
  case range
  case negation(Length)
  case binary(Binary.Operator, Length, Length)
  case least(Length, Length)
  case greatest(Length, Length)

  /// Why a formula comes to no length.
  enum Fault: String, Error {
    case division = "division by zero"
    case modulo = "modulo by zero"
    case size = "duration is out of range"
    case sign = "duration must be greater than 0"
  }

  /// Whether it is the same whatever range and step the query has.
  var isFixed: Bool {
    switch self {
    case .fixed, .seconds: true
    case .step, .range: false
    case .negation(let inner): inner.isFixed
    case .binary(_, let left, let right), .least(let left, let right), .greatest(let left, let right):
      left.isFixed && right.isFixed
    }
  }

  /// The length in whole milliseconds.
  func span(step: Span, range: Span) throws(Fault) -> Span {
    let milliseconds: Double
    if case .fixed(let span) = self {
      milliseconds = Double(span.milliseconds)
    } else {
      milliseconds = (try seconds(step: step, range: range) * 1_000).rounded()
    }
    // Sums of a few such lengths and a time still fit.
    guard milliseconds.magnitude < 9e15 else { throw .size }
    return .milliseconds(Int64(milliseconds))
  }

  private func seconds(step: Span, range: Span) throws(Fault) -> Double {
    switch self {
    case .fixed(let span): return span.seconds
    case .seconds(let number): return number
    case .step: return step.seconds
    case .range: return range.seconds
    case .negation(let inner): return -(try inner.seconds(step: step, range: range))
    case .binary(let sign, let left, let right):
      let second = try right.seconds(step: step, range: range)
      if second == 0, sign == .divided { throw .division }
      if second == 0, sign == .modulo { throw .modulo }
      return sign.applied(try left.seconds(step: step, range: range), second)
    case .least(let left, let right):
      return min(try left.seconds(step: step, range: range), try right.seconds(step: step, range: range))
    case .greatest(let left, let right):
      return max(try left.seconds(step: step, range: range), try right.seconds(step: step, range: range))
    }
  }
}
