import Basics

/// What was counted over some time, in the units an objective records.
public struct BudgetTally: Hashable, Sendable {
  public var bad = 0.0
  public var total = 0.0
  /// How many times was looked, with traffic or without.
  public var looks = 0.0

  public init(bad: Double = 0, total: Double = 0, looks: Double = 0) {
    (self.bad, self.total, self.looks) = (bad, total, looks)
  }

  public static func + (left: BudgetTally, right: BudgetTally) -> BudgetTally {
    BudgetTally(bad: left.bad + right.bad, total: left.total + right.total, looks: left.looks + right.looks)
  }

  /// The share that was bad; nil where nothing happened.
  public var errorRatio: Double? { total > 0 ? max(bad, 0) / total : nil }
}

/// How much may still go wrong before an objective is missed (Google SRE workbook, chapter 2: the error budget is one
/// less the objective). Where part of the window was not seen, or has not come yet, it is taken to have as much
/// traffic as the rest; what was not seen is not taken to have been bad.
public struct ErrorBudget: Hashable, Sendable {
  public let tally: BudgetTally
  public let allowance: Double
  /// How long the whole window is, and which share of it was seen.
  public let period: Span
  public let coverage: Double
  private let eventsPerUnit: Double

  public init(_ tally: BudgetTally, of objective: Objective, period: Span) {
    self.tally = tally
    self.period = period
    allowance = objective.allowance
    coverage = min(1, tally.looks * objective.interval.seconds / period.seconds)
    eventsPerUnit = objective.eventsPerUnit
  }

  /// The share of the budget that is used up, more than 1 when more was bad than may be. Without any budget, as with a
  /// target of 100 %, the first bad event uses up all there is.
  public var used: Double {
    guard let errorRatio = tally.errorRatio, errorRatio > 0 else { return 0 }
    return allowance > 0 ? errorRatio / allowance * coverage : 1
  }

  /// The share of the budget that is left; negative when the objective is missed.
  public var left: Double { 1 - used }

  public var isSpent: Bool { left <= 0 }

  /// The share that was good; nil where nothing happened.
  public var indicator: Double? { tally.errorRatio.map { 1 - $0 } }

  /// How long everything may be bad over the window, and how much of that is left.
  public var allowedTime: Span { share(allowance) }
  public var timeLeft: Span { share(allowance * left) }

  private func share(_ share: Double) -> Span {
    Span(milliseconds: Int64((period.seconds * share * 1_000).rounded()))
  }

  /// How many events may be bad over the window, and how many of those are left; nil where nothing happened.
  public var allowedEvents: Double? {
    guard coverage > 0, tally.total > 0 else { return nil }
    return tally.total * eventsPerUnit / coverage * allowance
  }
  public var eventsLeft: Double? { allowedEvents.map { $0 * left } }
  public var events: Double { tally.total * eventsPerUnit }
  public var badEvents: Double { tally.bad * eventsPerUnit }

  /// How long was looked.
  public var seen: Span { share(coverage) }
}
