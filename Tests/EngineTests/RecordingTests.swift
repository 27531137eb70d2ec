import Basics
import Model
import Monitoring
import Store
import Telemetry
import Testing

@testable import Engine

@Suite struct RecordingTests {
  private static let start = Instant(rfc3339: "2026-03-14T09:00:00Z")!
  private static let layout = Layout([Layout.Column("load"), Layout.Column("limit")])

  private func engine(_ rules: String, store: Store) throws -> Engine {
    let text = #"{"groups": [{"name": "g", "interval": "15s", "rules": [\#(rules)]}]}"#
    let groups = try RuleFile.groups(Array(text.utf8), name: "rules.json")
    return Engine(store: store, configuration: Configuration(rules: groups))
  }

  /// Lets steps of 15 seconds pass; at each every instance says how high its load is.
  private func run(_ engine: Engine, _ steps: [[String: Double]]) -> Snapshot {
    var snapshot = step(engine, -1, [:])
    for (index, loads) in steps.enumerated() { snapshot = step(engine, Int64(index), loads) }
    return snapshot
  }

  private func step(_ engine: Engine, _ index: Int64, _ loads: [String: Double]) -> Snapshot {
    let now = Self.start + .seconds(15) * index
    let scrapes = loads.sorted { $0.key < $1.key }.map { instance, load in
      Observation.scrape(
        Scrape(source: ["instance": instance], at: now, layout: Self.layout, values: [load, 10]))
    }
    return engine.advance(
      to: now, beat: Beat(pid: 1, boot: "test", uptime: .hours(1)), taking: scrapes)
  }

  private func series(_ metric: String, _ engine: Engine) -> [Labels: [Double]] {
    let found = engine.head.range(
      Selector(metric: metric), after: Self.start - .hours(1), upTo: Self.start + .hours(1))
    return Dictionary(found.map { ($0.labels, $0.samples.map(\.value)) }) { $0 + $1 }
  }

  @Test func `results are series with exactly the labels of the result and the rule`() throws {
    let engine = try engine(
      #"{"record": "load:share", "expr": "load / limit", "labels": {"team": "core"}}"#, store: try Store())
    _ = run(engine, [["a": 1, "b": 2], ["a": 3, "b": 4]])
    #expect(
      series("load:share", engine) == [
        ["__name__": "load:share", "instance": "a", "team": "core"]: [0.1, 0.3],
        ["__name__": "load:share", "instance": "b", "team": "core"]: [0.2, 0.4],
      ])
  }

  @Test func `each rule sees what those before it recorded at the same time`() throws {
    let engine = try engine(
      """
      {"record": "one", "expr": "sum(load)"}, {"record": "two", "expr": "one * 2"},
      {"alert": "High", "expr": "two > 5"}
      """, store: try Store())
    let snapshot = run(engine, [["a": 1, "b": 2]])
    #expect(series("two", engine) == [["__name__": "two"]: [6]])
    #expect(snapshot.alerts.map(\.alert.rule) == ["High"])
    #expect(snapshot.rules.map(\.name) == ["one", "two", "High"])
    #expect(snapshot.rules.allSatisfy { $0.fault == nil })
  }

  @Test func `a series that has no result any more has ended`() throws {
    let engine = try engine(#"{"record": "high", "expr": "load > 5"}"#, store: try Store())
    _ = run(engine, [["a": 7, "b": 8], ["a": 9, "b": 1]])
    let now = Self.start + .seconds(15)
    let found = engine.head.instant(Selector(metric: "high"), at: now)
    #expect(found.map(\.labels) == [["__name__": "high", "instance": "a"]])
    _ = step(engine, 2, ["a": 1, "b": 1])
    #expect(engine.head.instant(Selector(metric: "high"), at: now + .seconds(15)).isEmpty)
  }

  @Test func `a series recorded twice at one time is refused and told`() throws {
    let engine = try engine(
      #"{"record": "r", "expr": "load"}, {"record": "r", "expr": "load * 2"}"#, store: try Store())
    let snapshot = run(engine, [["a": 1]])
    #expect(series("r", engine) == [["__name__": "r", "instance": "a"]: [1]])
    let told = snapshot.rules.map(\.fault)
    #expect(told == [nil, #"the series r{instance="a"} is recorded twice"#])
  }

  @Test func `what is recorded is in the store, and no source for people to look at`() throws {
    let store = try Store()
    let first = try engine(#"{"record": "r", "expr": "load"}"#, store: store)
    let snapshot = run(first, [["a": 1], ["a": 2]])
    #expect(!snapshot.sources.contains { $0.name.contains("rule") })
    #expect(snapshot.nodes.isEmpty)
    first.stop(beat: Beat(pid: 1, boot: "test", uptime: .hours(1)))
    let second = try engine(#"{"record": "r", "expr": "load"}"#, store: store)
    for index in Int64(2)...4 { _ = step(second, index, ["a": Double(index)]) }
    #expect(series("r", second)[["__name__": "r", "instance": "a"]]?.starts(with: [1, 2]) == true)
  }

  @Test func `the series of a rule that is taken away end`() throws {
    let engine = try engine(#"{"record": "r", "expr": "load"}"#, store: try Store())
    _ = run(engine, [["a": 1], ["a": 2]])
    let now = Self.start + .seconds(30)
    #expect(engine.head.instant(Selector(metric: "r"), at: now).count == 1)
    engine.use(Configuration())
    _ = step(engine, 2, [:])
    #expect(engine.head.instant(Selector(metric: "r"), at: now).isEmpty)
  }

  @Test func `a rule that cannot be worked out says so, and is well again after`() throws {
    let engine = try engine(#"{"record": "r", "expr": "load / on() limit"}"#, store: try Store())
    let broken = run(engine, [["a": 1, "b": 2]])
    #expect(broken.rules.first?.fault?.contains("found duplicate series") == true)
  }
}
