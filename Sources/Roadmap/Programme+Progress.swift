import Basics

/// How work stands to the calendar.
public enum Standing: Hashable, Sendable {
  case done
  case dropped
  /// Its end has passed by so many days and it is not done.
  case overdue(days: Int)
  /// Somebody said it is blocked.
  case blocked
  /// Today lies within its window, or it was started.
  case active
  case upcoming
  /// It has no dates until its programme has a launch day.
  case undated
  /// It never ends.
  case ongoing
}

extension Programme {
  /// How an item stands on a day. Work without an end is never overdue.
  public func standing(of item: PlanItem, on today: Day) -> Standing {
    switch item.state.status {
    case .done: return .done
    case .dropped: return .dropped
    case .blocked: return .blocked
    case .planned, .active: break
    }
    if item.window?.isOngoing == true { return .ongoing }
    guard let days = days(of: item) else { return item.state.status == .active ? .active : .undated }
    if days.upperBound < today { return .overdue(days: today - days.upperBound) }
    return item.state.status == .active || days.lowerBound <= today ? .active : .upcoming
  }

  /// How much of an item is done, 0 to 1. What was entered counts first; then, for a milestone, the mean over its
  /// tasks and outputs. A tick in the document counts for nothing.
  public func progress(of item: PlanItem) -> Double {
    if item.state.status == .done { return 1 }
    if let entered = item.state.progress { return entered }
    if let delivered = item.state.delivered, let wanted = item.amount?.value, wanted > 0 {
      return min(delivered / wanted, 1)
    }
    guard item.kind == .milestone else { return 0 }
    let parts = children(of: item, .task) + children(of: item, .deliverable)
    guard !parts.isEmpty else { return 0 }
    return parts.reduce(0) { $0 + progress(of: $1) } / Double(parts.count)
  }

  /// How much of the programme is done, 0 to 1: milestones weighted by their planned length, dropped ones and those
  /// without an end left out.
  public var computedCompletion: Double {
    var (done, total) = (0.0, 0.0)
    for milestone in milestones where milestone.state.status != .dropped {
      let weight = Double(milestone.window?.length ?? 0)
      done += weight * progress(of: milestone)
      total += weight
    }
    return total > 0 ? done / total : 0
  }

  /// The months a phase really spans, from the milestones that name months; nil where none does.
  public func effectiveMonths(of phase: PlanItem) -> ClosedRange<Int>? {
    let months = children(of: phase, .milestone).compactMap { milestone -> ClosedRange<Int>? in
      guard case .months(let months)? = milestone.window else { return nil }
      return months
    }
    guard let first = months.map(\.lowerBound).min(), let last = months.map(\.upperBound).max() else {
      return nil
    }
    return first...last
  }

  /// The phase a month from launch belongs to, by effective bounds, so that it belongs to one only.
  public func phase(ofMonth month: Int) -> PlanItem? {
    phases.first { effectiveMonths(of: $0)?.contains(month) ?? false }
  }
}
