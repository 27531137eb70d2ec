import Basics
import Monitoring
import Telemetry
import Testing

/// The generated rules on scripted series, evaluated as an engine would.
@Suite struct BurnAlertTests {
  private static let layout = Layout([
    Layout.Column("requests_total", ["code": "200"]), Layout.Column("requests_total", ["code": "500"]),
  ])

  /// Plays a service with a request a second, of which a share fails by the minute; nil where nothing is scraped.
  private func played(
    _ text: String = slo(), minutes: Range<Int>, resetAt: Int? = nil, share: (Int) -> Double?
  ) throws -> Rehearsal {
    var rehearsal = try Rehearsal(try objectives(text)[0])
    var (good, bad) = (1_000.0, 50.0)
    for half in (minutes.lowerBound * 2)..<(minutes.upperBound * 2) {
      let at = rehearsal.start + .seconds(Int64(half) * 30)
      if half == resetAt.map({ $0 * 2 }) { (good, bad) = (0, 0) }
      let failing = share(half >> 1)
      good += 30 * (1 - (failing ?? 0))
      bad += 30 * (failing ?? 0)
      try rehearsal.step(at, failing == nil ? nil : Self.layout, [good, bad])
    }
    return rehearsal
  }

  @Test func `a total outage pages within a minute, and is over when the short window is clean`() throws {
    let brief = try played(minutes: -62..<10) { (0..<2).contains($0) ? 1 : 0 }.told
    #expect(brief == ["firing web-burn-fast 30s", "resolved web-burn-fast 6m"])
    // Ten minutes are 23 % of the budget, so the condition of 6 hours and 30 minutes holds too.
    let long = try played(minutes: -62..<45) { (0..<10).contains($0) ? 1 : 0 }.told
    #expect(
      long.filter { $0.contains("fast") } == ["firing web-burn-fast 30s", "resolved web-burn-fast 39m"])
  }

  @Test func `just over the limit of an hour pages when the hour is full, and just under it never does`()
    throws
  {
    // 14.4 times what 99.9 % allows.
    let over = try played(minutes: -62..<62) { $0 >= 0 ? 0.0146 : 0 }.told
    #expect(over.count == 1 && over[0].hasPrefix("firing web-burn-fast 5"), "\(over)")
    #expect(try played(minutes: -62..<62) { $0 >= 0 ? 0.0142 : 0 }.told == [])
  }

  @Test func `a slow burn is a ticket and no page`() throws {
    // 5.9 times too fast: under 6 for 6 hours, and 3 times a day's budget share after half a day.
    let goal = #"{"target": 0.999, "timeSliceWindow": "5m"}"#
    var rehearsal = try Rehearsal(try objectives(slo(method: "RatioTimeslices", goal: goal))[0])
    for minute in 0..<750 {
      let counted = Double(minute) * 60
      try rehearsal.step(
        rehearsal.start + .minutes(Int64(minute)), Self.layout, [counted * 0.9941, counted * 0.0059])
    }
    #expect(rehearsal.told == ["firing web-burn-slow 12h15m"])
  }

  @Test func `what keeps to its objective is never told of`() throws {
    #expect(try played(minutes: 0..<120) { _ in 0.0005 }.told == [])
  }

  @Test func `a counter that starts anew is not an outage`() throws {
    #expect(try played(minutes: 0..<90, resetAt: 45) { _ in 0.0005 }.told == [])
  }

  @Test func `a gap in the data neither fires nor burns`() throws {
    let rehearsal = try played(minutes: 0..<120) { (40..<80).contains($0) ? nil : 0 }
    #expect(rehearsal.told == [])
    let end = rehearsal.start + .minutes(120)
    #expect(rehearsal.ledger.tally(from: .epoch, to: end).bad == 0)
    // Half an hour and more of the two hours was not seen.
    #expect(rehearsal.ledger.tally(from: .epoch, to: end).looks < 180)
  }

  @Test func `no traffic is no burn`() throws {
    var rehearsal = try Rehearsal(try objectives(slo())[0])
    for half in 0..<60 {
      try rehearsal.step(rehearsal.start + .seconds(Int64(half) * 30), Self.layout, [1_000, 50])
    }
    let end = rehearsal.start + .minutes(30)
    #expect(rehearsal.told == [])
    #expect(rehearsal.ledger.tally(from: .epoch, to: end).total == 0)
    #expect(rehearsal.ledger.tally(from: .epoch, to: end).looks > 50)
  }

  @Test func `errors before the first error are none`() throws {
    var rehearsal = try Rehearsal(try objectives(slo())[0])
    let layout = Layout([Layout.Column("requests_total", ["code": "200"])])
    for half in 0..<30 {
      try rehearsal.step(rehearsal.start + .seconds(Int64(half) * 30), layout, [Double(half) * 30])
    }
    let tally = rehearsal.ledger.tally(from: .epoch, to: rehearsal.start + .minutes(15))
    #expect(tally.bad == 0 && tally.total > 20)
  }

  @Test func `with a target of 100 % the first failure pages`() throws {
    let text = slo(goal: #"{"target": 1}"#)
    let told = try played(text, minutes: 0..<40) { $0 == 20 ? 0.01 : 0 }.told
    #expect(told.first?.hasPrefix("firing web-burn-fast 20m") == true, "\(told)")
  }

  @Test func `what was recorded sums up to the events there were`() throws {
    let rehearsal = try played(minutes: 0..<120) { (30..<60).contains($0) ? 0.1 : 0 }
    let budget = rehearsal.ledger.budget(
      of: try objectives(slo())[0], at: rehearsal.start + .minutes(120))
    #expect(abs(budget.badEvents - 180) < 1, "\(budget.badEvents)")
    #expect(abs(budget.events - 7_200) < 200, "\(budget.events)")
  }

  @Test func `the names of what is made are those of a Prometheus rule file`() throws {
    let groups = try Objective.rules(of: try objectives(slo()))
    #expect(groups.map(\.name) == ["objective: web", "objective: web, long"])
    #expect(groups.map(\.interval) == [.seconds(30), .minutes(2)])
    #expect(groups.flatMap(\.rules).map(\.name) == ["web-burn-fast", "web-burn-slow"])
    #expect(groups.flatMap(\.rules).map(\.severity) == [.act, .watch])
    let recorded = groups.flatMap(\.steps).compactMap {
      if case .recording(let rule) = $0 { rule.name } else { nil }
    }
    #expect(
      recorded == [
        "objective:total:events", "objective:bad:events", "objective:looks:count", "objective:error:ratio5m",
        "objective:error:ratio30m", "objective:error:ratio1h", "objective:error:ratio2h",
        "objective:error:ratio6h", "objective:error:ratio1d", "objective:error:ratio3d",
      ])
  }
}
