import Basics

/// How fast an objective's error budget is being spent, as a multiple of the rate that would use it up exactly at the
/// end of its window (Google SRE workbook, chapter 5).
public struct BurnRate: Hashable, Sendable {
  public let window: Span
  public let value: Double
  /// From which rate on an alert looks at this window.
  public let limit: Double?

  public init(window: Span, value: Double, limit: Double? = nil) {
    (self.window, self.value, self.limit) = (window, value, limit)
  }

  /// The rate at which a share of bad events spends the budget; without any budget the first bad event is infinitely
  /// fast.
  public static func rate(errorRatio: Double, allowance: Double) -> Double {
    if allowance > 0 { return errorRatio / allowance }
    return errorRatio > 0 ? .infinity : 0
  }

  /// The share of the budget of a whole period that a rate uses up in some time.
  public static func consumption(_ rate: Double, over span: Span, of period: Span) -> Double {
    rate * span.seconds / period.seconds
  }

  /// The rate that uses up a share of the budget of a whole period in some time: the factor of a burn-rate alert.
  public static func factor(using share: Double, in span: Span, of period: Span) -> Double {
    share * period.seconds / span.seconds
  }
}

/// One condition of an alert on burn rates: both a long window, so that it matters, and a short one, so that it is over
/// soon after the trouble is.
public struct BurnCondition: Hashable, Sendable {
  public let long: Span
  public let short: Span
  public let factor: Double

  public init(long: Span, short: Span, factor: Double) {
    (self.long, self.short, self.factor) = (long, short, factor)
  }
}

/// An alert that an objective's budget is being spent too fast: the multiwindow, multi-burn-rate alerts of the Google
/// SRE workbook, chapter 5, table 5-8. Any of the conditions will do.
public struct BurnAlert: Hashable, Sendable {
  /// How soon somebody must come; the raw value is the end of the alert's name.
  public enum Urgency: String, CaseIterable, Sendable {
    /// A page: now.
    case fast
    /// A ticket: within days.
    case slow
  }

  public let urgency: Urgency
  public let conditions: [BurnCondition]

  /// The part of a budget that may be gone before somebody is told, in which time.
  private struct Stage {
    let urgency: Urgency
    let share: Double
    let long: Span
    let short: Span
  }

  private static let stages = [
    Stage(urgency: .fast, share: 0.02, long: .hours(1), short: .minutes(5)),
    Stage(urgency: .fast, share: 0.05, long: .hours(6), short: .minutes(30)),
    Stage(urgency: .slow, share: 0.1, long: .days(1), short: .hours(2)),
    Stage(urgency: .slow, share: 0.1, long: .days(3), short: .hours(6)),
  ]

  /// The windows that burn rates are worked out for, shortest first.
  public static let windows: [Span] = Set(stages.flatMap { [$0.long, $0.short] }).sorted()

  /// The alerts of an objective. A window longer than a quarter of the period is left out, and so is a condition that
  /// even a total outage could not meet. Over short periods a share of the budget is so little that the factors would
  /// fall below what is worth a page (2) or a ticket (0.9), which they do not.
  public static func alerts(allowance: Double, period: Span) -> [BurnAlert] {
    Urgency.allCases.compactMap { urgency in
      let conditions = stages.filter { $0.urgency == urgency && $0.long * 4 <= period }.map { stage in
        let factor = BurnRate.factor(using: stage.share, in: stage.long, of: period)
        return BurnCondition(
          long: stage.long, short: stage.short, factor: max(factor, urgency == .fast ? 2 : 0.9))
      }
      let reachable = conditions.filter { $0.factor * allowance < 1 }
      return reachable.isEmpty ? nil : BurnAlert(urgency: urgency, conditions: reachable)
    }
  }
}

extension Objective {
  /// The alerts on how fast the budget is being spent.
  public var burnAlerts: [BurnAlert] {
    BurnAlert.alerts(allowance: allowance, period: window.usualLength)
  }

  /// The rate from which on an alert looks at a window; nil where none does.
  public func limit(of window: Span) -> Double? {
    burnAlerts.flatMap(\.conditions).filter { $0.long == window || $0.short == window }.map(\.factor).min()
  }
}
