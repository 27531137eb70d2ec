import Basics
import Telemetry

extension Expression {
  /// The tree as text with every bracket written: `(1 + (2 * 3))`.
  var shape: String {
    switch form {
    case .number(let number): Figures.plain(number)
    case .text(let text): "'\(text)'"
    case .vector(let vector): vector.shape
    case .matrix(let vector, let range): "\(vector.selector.shape)[\(range.shape)]\(vector.shift.shape)"
    case .subquery(let query):
      "\(query.expression.shape)[\(query.range.shape):\(query.step?.shape ?? "")]\(query.shift.shape)"
    case .negation(let inner): "(-\(inner.shape))"
    case .group(let inner): inner.shape
    case .binary(let binary): binary.shape
    case .aggregation(let aggregation): aggregation.shape
    case .call(let call): "\(call.function.name)(\(call.arguments.map(\.shape).joined(separator: ", ")))"
    }
  }
}

extension VectorSelector {
  fileprivate var shape: String { selector.shape + shift.shape }
}

extension Selector {
  fileprivate var shape: String {
    let inside = matchers.map(\.description).joined(separator: ",")
    return (metric ?? "") + (matchers.isEmpty ? "" : "{\(inside)}")
  }
}

extension TimeShift {
  fileprivate var shape: String {
    let at =
      switch anchor {
      case .instant(let instant): " @ \(Figures.plain(instant.seconds))"
      case .start: " @ start()"
      case .end: " @ end()"
      case nil: ""
      }
    return at + (offset.shape == "0s" ? "" : " offset \(offset.shape)")
  }
}

extension Binary {
  fileprivate var shape: String {
    let names = matching.labels.joined(separator: ",")
    let match = matching.isOn ? " on(\(names))" : matching.labels.isEmpty ? "" : " ignoring(\(names))"
    let group = matching.many.map { " group_\($0)(\(matching.included.joined(separator: ",")))" } ?? ""
    return "(\(left.shape) \(sign.rawValue)\(returnsBool ? " bool" : "")\(match)\(group) \(right.shape))"
  }
}

extension Aggregation {
  fileprivate var shape: String {
    let names = labels.joined(separator: ",")
    let by = isWithout ? " without(\(names)) " : labels.isEmpty ? "" : " by(\(names)) "
    return "\(sign.rawValue)\(by)(\(parameter.map { "\($0.shape), " } ?? "")\(expression.shape))"
  }
}

extension Length {
  fileprivate var shape: String {
    switch self {
    case .fixed(let span): span.prometheus
    case .seconds(let number): Figures.plain(number)
    case .step: "step()"
    case .range: "range()"
    case .negation(let inner): "(-\(inner.shape))"
    case .binary(let sign, let left, let right): "(\(left.shape) \(sign.rawValue) \(right.shape))"
    case .least(let left, let right): "min(\(left.shape), \(right.shape))"
    case .greatest(let left, let right): "max(\(left.shape), \(right.shape))"
    }
  }
}
