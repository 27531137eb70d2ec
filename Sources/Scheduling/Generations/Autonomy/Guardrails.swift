import Basics

/// What a generation that acts by itself must never do.
public struct Guardrails: Hashable, Sendable {
  /// Units that may change their nodes within an hour by its own initiative.
  public var movesPerHour = 48
  /// What the nodes in use may cost in an hour, in thousandths of the currency.
  public var costCap = Double.infinity
  /// How much worse than the first generation it may have done within the window, as a part.
  public var worsening = 0.1
  /// Steps of that window.
  public var window = SeededTrace.day

  public init() {}

  /// What is against moving so many units after so many in the last hour.
  public func violation(moving count: Int, after recent: Int) -> Violation? {
    violation(movesWithinHour: count + recent)
  }

  /// What is against so many moves within an hour.
  public func violation(movesWithinHour count: Int) -> Violation? {
    count > movesPerHour ? .moves(count, most: movesPerHour) : nil
  }

  /// What is against a price an hour.
  public func violation(cost: Double) -> Violation? { cost > costCap ? .cost(cost, most: costCap) : nil }

  /// What is against what it came to, beside what the first generation would have.
  public func violation(value: Double, first: Double) -> Violation? {
    first > 0 && value > first * (1 + worsening) ? .worse(value / first - 1, most: worsening) : nil
  }
}

/// A guardrail that was hit: what an alert says.
public enum Violation: Hashable, Sendable {
  /// Moves within an hour.
  case moves(Int, most: Int)
  /// Thousandths of the currency an hour.
  case cost(Double, most: Double)
  /// How much worse than the first generation, as a part.
  case worse(Double, most: Double)

  /// The figure that went too far.
  public var value: Double {
    switch self {
    case .moves(let count, _): Double(count)
    case .cost(let cost, _): cost / 1_000
    case .worse(let part, _): part
    }
  }

  public var words: Bilingual {
    switch self {
    case .moves(let count, let most):
      Bilingual(
        english: "\(count) moves within an hour, \(most) are allowed; the rules of v1 have taken over",
        chinese: "一小时内 \(count) 次迁移，上限 \(most)；已回退至 v1 规则")
    case .cost(let cost, let most):
      Bilingual(
        english: "nodes cost \(Figures.fixed(cost / 1_000, 2)) an hour, \(Figures.fixed(most / 1_000, 2)) "
          + "are allowed; the rules of v1 have taken over",
        chinese: "节点每小时费用 \(Figures.fixed(cost / 1_000, 2))，上限 \(Figures.fixed(most / 1_000, 2))；"
          + "已回退至 v1 规则")
    case .worse(let part, let most):
      Bilingual(
        english: "\(Figures.fixed(part * 100, 1)) % worse than v1 would have done, "
          + "\(Figures.fixed(most * 100, 1)) % are allowed; the rules of v1 have taken over",
        chinese: "比 v1 差 \(Figures.fixed(part * 100, 1)) %，上限 \(Figures.fixed(most * 100, 1)) %；"
          + "已回退至 v1 规则")
    }
  }
}

extension Violation {
  /// As a store keeps it: which guardrail, the figure and its limit.
  public var fields: [String: String] {
    switch self {
    case .moves(let count, let most): ["guardrail": "moves", "value": "\(count)", "most": "\(most)"]
    case .cost(let cost, let most): ["guardrail": "cost", "value": "\(cost)", "most": "\(most)"]
    case .worse(let part, let most): ["guardrail": "worse", "value": "\(part)", "most": "\(most)"]
    }
  }

  /// Reads what `fields` wrote; nil where that is none.
  public init?(fields: [String: String]) {
    guard let value = fields["value"].flatMap(Double.init), let most = fields["most"].flatMap(Double.init),
      value.isFinite, most.isFinite, abs(value) < 1e15, abs(most) < 1e15
    else { return nil }
    switch fields["guardrail"] {
    case "moves": self = .moves(Int(value), most: Int(most))
    case "cost": self = .cost(value, most: most)
    case "worse": self = .worse(value, most: most)
    default: return nil
    }
  }
}
