import Basics
import Model
import Monitoring
import Simulation
import Store
import Telemetry
import Testing

@testable import Engine

@Suite struct ObjectiveTests {
  private func view(_ name: String, in snapshot: Snapshot) throws -> ObjectiveView {
    try #require(snapshot.objective(name))
  }

  @Test func `a calm fleet keeps its objectives, once enough was seen`() throws {
    var world = try World(.calm, nodes: 3)
    for _ in 0..<20 { world.pass() }
    #expect(try view("nodes-answer", in: world.snapshot).standing == .unknown)
    for _ in 0..<30 { world.pass() }
    let kept = try view("nodes-answer", in: world.snapshot)
    #expect(kept.standing == .kept && kept.fault == nil && kept.alerts.isEmpty)
    #expect(kept.budget.left == 1 && kept.budget.indicator == 1)
    #expect(kept.forecast == .unknown || kept.forecast == .notAtThisRate)
    #expect(kept.provenance == .simulated)
    #expect(kept.rates.contains { $0.window == .hours(1) && $0.value == 0 && $0.limit == 13.44 })
    #expect(
      world.snapshot.objectives.allSatisfy { $0.fault == nil }, "\(world.snapshot.objectives.map(\.fault))")
    #expect(try view("sources-answer", in: world.snapshot).standing == .unknown)
  }

  @Test func `a region that goes burns the budget of those that answer, and its alert belongs to it`() throws
  {
    var world = try World(.outage, nodes: 16)
    for _ in 0..<60 { world.pass() }
    let burning = try view("nodes-answer", in: world.snapshot)
    #expect(burning.standing == .burning && burning.severity == .act)
    #expect(burning.budget.left < 1 && burning.budget.used > 0)
    let alert = try #require(burning.alerts.first.flatMap { world.snapshot.alert($0) })
    #expect(alert.alert.rule == "nodes-answer-burn-fast" && alert.alert.severity == .act)
    #expect(alert.alert.labels["objective"] == "nodes-answer")
    #expect(world.snapshot.objectives.first?.objective.name == "nodes-answer")
  }

  @Test func `the rules that are made of objectives are not listed among those people wrote`() throws {
    var world = try World(.calm, nodes: 2)
    #expect(!world.pass().rules.contains { $0.name.contains("burn") || $0.group.contains("objective") })
  }

  @Test func `who looks on sees the same budgets`() throws {
    var world = try World(.outage, nodes: 8)
    for _ in 0..<60 { world.pass() }
    let visitor = Engine(store: world.store, configuration: World.configuration, purpose: .visit)
    let beat = Beat(pid: 200, boot: "test", uptime: .hours(2))
    var seen = visitor.advance(to: world.now, beat: beat)
    while visitor.isRecollecting { seen = visitor.advance(to: world.now, beat: beat) }
    for view in world.snapshot.objectives {
      let theirs = try self.view(view.objective.name, in: seen)
      #expect(theirs.budget == view.budget, "\(view.objective.name)")
      #expect(theirs.standing == view.standing && theirs.rates == view.rates)
    }
  }

  @Test func `a clock set back counts nothing twice`() throws {
    var world = try World(.calm, nodes: 2)
    for _ in 0..<100 { world.pass() }
    world.pass(stepping: .minutes(-10))
    for _ in 0..<40 { world.pass() }
    let looks = try view("nodes-answer", in: world.snapshot).budget.tally.looks
    #expect(looks <= Double((world.now - World.start).milliseconds / 30_000) + 1)
  }
}

/// An objective over a week, of which the samples themselves are kept for two hours.
@Suite struct LongObjectiveTests {
  private static let start = Instant(rfc3339: "2026-03-14T09:00:00Z")!
  private static let beat = Beat(pid: 1, boot: "test", uptime: .hours(1))
  private static let layout = Layout([Layout.Column("good"), Layout.Column("all")])
  private static let text = """
    {"apiVersion": "openslo/v1", "kind": "SLO", "metadata": {"name": "week"},
     "spec": {"service": "s", "budgetingMethod": "Occurrences", "objectives": [{"target": 0.9}],
      "timeWindow": [{"duration": "7d", "isRolling": true}],
      "indicator": {"spec": {"ratioMetric": {"counter": false,
        "good": {"metricSource": {"type": "Prometheus", "spec": {"query": "good"}}},
        "total": {"metricSource": {"type": "Prometheus", "spec": {"query": "all"}}}}}}}}
    """

  private func engine(_ store: Store) throws -> Engine {
    let objectives = try ObjectiveFile.objectives(Array(Self.text.utf8), name: "slo.json")
    var configuration = Configuration(rules: try Objective.rules(of: objectives))
    configuration.objectives = objectives
    (configuration.retention.raw, configuration.retention.minute) = (.hours(2), .hours(4))
    return Engine(store: store, configuration: configuration)
  }

  private func step(_ engine: Engine, _ index: Int) -> Snapshot {
    let now = Self.start + .minutes(5) * Int64(index)
    let good: Double = index % 20 == 0 ? 7 : 10
    let scrape = Scrape(source: ["instance": "a"], at: now, layout: Self.layout, values: [good, 10])
    return engine.advance(to: now, beat: Self.beat, taking: [.scrape(scrape)])
  }

  @Test func `a restart reads the budget of days back from what is summed up`() throws {
    let store = try Store()
    let first = try engine(store)
    var before = try #require(step(first, 0).objectives.first)
    for index in 1...600 { before = try #require(step(first, index).objectives.first) }
    #expect(abs(before.budget.tally.total - 6_000) <= 20, "\(before.budget.tally)")
    #expect(before.budget.tally.bad >= 87, "\(before.budget.tally)")
    first.stop(beat: Self.beat)
    let second = try engine(store)
    var after: ObjectiveView?
    for _ in 0..<4 {
      after = second.advance(to: Self.start + .minutes(3_000), beat: Self.beat).objectives.first
    }
    let found = try #require(after)
    // The look of five minutes in which the store was handed over may be missing.
    #expect(before.budget.tally.total - found.budget.tally.total <= 10)
    #expect(abs(found.budget.tally.bad - before.budget.tally.bad) < 1e-6)
    #expect(before.budget.tally.looks - found.budget.tally.looks <= 1)
    #expect(found.fault == nil && found.standing == before.standing)
  }
}
