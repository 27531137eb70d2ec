import Basics
import Telemetry

extension Expression {
  /// Whether the expression can come to nothing although its series are there, as an alert should.
  var canBeQuiet: Bool {
    switch form {
    case .number, .text, .vector, .matrix, .subquery: false
    case .negation(let inner), .group(let inner): inner.canBeQuiet
    case .binary(let binary):
      !binary.returnsBool && (binary.sign.isComparison || binary.sign.isSet)
        || binary.left.canBeQuiet || binary.right.canBeQuiet
    case .aggregation(let aggregation): aggregation.expression.canBeQuiet
    case .call(let call):
      // A vector made of a number is a rule that is always to fire; ends of series are what `absent` asks for.
      ["absent", "absent_over_time", "vector"].contains(call.function.name)
        || call.arguments.contains { $0.canBeQuiet }
    }
  }

  /// Whether the expression as a whole is a comparison that leaves series out.
  var isFilter: Bool {
    switch form {
    case .group(let inner): inner.isFilter
    case .binary(let binary): binary.sign.isComparison && !binary.returnsBool
    case .number, .text, .vector, .matrix, .subquery, .negation, .aggregation, .call: false
    }
  }

  private static let rates = ["rate", "irate", "increase", "delta", "idelta", "deriv", "changes", "resets"]

  /// Functions of change over ranges that are too short for them.
  func shortRanges(below least: Span) -> [(function: String, range: Span)] {
    switch form {
    case .number, .text, .vector, .matrix: return []
    case .subquery(let subquery): return subquery.expression.shortRanges(below: least)
    case .negation(let inner), .group(let inner): return inner.shortRanges(below: least)
    case .binary(let binary):
      return binary.left.shortRanges(below: least) + binary.right.shortRanges(below: least)
    case .aggregation(let aggregation): return aggregation.expression.shortRanges(below: least)
    case .call(let call):
      var found = call.arguments.flatMap { $0.shortRanges(below: least) }
      if Self.rates.contains(call.function.name), let first = call.arguments.first,
        case .matrix(_, range: .fixed(let span)) = first.form, span < least
      {
        found.append((call.function.name, span))
      }
      return found
    }
  }
}

/// Which labels a result can have, as far as an expression tells.
struct LabelsLeft: Equatable {
  private var names: Set<String>
  /// Whether the names are those that are there; else those that are not.
  private var areKept: Bool

  static let any = LabelsLeft(names: [], areKept: false)
  static func only(_ names: some Sequence<String>) -> LabelsLeft {
    LabelsLeft(names: Set(names), areKept: true)
  }

  func mayHave(_ name: String) -> Bool { names.contains(name) == areKept }

  func adding(_ more: some Sequence<String>) -> LabelsLeft {
    LabelsLeft(names: areKept ? names.union(more) : names.subtracting(more), areKept: areKept)
  }

  func dropping(_ gone: some Sequence<String>) -> LabelsLeft {
    LabelsLeft(names: areKept ? names.subtracting(gone) : names.union(gone), areKept: areKept)
  }

  /// What either of two has.
  func union(_ other: LabelsLeft) -> LabelsLeft {
    switch (areKept, other.areKept) {
    case (true, true): .only(names.union(other.names))
    case (false, false): LabelsLeft(names: names.intersection(other.names), areKept: false)
    case (false, true): LabelsLeft(names: names.subtracting(other.names), areKept: false)
    case (true, false): LabelsLeft(names: other.names.subtracting(names), areKept: false)
    }
  }
}

extension Expression {
  /// Which labels the result can have.
  var labelsLeft: LabelsLeft {
    switch form {
    case .number, .text: .only([])
    case .vector, .matrix: .any
    case .subquery(let subquery): subquery.expression.labelsLeft
    case .negation(let inner), .group(let inner): inner.labelsLeft
    case .binary(let binary): Self.left(by: binary)
    case .aggregation(let aggregation): Self.left(by: aggregation)
    case .call(let call): Self.left(by: call)
    }
  }

  private static func left(by binary: Binary) -> LabelsLeft {
    let (left, right) = (binary.left, binary.right)
    if left.kind == .scalar { return right.labelsLeft }
    if right.kind == .scalar || binary.sign == .and || binary.sign == .unless { return left.labelsLeft }
    if binary.sign == .or { return left.labelsLeft.union(right.labelsLeft) }
    let matching = binary.matching
    switch matching.many {
    case .left: return left.labelsLeft.adding(matching.included)
    case .right: return right.labelsLeft.adding(matching.included)
    case nil:
      return matching.isOn ? .only(matching.labels) : left.labelsLeft.dropping(matching.labels)
    }
  }

  private static func left(by aggregation: Aggregation) -> LabelsLeft {
    let inner = aggregation.expression.labelsLeft
    switch aggregation.sign {
    case .topk, .bottomk, .limitk, .limitRatio: return inner
    case .sum, .avg, .min, .max, .count, .group, .stddev, .stdvar, .quantile, .countValues: break
    }
    var left: LabelsLeft =
      aggregation.isWithout
      ? inner.dropping(aggregation.labels + [Labels.metricName])
      : .only(aggregation.labels.filter { inner.mayHave($0) })
    if case .text(let label)? = aggregation.parameter?.form { left = left.adding([label]) }
    return left
  }

  private static func left(by call: Call) -> LabelsLeft {
    let inner = call.arguments.first { $0.kind == .vector || $0.kind == .matrix }?.labelsLeft
    switch call.function.name {
    case "absent", "absent_over_time":
      let selectors = call.arguments.first?.selectors ?? []
      return .only(selectors.flatMap { $0.selector.matchers.filter { $0.test == .equal }.map(\.label) })
    case "label_replace", "label_join":
      guard call.arguments.count > 1, case .text(let label) = call.arguments[1].form else { return .any }
      return (inner ?? .any).adding([label])
    case "histogram_quantile", "histogram_fraction": return (inner ?? .any).dropping(["le"])
    case "info": return .any
    default: return inner ?? .only([])
    }
  }
}
