import Basics

/// When a budget will be used up if errors go on as they lately did.
public enum BudgetForecast: Hashable, Sendable {
  /// It is already.
  case spent
  /// At a time; with 95 % confidence no earlier than and no later than these, the last nil where it may never be.
  case at(Instant, earliest: Instant, latest: Instant?)
  /// Not within the window at this rate.
  case notAtThisRate
  /// Too little was seen to say.
  case unknown

  /// How long a stretch is looked at: a 28th of the window, an hour at least and a day at most.
  public static func recent(of period: Span) -> Span {
    max(.hours(1), min(period / 28, .days(1)))
  }
}

extension BudgetLedger {
  /// What the recent spending, taken as going on evenly, comes to. Of a rolling window what lies furthest back falls out
  /// meanwhile, and a calendar window ends. The interval is that of the mean of the recent stretches (normal, 95 %),
  /// each taken as independent of the others.
  public func forecast(of objective: Objective, at now: Instant) -> BudgetForecast {
    let budget = budget(of: objective, at: now)
    guard !budget.isSpent else { return .spent }
    guard let allowed = allowed(budget) else { return .unknown }
    // What was seen for less than half says little; a gap is not a time without errors.
    let full = grain.seconds / objective.interval.seconds
    let recent = slice(now - BudgetForecast.recent(of: budget.period), now).filter {
      $0.tally.looks * 2 >= full
    }
    guard recent.count >= 3 else { return .unknown }
    let spending = recent.map { max($0.tally.bad, 0) / $0.tally.looks * full / allowed }
    let count = Double(spending.count)
    let mean = spending.reduce(0, +) / count
    guard mean > 0 else { return .notAtThisRate }
    let variance = spending.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    let error = 1.96 * (variance / count).squareRoot()
    let projection = Projection(ledger: self, objective: objective, now: now, allowed: allowed)
    guard let middle = projection.end(at: mean), let earliest = projection.end(at: mean + error) else {
      return .notAtThisRate
    }
    return .at(middle, earliest: earliest, latest: projection.end(at: mean - error))
  }

  /// How much may be bad over the whole window, in recorded units.
  private func allowed(_ budget: ErrorBudget) -> Double? {
    guard budget.coverage > 0, budget.tally.total > 0, budget.allowance > 0 else { return nil }
    return budget.tally.total / budget.coverage * budget.allowance
  }
}

/// Walks ahead stretch by stretch.
private struct Projection {
  let ledger: BudgetLedger
  let objective: Objective
  let now: Instant
  let allowed: Double

  /// When the budget is gone if each stretch spends a share of it; nil when not within the window.
  func end(at spending: Double) -> Instant? {
    guard spending > 0 else { return nil }
    let (start, end) = objective.window.bounds(at: now)
    let isRolling = end == now
    let last = isRolling ? now + (now - start) : end
    var used = ledger.tally(from: start, to: now).bad / allowed
    var leaving = isRolling ? ledger.slice(start, now) : []
    var time = now
    while time < last {
      let next = min(time + ledger.grain, last)
      while let first = leaving.first, first.start + ledger.grain <= start + (next - now) {
        used -= first.tally.bad / allowed
        leaving = leaving.dropFirst()
      }
      let more = spending * ((next - time).seconds / ledger.grain.seconds)
      if used + more >= 1 {
        let share = max(0, (1 - used) / more)
        return time + .milliseconds(Int64(share * Double((next - time).milliseconds)))
      }
      used += more
      time = next
    }
    return nil
  }
}
