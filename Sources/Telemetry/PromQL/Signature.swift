/// How a function is written, for people who type one.
public enum Signature {
  /// `rate(range vector) → instant vector`; nil when there is no such function or aggregation.
  public static func of(_ name: String) -> String? {
    if let sign = Aggregation.Operator(rawValue: name.lowercased()) {
      let parameter = sign.takesParameter ? "\(parameter(of: sign)), " : ""
      return "\(name) by (label, …) (\(parameter)instant vector) → instant vector"
    }
    return Function.named(name).map(\.signature)
  }

  /// The names of all aggregations.
  public static let aggregations = Aggregation.Operator.allCases.map(\.rawValue)

  /// The words that stand behind an expression.
  public static let modifiers = [
    "by", "without", "and", "or", "unless", "on", "ignoring", "group_left", "group_right", "offset", "bool",
  ]

  private static func parameter(of sign: Aggregation.Operator) -> String {
    sign == .countValues ? "string" : "scalar"
  }
}

extension Function {
  /// `round(instant vector[, scalar]) → instant vector`; brackets hold what may be left out.
  public var signature: String {
    var text = "\(name)("
    for (index, parameter) in parameters.enumerated() {
      let isOptional = index >= parameters.count - optional
      let comma = index > 0 ? ", " : ""
      text += isOptional ? "[\(comma)\(parameter.rawValue)]" : comma + parameter.rawValue
    }
    return text + (isVariadic ? ", …" : "") + ") → \(result.rawValue)"
  }
}
