import Basics

/// A PromQL expression as parsed, with the place in the text that every part came from.
public struct Expression: Sendable {
  /// What an expression evaluates to.
  public enum Kind: String, Sendable {
    case scalar
    case text = "string"
    case vector = "instant vector"
    case matrix = "range vector"

    /// The kind with its article.
    public var described: String { self == .vector ? "an \(rawValue)" : "a \(rawValue)" }
  }

  /// The forms an expression can take.
  public indirect enum Form: Sendable {
    case number(Double)
    case text(String)
    case vector(VectorSelector)
    case matrix(VectorSelector, range: Length)
    case subquery(Subquery)
    case negation(Expression)
    case group(Expression)
    case binary(Binary)
    case aggregation(Aggregation)
    case call(Call)
  }

  public let form: Form
  /// Offsets into the UTF-8 text.
  public let place: Range<Int>

  public var kind: Kind {
    switch form {
    case .number: .scalar
    case .text: .text
    case .vector, .aggregation: .vector
    case .matrix, .subquery: .matrix
    case .negation(let inner), .group(let inner): inner.kind
    case .binary(let binary): binary.left.kind == .scalar && binary.right.kind == .scalar ? .scalar : .vector
    case .call(let call): call.function.result
    }
  }
}

/// Series by name and labels, possibly as they were at another time.
public struct VectorSelector: Sendable {
  /// How the values at the edges of a range are come by, where not the samples inside count alone.
  public enum Edges: String, Sendable {
    /// The last samples before the edges.
    case anchored
    /// Values on the line between the samples around an edge.
    case smoothed
  }

  public var selector: Selector
  public var shift = TimeShift()
  public var edges: Edges?
}

/// The `offset` and `@` behind a selector or subquery.
public struct TimeShift: Sendable {
  /// A fixed time to look at.
  public enum Anchor: Sendable {
    case instant(Instant)
    case start
    case end
  }

  public var offset = Length.fixed(.zero)
  public var anchor: Anchor?

  var isNothing: Bool {
    if case .fixed(.zero) = offset { anchor == nil } else { false }
  }
}

/// An expression evaluated again and again over a range.
public struct Subquery: Sendable {
  public var expression: Expression
  public var range: Length
  /// Nil for the evaluation interval.
  public var step: Length?
  public var shift = TimeShift()
}

/// Two expressions and what is done with them.
public struct Binary: Sendable {
  /// The operators; the raw value is the sign in PromQL.
  public enum Operator: String, CaseIterable, Sendable {
    case power = "^"
    case times = "*"
    case divided = "/"
    case modulo = "%"
    case arctangent = "atan2"
    case plus = "+"
    case minus = "-"
    case equal = "=="
    case notEqual = "!="
    case lessOrEqual = "<="
    case less = "<"
    case greaterOrEqual = ">="
    case greater = ">"
    case and, unless, or

    /// How tightly the operator binds; more binds tighter.
    var precedence: Int {
      switch self {
      case .or: 1
      case .and, .unless: 2
      case .equal, .notEqual, .lessOrEqual, .less, .greaterOrEqual, .greater: 3
      case .plus, .minus: 4
      case .times, .divided, .modulo, .arctangent: 5
      case .power: 7
      }
    }

    public var isComparison: Bool { precedence == 3 }
    public var isSet: Bool { precedence <= 2 }
  }

  public var sign: Operator
  public var left: Expression
  public var right: Expression
  /// Whether a comparison answers 0 or 1 instead of filtering.
  public var returnsBool = false
  public var matching = Matching()

  /// How the samples of two vectors find each other.
  public struct Matching: Sendable {
    /// Which side may have several samples for one of the other.
    public enum Many: Sendable {
      case left, right
    }

    /// `on` these labels; nil for `ignoring`.
    public var isOn = false
    public var labels: [String] = []
    public var many: Many?
    /// The labels taken over from the side that has one.
    public var included: [String] = []
    /// What stands in for a sample of the left or right side that is not there.
    public var fill: (left: Double?, right: Double?) = (nil, nil)
  }
}

/// Samples of a vector put together.
public struct Aggregation: Sendable {
  /// The aggregations; the raw value is the name in PromQL.
  public enum Operator: String, CaseIterable, Sendable {
    case sum, avg, min, max, count, group, stddev, stdvar, topk, bottomk, quantile
    case countValues = "count_values"
    case limitk
    case limitRatio = "limit_ratio"

    var takesParameter: Bool {
      switch self {
      case .topk, .bottomk, .quantile, .countValues, .limitk, .limitRatio: true
      case .sum, .avg, .min, .max, .count, .group, .stddev, .stdvar: false
      }
    }
  }

  public var sign: Operator
  public var expression: Expression
  public var parameter: Expression?
  public var labels: [String] = []
  public var isWithout = false
}

/// A function with its arguments.
public struct Call: Sendable {
  public var function: Function
  public var arguments: [Expression]
}
