import Basics

/// What an objective has recorded over its window, in stretches of equal length, so that any figure about the budget
/// takes a bounded number of sums however long the window is.
public struct BudgetLedger: Sendable {
  /// How long a stretch is: an hour, less for windows of days and less.
  public let grain: Span
  /// By the starts of the stretches, which are open on the left, oldest first.
  private var stretches: [(start: Instant, tally: BudgetTally)] = []

  /// A ledger for windows of about so long.
  public init(for period: Span) {
    grain = period >= .days(7) ? .hours(1) : period >= .days(1) ? .minutes(10) : .minutes(1)
  }

  public var isEmpty: Bool { stretches.isEmpty }

  /// When the first stretch that was seen began.
  public var firstSeen: Instant? { stretches.first?.start }

  /// Writes down what was seen at a time.
  public mutating func add(_ tally: BudgetTally, at time: Instant) {
    let start = (time - .milliseconds(1)).rounded(downTo: grain)
    let place = place(of: start)
    if place < stretches.count, stretches[place].start == start {
      stretches[place].tally = stretches[place].tally + tally
    } else {
      stretches.insert((start, tally), at: place)
    }
  }

  /// Forgets what ended before a time.
  public mutating func forget(before time: Instant) {
    stretches.removeFirst(stretches.prefix { $0.start + grain <= time }.count)
  }

  /// Where the first stretch stands that does not begin before a time.
  private func place(of start: Instant) -> Int {
    if let last = stretches.last, last.start < start { return stretches.count }
    var (low, high) = (0, stretches.count)
    while low < high {
      let middle = (low + high) / 2
      if stretches[middle].start < start { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// What was seen in the stretches that begin within bounds; the stretch in which the first bound lies counts.
  public func tally(from start: Instant, to end: Instant) -> BudgetTally {
    slice(start, end).reduce(BudgetTally()) { $0 + $1.tally }
  }

  /// The stretches that were seen within bounds.
  func slice(_ start: Instant, _ end: Instant) -> ArraySlice<(start: Instant, tally: BudgetTally)> {
    stretches[place(of: start.rounded(downTo: grain))..<max(place(of: start), place(of: end))]
  }
}

extension BudgetLedger {
  /// The budget of an objective in the window of a time.
  public func budget(of objective: Objective, at now: Instant) -> ErrorBudget {
    let (start, end) = objective.window.bounds(at: now)
    return ErrorBudget(tally(from: start, to: now), of: objective, period: end - start)
  }

  /// How the budget went down: the share that was left after each of so many equal parts of the window, oldest first,
  /// not-a-number before the first look and after now.
  public func burnDown(of objective: Objective, at now: Instant, points: Int) -> [Float] {
    let (start, end) = objective.window.bounds(at: now)
    let budget = budget(of: objective, at: now)
    guard let first = firstSeen, budget.tally.total > 0, budget.tally.bad > 0 || !isEmpty else {
      return Array(repeating: .nan, count: points)
    }
    let part = (end - start).seconds / Double(points)
    var (bad, values) = (0.0, [Float]())
    var rest = slice(start, now)
    for point in 1...points {
      let edge = start + .milliseconds(Int64(Double(point) * part * 1_000))
      while let next = rest.first, next.start < edge {
        bad += next.tally.bad
        rest = rest.dropFirst()
      }
      let isKnown = edge > first && edge - .milliseconds(Int64(part * 1_000)) < now
      // The whole tally comes to what is used now, so a part of it to that part.
      let share = budget.tally.bad > 0 ? bad / budget.tally.bad : 0
      values.append(isKnown ? Float(1 - budget.used * share) : .nan)
    }
    return values
  }
}
