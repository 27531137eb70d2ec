import Basics
import Monitoring

/// An objective as screens and listings show it.
public struct ObjectiveView: Sendable {
  /// How an objective stands; the raw value is the word in listings.
  public enum Standing: String, CaseIterable, Sendable {
    /// Too little was seen to say.
    case unknown = "too_little_data"
    case kept
    /// It has budget left, and an alert says that it goes too fast.
    case burning
    /// The budget is used up.
    case spent
  }

  public let objective: Objective
  public var standing: Standing
  public var budget: ErrorBudget
  /// How fast the budget goes, by the windows of the alerts, the shortest first; none where nothing happened.
  public var rates: [BurnRate]
  public var forecast: BudgetForecast
  /// What was left of the budget after each equal part of the window, not-a-number where that is not known.
  public var burnDown: [Float]
  /// From when to when the window goes.
  public var from: Instant
  public var to: Instant
  /// The alerts that fire on how fast the budget goes, most urgent first.
  public var alerts: [String]
  public var severity: Severity
  /// Where the readings behind it come from.
  public var provenance: Provenance
  /// Why it cannot be worked out.
  public var fault: String?

  public init(_ objective: Objective, at now: Instant) {
    self.objective = objective
    (from, to) = objective.window.bounds(at: now)
    standing = .unknown
    budget = ErrorBudget(BudgetTally(), of: objective, period: to - from)
    (rates, forecast, burnDown, alerts) = ([], .unknown, [], [])
    (severity, provenance, fault) = (.ok, .measured, nil)
  }

  public var address: Address { objective.address }

  /// How long must be looked before a budget is spoken of: ten minutes, or a twentieth of a short window.
  public static func leastSeen(of period: Span) -> Span { min(.minutes(10), period / 20) }

  /// The rate over the shortest window of an hour or more.
  public var burn: BurnRate? { rates.first { $0.window >= .hours(1) } ?? rates.last }

  /// Worse before better, then by what is left, then by name.
  public static func isMoreUrgent(_ left: ObjectiveView, _ right: ObjectiveView) -> Bool {
    if left.severity != right.severity { return left.severity > right.severity }
    let (isKnown, otherIsKnown) = (left.standing != .unknown, right.standing != .unknown)
    if isKnown != otherIsKnown { return isKnown }
    return (left.budget.left, left.objective.name) < (right.budget.left, right.objective.name)
  }
}
