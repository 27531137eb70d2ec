import Basics
import Monitoring
import Testing

@Suite struct ErrorBudgetTests {
  private static let start = Instant(rfc3339: "2026-03-01T00:00:00Z")!

  private func objective(_ goal: String = #"{"target": 0.999}"#, _ window: String? = nil) throws -> Objective
  {
    try objectives(slo(window: window ?? #"{"duration": "30d", "isRolling": true}"#, goal: goal))[0]
  }

  /// A ledger in which every half minute has an event a second, of which a share is bad.
  private func ledger(_ hours: Int, bad: (Int) -> Double?) -> BudgetLedger {
    var ledger = BudgetLedger(for: .days(30))
    for look in 1...(hours * 120) {
      guard let share = bad((look - 1) / 120) else { continue }
      ledger.add(BudgetTally(bad: share, total: 1, looks: 1), at: Self.start + .seconds(Int64(look) * 30))
    }
    return ledger
  }

  @Test func `an hour at a burn rate of 14.4 uses up 2 % of a budget of 30 days`() throws {
    let ledger = ledger(720) { $0 == 300 ? 0.0144 : 0 }
    let budget = ledger.budget(of: try objective(), at: Self.start + .days(30))
    #expect(abs(budget.used - 0.02) < 1e-9)
    #expect(abs(budget.left - 0.98) < 1e-9)
    #expect(budget.coverage == 1)
    #expect(budget.allowedTime == .minutes(43) + .milliseconds(12_000))
    #expect(abs((budget.allowedEvents ?? 0) - 2_592) < 1e-6)
    #expect(abs((budget.eventsLeft ?? 0) - 2_540.16) < 1e-6)
  }

  @Test
  func
    `the first hour alone uses up as much, since the rest of the window is taken to have the same traffic`()
    throws
  {
    let budget = ledger(1) { _ in 0.0144 }.budget(of: try objective(), at: Self.start + .hours(1))
    #expect(abs(budget.used - 0.02) < 1e-9)
    #expect(abs(budget.coverage - 1.0 / 720) < 1e-12)
  }

  @Test func `what falls out of a rolling window is forgiven`() throws {
    let ledger = ledger(1_000) { $0 == 0 ? 1 : 0 }
    let objective = try objective()
    #expect(ledger.budget(of: objective, at: Self.start + .hours(720)).used > 1)
    #expect(ledger.budget(of: objective, at: Self.start + .hours(721)).used == 0)
  }

  @Test func `a gap spends nothing and counts as not seen`() throws {
    let ledger = ledger(720) { (100..<460).contains($0) ? nil : $0 == 0 ? 0.0144 : 0 }
    let budget = ledger.budget(of: try objective(), at: Self.start + .days(30))
    #expect(abs(budget.coverage - 0.5) < 1e-9)
    #expect(abs(budget.used - 0.02) < 1e-9)
    #expect(budget.seen == .days(15))
  }

  @Test func `no traffic is no burn`() throws {
    var ledger = BudgetLedger(for: .days(30))
    ledger.add(BudgetTally(bad: 0, total: 0, looks: 1), at: Self.start)
    let budget = ledger.budget(of: try objective(), at: Self.start)
    #expect(budget.indicator == nil)
    #expect(budget.used == 0)
    #expect(budget.allowedEvents == nil)
  }

  @Test func `a target of 100 % is spent by the first bad event`() throws {
    let objective = try objective(#"{"target": 1}"#)
    #expect(ledger(2) { _ in 0 }.budget(of: objective, at: Self.start + .hours(2)).left == 1)
    let budget = ledger(2) { $0 == 1 ? 1e-6 : 0 }.budget(of: objective, at: Self.start + .hours(2))
    #expect(budget.isSpent && budget.left == 0)
  }

  @Test func `a calendar month starts afresh on its first day, in its zone`() throws {
    let window =
      #"{"duration": "1M", "isRolling": false, "calendar": {"startTime": "2026-01-01 00:00:00", "timeZone": "+08:00"}}"#
    let objective = try objective(#"{"target": 0.99}"#, window)
    let ledger = ledger(800) { $0 < 24 ? 1 : 0 }
    let turn = try #require(Instant(rfc3339: "2026-04-01T00:00:00+08:00"))
    let before = ledger.budget(of: objective, at: turn - .seconds(1))
    #expect(before.period == .days(31))
    #expect(before.used > 3 && before.isSpent)
    #expect(ledger.budget(of: objective, at: turn + .hours(1)).used == 0)
  }

  @Test func `a budget burns down through the window to what is left`() throws {
    let ledger = ledger(720) { $0 < 360 ? 0 : 0.001 }
    let line = ledger.burnDown(of: try objective(), at: Self.start + .days(30), points: 4)
    #expect(zip(line, [1, 1, 0.75, 0.5] as [Float]).allSatisfy { abs($0 - $1) < 0.01 }, "\(line)")
    let young = ledger.burnDown(of: try objective(), at: Self.start + .days(15), points: 4)
    #expect(young.prefix(2).allSatisfy(\.isNaN) && young.suffix(2) == [1, 1], "\(young)")
  }
}

@Suite struct BudgetForecastTests {
  private static let start = Instant(rfc3339: "2026-03-01T00:00:00Z")!

  private func forecast(_ hours: Int, window: String? = nil, bad: (Int) -> Double) throws -> BudgetForecast {
    let objective = try objectives(slo(window: window ?? #"{"duration": "30d", "isRolling": true}"#))[0]
    var ledger = BudgetLedger(for: .days(30))
    for look in 1...(hours * 120) {
      ledger.add(
        BudgetTally(bad: bad((look - 1) / 120), total: 1, looks: 1),
        at: Self.start + .seconds(Int64(look) * 30))
    }
    return ledger.forecast(of: objective, at: Self.start + .hours(Int64(hours)))
  }

  @Test func `an even burn of 10 after a quiet month ends after three days`() throws {
    guard case .at(let time, let earliest, let latest) = try forecast(744, bad: { $0 < 720 ? 0 : 0.01 })
    else {
      Issue.record("no end was told")
      return
    }
    // A day of it used 24 of the 72 hours that a burn of 10 takes.
    let left = (time - (Self.start + .hours(744))).seconds / 3_600
    #expect(abs(left - 48) < 1, "\(left) h")
    #expect(earliest <= time && latest ?? time >= time)
    #expect((time - earliest) < .hours(3))
  }

  @Test func `an uneven burn has a wide interval`() throws {
    let spread = try forecast(744) { $0 < 720 ? 0 : $0 % 2 == 0 ? 0.02 : 0 }
    guard case .at(let time, let earliest, let latest?) = spread else {
      Issue.record("no end was told: \(spread)")
      return
    }
    #expect(earliest + .hours(8) < time && time + .hours(8) < latest)
  }

  @Test func `a burn below 1 never ends a rolling budget`() throws {
    #expect(try forecast(720) { _ in 0.0008 } == .notAtThisRate)
    #expect(try forecast(720) { _ in 0 } == .notAtThisRate)
  }

  @Test func `a calendar window that ends before the budget does is safe`() throws {
    let month =
      #"{"duration": "1M", "isRolling": false, "calendar": {"startTime": "2026-01-01 00:00:00", "timeZone": "UTC"}}"#
    #expect(try forecast(700, window: month) { $0 < 690 ? 0 : 0.002 } == .notAtThisRate)
    guard case .at = try forecast(100, window: month, bad: { _ in 0.002 }) else {
      Issue.record("no end was told")
      return
    }
  }

  @Test func `a spent budget is told as such, and little data as nothing`() throws {
    #expect(try forecast(2) { _ in 1 } == .spent)
    #expect(try forecast(2) { _ in 0.001 } == .unknown)
  }
}
