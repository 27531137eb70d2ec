import Basics
import Telemetry

/// A query of counters, turned into one of how fast they grow: `rate` goes around every selector, before anything is
/// summed up, so that a counter that starts anew is not taken for one that fell.
struct CounterQuery {
  /// Why a query of counters cannot be turned, and where.
  struct Fault: Error {
    let place: Range<Int>
    let reason: String
  }

  private let text: [UInt8]
  private let selectors: [Range<Int>]

  init(_ text: String) throws(Fault) {
    self.text = Array(text.utf8)
    let expression: Expression
    do throws(QueryFault) { expression = try Parser.parse(text) } catch {
      throw Fault(place: error.place, reason: error.reason)
    }
    selectors = try Self.selectors(in: expression).sorted { $0.lowerBound < $1.lowerBound }
  }

  /// The query of rates over a window.
  func rates(over window: Span) -> String {
    var (turned, end) = ("", 0)
    for place in selectors {
      turned += String(decoding: text[end..<place.lowerBound], as: UTF8.self)
      turned += "rate(\(String(decoding: text[place], as: UTF8.self))[\(window.prometheus)])"
      end = place.upperBound
    }
    return turned + String(decoding: text[end...], as: UTF8.self)
  }

  /// The selectors of what is linear in its counters; of anything else the rate would be something else.
  private static func selectors(in expression: Expression) throws(Fault) -> [Range<Int>] {
    switch expression.form {
    case .vector(let selector):
      if case .fixed(.zero) = selector.shift.offset, selector.shift.anchor == nil {
        return [expression.place]
      }
      throw Fault(place: expression.place, reason: "a counter of another time (offset, @)")
    case .group(let inner), .negation(let inner): return try selectors(in: inner)
    case .aggregation(let aggregation) where aggregation.sign == .sum:
      return try selectors(in: aggregation.expression)
    case .binary(let binary): return try selectors(in: binary, expression.place)
    case .number: return []
    case .text, .matrix, .subquery, .aggregation, .call:
      throw Fault(
        place: expression.place,
        reason: "a query of counters may hold selectors, sum, +, - and factors; rate is put in here")
    }
  }

  private static func selectors(in binary: Binary, _ place: Range<Int>) throws(Fault) -> [Range<Int>] {
    let (left, right) = (try selectors(in: binary.left), try selectors(in: binary.right))
    let isLinear =
      switch binary.sign {
      case .plus, .minus, .or: !left.isEmpty && !right.isEmpty
      case .times: left.isEmpty != right.isEmpty
      case .divided: right.isEmpty
      case .power, .modulo, .arctangent, .equal, .notEqual, .lessOrEqual, .less, .greaterOrEqual, .greater,
        .and, .unless:
        false
      }
    guard isLinear else {
      throw Fault(
        place: place, reason: "\(binary.sign.rawValue) makes of these something other than a counter")
    }
    return left + right
  }
}
