import Basics
import Model
import Monitoring
import Telemetry

/// What is remembered of the objectives between two steps: the sums over their windows, and how far they are read.
struct ObjectiveKeeper {
  /// One objective.
  struct Entry {
    let objective: Objective
    var ledger: BudgetLedger
    /// The newest sample that is in the ledger.
    var readUpTo: Instant?
    var workedOutAt: Instant
    var view: ObjectiveView
  }

  private(set) var entries: [String: Entry] = [:]

  /// How often the figures are worked out anew.
  static let pace = Span.seconds(15)
  /// How many points the line of a budget has.
  static let points = 56

  /// Forgets what is there no more, or was changed, and what lies ahead of a clock that was set back.
  mutating func keep(_ objectives: [Objective], at now: Instant) {
    let known = Dictionary(objectives.map { ($0.name, $0) }) { first, _ in first }
    entries = entries.filter { name, entry in
      entry.objective == known[name] && entry.workedOutAt <= now
    }
  }

  /// The objectives whose figures are due, those never looked at first.
  func due(_ objectives: [Objective], at now: Instant) -> [Objective] {
    let fresh = objectives.filter { entries[$0.name] == nil }
    return fresh
      + objectives.filter { entries[$0.name].map { now - $0.workedOutAt >= Self.pace } ?? false }
  }

  /// Reads what is new of an objective and works its figures out.
  mutating func workOut(_ objective: Objective, from source: any SeriesSource, at now: Instant)
    throws(QueryFault)
  {
    var entry =
      entries[objective.name]
      ?? Entry(
        objective: objective, ledger: BudgetLedger(for: objective.window.usualLength), readUpTo: nil,
        workedOutAt: now, view: ObjectiveView(objective, at: now))
    entry.workedOutAt = now
    // Where reading fails it is tried again at this pace.
    entries[objective.name] = entry
    let (start, _) = objective.window.bounds(at: now)
    let reader = LedgerReader(objective: objective, source: source)
    entry.readUpTo = try reader.read(from: entry.readUpTo ?? start, to: now, into: &entry.ledger)
    entry.ledger.forget(before: start)
    entry.view = entry.figures(at: now)
    entry.view.rates = try reader.rates(at: now)
    entries[objective.name] = entry
  }
}

extension ObjectiveKeeper.Entry {
  fileprivate func figures(at now: Instant) -> ObjectiveView {
    var view = ObjectiveView(objective, at: now)
    view.budget = ledger.budget(of: objective, at: now)
    let period = view.to - view.from
    let isKnown = view.budget.indicator != nil && view.budget.seen >= ObjectiveView.leastSeen(of: period)
    guard isKnown else { return view }
    view.standing = view.budget.isSpent ? .spent : .kept
    view.forecast = ledger.forecast(of: objective, at: now)
    view.burnDown = ledger.burnDown(of: objective, at: now, points: ObjectiveKeeper.points)
    return view
  }
}

/// Reads what the rules of an objective have recorded.
private struct LedgerReader {
  let objective: Objective
  let source: any SeriesSource

  private func selector(_ metric: String) -> Selector {
    // The name of an objective has no sign that a matcher could stumble over.
    Selector(
      metric: metric,
      matchers: Matcher(ObjectiveSeries.label, .equal, objective.name).map { [$0] } ?? [])
  }

  /// Puts what was recorded between two times into the ledger. Returns up to when there was anything, so that what
  /// another process records meanwhile is not passed over.
  func read(from start: Instant, to now: Instant, into ledger: inout BudgetLedger) throws(QueryFault)
    -> Instant
  {
    // Whole hours of long ago are there as sums; nothing is found in them that is newer than they are.
    let hour = now.rounded(downTo: .hours(1))
    var found = start
    if ledger.isEmpty, ledger.grain >= .hours(1) {
      let first = try beginning(from: start.rounded(downTo: .hours(1)), to: hour)
      found = max(found, try add(from: first, to: hour, &ledger))
      found = max(found, try add(from: hour, to: now, &ledger))
    } else {
      found = try add(from: start, to: now, &ledger)
    }
    // What has told nothing for long is not read again from its beginning.
    return max(found, now - Head.lookback)
  }

  /// The start of the hour in which a window has its first look. Sums by the hour stand for all of a window only where
  /// they reach back to its start; where finer ones go over into them part of an hour is lost.
  private func beginning(from start: Instant, to end: Instant) throws(QueryFault) -> Instant {
    guard start < end else { return start }
    let found = try source.samples(
      selector(ObjectiveSeries.looks), after: start, upTo: end, hints(start, end))
    guard let first = found.compactMap({ $0.samples.first?.at }).min() else { return end }
    return max(start, (first - .milliseconds(1)).rounded(downTo: .hours(1)))
  }

  private func hints(_ start: Instant, _ end: Instant) -> SelectionHints {
    var hints = SelectionHints(start: end, end: end)
    (hints.range, hints.function) = (end - start, "sum_over_time")
    return hints
  }

  private func add(from start: Instant, to end: Instant, _ ledger: inout BudgetLedger) throws(QueryFault)
    -> Instant
  {
    guard start < end else { return start }
    var newest = start
    let parts: [(String, WritableKeyPath<BudgetTally, Double>)] = [
      (ObjectiveSeries.bad, \.bad), (ObjectiveSeries.total, \.total), (ObjectiveSeries.looks, \.looks),
    ]
    for (metric, part) in parts {
      for series in try source.samples(selector(metric), after: start, upTo: end, hints(start, end)) {
        for sample in series.samples where !sample.value.isNaN {
          var tally = BudgetTally()
          tally[keyPath: part] = sample.value
          ledger.add(tally, at: sample.at)
          if part == \BudgetTally.looks { newest = max(newest, sample.at) }
        }
      }
    }
    return newest
  }

  /// How fast the budget goes now, by window.
  func rates(at now: Instant) throws(QueryFault) -> [BurnRate] {
    var rates: [BurnRate] = []
    for window in BurnAlert.windows {
      let wanted = selector(ObjectiveSeries.errorRatio(over: window))
      let found = try source.instant(wanted, at: now, lookback: Head.lookback)
      guard let ratio = found.first?.samples.last?.value, !ratio.isNaN else { continue }
      rates.append(
        BurnRate(
          window: window, value: BurnRate.rate(errorRatio: ratio, allowance: objective.allowance),
          limit: objective.limit(of: window)))
    }
    return rates
  }
}
