import Basics
import Model
import Monitoring
import Store
import Telemetry
import Testing

@testable import Engine

/// An engine with rules of the test's own, to which instances say how high their load is.
struct RuleRun {
  let store: Store
  private let groups: [AlertRule.Group]
  private(set) var engine: Engine
  private(set) var snapshot: Snapshot
  private(set) var now = Self.start - Self.step
  private var uptime = Span.hours(1)

  static let start = Instant(rfc3339: "2026-03-14T09:00:00Z")!
  static let step = Span.seconds(15)
  private static let layout = Layout([Layout.Column("load")])

  init(_ rules: String, store: Store? = nil) throws {
    let text = #"{"groups": [{"name": "g", "interval": "15s", "rules": [\#(rules)]}]}"#
    groups = try RuleFile.groups(Array(text.utf8), name: "rules.json")
    self.store = try store ?? Store()
    engine = Engine(store: self.store, configuration: Configuration(rules: groups))
    snapshot = engine.advance(to: now, beat: Beat(pid: 1, boot: "test", uptime: uptime))
  }

  private var beat: Beat { Beat(pid: 1, boot: "test", uptime: uptime) }

  /// Lets an interval pass, at whose end instances say how high their load is. Who says nothing is gone.
  mutating func pass(_ loads: [String: Double], after span: Span = step, stepping step: Span = .zero) {
    now = now + span + step
    uptime = uptime + span
    let known = Set(engine.head.sourceLabels.filter { !$0.areMarked }.map { $0["instance"] })
    let told = step == .zero ? [] : [Observation.clockStep(step)]
    let scrapes = known.union(loads.keys).sorted().map { instance in
      let load = loads[instance]
      return Observation.scrape(
        Scrape(
          source: ["instance": instance], at: now, layout: load == nil ? Layout([]) : Self.layout,
          values: load.map { [$0] } ?? []))
    }
    snapshot = engine.advance(to: now, beat: beat, taking: told + scrapes)
  }

  /// The same house after its program was started again, on the same store.
  mutating func restart(after gap: Span = .zero) {
    engine.stop(beat: beat)
    now = now + gap
    uptime = uptime + gap
    engine = Engine(store: store, configuration: Configuration(rules: groups))
    snapshot = engine.advance(to: now, beat: beat)
    snapshot = engine.advance(to: now, beat: beat)
  }

  /// The states of the alerts of an instance, or of a rule where no instance is named.
  func state(_ instance: String) -> Alert.State? {
    snapshot.alerts.first { $0.alert.labels["instance"] == instance }?.alert.state
  }

  func view(_ rule: String) -> AlertView? { snapshot.alerts.first { $0.alert.rule == rule } }

  /// What a query comes to now, as text, each sample `labels value`.
  func answer(_ expression: String) throws -> [String] {
    guard
      case .vector(let samples) = try Evaluator(engine.series, at: now).value(of: Parser.parse(expression))
    else {
      return []
    }
    return samples.map { "\($0.labels) \($0.value)" }.sorted()
  }
}
