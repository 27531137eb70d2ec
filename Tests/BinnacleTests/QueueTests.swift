import Basics
import Canvas
import Console
import Engine
import Model
import Monitoring
import Simulation
import Store
import Telemetry
import Testing

@testable import binnacle

/// The queue of what is broken on the screen of alerts, and what one does there.
@MainActor @Suite struct QueueTests {
  private static let start = Instant(rfc3339: "2026-03-14T09:00:00Z")!

  /// Six nodes: one rule fires on all of them, another waits on all of them.
  private static func snapshot() throws -> Snapshot {
    let rules = #"""
      {"groups": [{"name": "test", "rules": [
        {"alert": "Loaded", "expr": "node_load1 > -1", "labels": {"severity": "critical"},
         "annotations": {"summary": "{{ $labels.instance }} is loaded"}},
        {"alert": "Waiting", "expr": "node_load5 > -1", "for": "1h", "labels": {"severity": "warning"},
         "annotations": {"summary": "{{ $labels.instance }} waits"}}]}]}
      """#
    var configuration = Configuration(
      rules: try RuleFile.groups(Array(rules.utf8), name: "test"), keepsScrapes: false)
    (configuration.zone, configuration.policy) = (.utc, .standard)
    let engine = Engine(store: try Store(), configuration: configuration)
    var fleet = SimulatedFleet(.calm, nodes: 6, start: start)
    var snapshot: Snapshot?
    for step in 0...12 {
      let now = start + .seconds(5) * Int64(step)
      let beat = Beat(pid: 1, boot: "test", uptime: .hours(1) + (now - start))
      snapshot = engine.advance(to: now, beat: beat, taking: fleet.observations(at: now))
    }
    return try #require(snapshot)
  }

  private func console(_ language: Language = .english) throws -> Console {
    let snapshot = try Self.snapshot()
    var console = Console(House.setup(language))
    _ = console.update(.snapshot(snapshot), at: snapshot.at)
    _ = console.update(.key(.character("3")), at: snapshot.at)
    return console
  }

  private func rows(_ console: Console, with text: String) -> [Substring] {
    console.frame(Size(width: 200, height: 60)).frame.text.split(separator: "\n").filter { $0.contains(text) }
  }

  @Test func `alerts of an incident are one row with their number, those that wait are one of their own`()
    throws
  {
    let console = try console()
    let fired = rows(console, with: " is loaded").filter { $0.contains("6 nodes") }
    #expect(fired.count == 1 && fired[0].contains("open"))
    let waiting = rows(console, with: " waits").filter { $0.contains("pending") }
    #expect(waiting.count == 1 && waiting[0].contains(" 6 "))
  }

  @Test(arguments: Language.allCases)
  func `the card says since when, how far, who has it and who is told`(language: Language) throws {
    let console = try console(language)
    let phrases = Phrases.of(language)
    for size in [Size(width: 120, height: 40), Size(width: 200, height: 60)] {
      let text = console.frame(size).frame.text.filter { $0 != " " }
      #expect(text.contains("#1"), "\(size)")
      #expect(text.contains("Loaded×6"), "\(size)")
      #expect(text.contains(phrases.routing.nobody), "\(size)")
      #expect(text.contains(phrases.routing.notification), "\(size)")
    }
  }

  @Test func `a key takes on the whole incident`() throws {
    var console = try console()
    guard case .submit(let draft)? = console.update(.key(.character("a")), at: Self.start).first else {
      Issue.record("nothing was ordered")
      return
    }
    #expect(draft.verb == .acknowledge && draft.address == Address(.incident, "1"))
  }

  @Test func `before it is silenced the form says what is caught`() throws {
    var console = try console()
    _ = console.update(.key(.character("x")), at: Self.start)
    let text = console.frame(Size(width: 120, height: 40)).frame.text
    #expect(text.contains("catches 6 alerts now") && text.contains(#"alertname="Loaded""#))
    guard case .submit(let draft)? = console.update(.key(.named(.enter)), at: Self.start).first else {
      Issue.record("nothing was ordered")
      return
    }
    #expect(draft.verb == .silence && draft.address == Address(.incident, "1"))
  }

  @Test func `what is done to a row of many alerts that wait is done to all of them, their number typed`()
    throws
  {
    var console = try console()
    _ = console.update(.key(.character("G")), at: Self.start)
    _ = console.update(.key(.character("a")), at: Self.start)
    var effects: [Effect] = []
    for key in [Key.character("6"), .named(.enter)] { effects += console.update(.key(key), at: Self.start) }
    let orders = effects.compactMap { effect in
      if case .submit(let draft) = effect { draft.address } else { nil }
    }
    #expect(orders.count == 6 && orders.allSatisfy { $0.kind == .alert })
  }

  @Test(arguments: [Size(width: 80, height: 24), Size(width: 200, height: 60)])
  func `each of many that are one row can be opened`(size: Size) throws {
    var console = try console()
    for key in [Key.character("G"), .named(.enter), .named(.tab)] {
      _ = console.update(.key(key), at: Self.start)
      _ = console.frame(size)
    }
    #expect(console.frame(size).frame.text.contains("waits"))
    for key in [Key.character("G"), .named(.enter)] { _ = console.update(.key(key), at: Self.start) }
    let last = try #require(Self.snapshot().alerts.last { $0.alert.rule == "Waiting" })
    let title = try #require(console.frame(size).frame.text.split(separator: "\n").dropFirst(2).first)
    #expect(title.contains(last.alert.summary.english))
  }

  @Test func `an incident is escalated to those who are next, or to somebody`() throws {
    var console = try console()
    _ = console.update(.key(.character("E")), at: Self.start)
    for letter in "mei".unicodeScalars { _ = console.update(.key(.character(letter)), at: Self.start) }
    guard case .submit(let draft)? = console.update(.key(.named(.enter)), at: Self.start).first else {
      Issue.record("nothing was ordered")
      return
    }
    #expect(draft.verb == .escalate && draft.fields["to"] == "mei")
  }

  @Test func `the hand-over note opens in the pager`() throws {
    var console = try console()
    guard case .page(let text)? = console.update(.key(.character("H")), at: Self.start).first else {
      Issue.record("nothing was shown")
      return
    }
    #expect(text.contains("#1") && text.contains("is loaded"))
  }
}
