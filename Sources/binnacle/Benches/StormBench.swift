import Basics
import Canvas
import Console
import Engine
import Model
import Monitoring
import Simulation
import Store
import Telemetry

extension Bench {
  static let storm = Bench(
    name: "storm",
    about: "50,000 alerts within one step: the engine's steps, and keys on the screen of alerts"
  ) { options in
    do throws(StoreFault) { return try StormBench(nodes: 5_000, options).lines } catch {
      return [error.sentence.english]
    }
  }
}

/// Ten rules that begin to hold on all nodes at once.
private struct StormBench {
  private(set) var lines: [String] = []
  private static let size = Size(width: 200, height: 60)

  init(nodes: Int, _ options: Options) throws(StoreFault) {
    var configuration = Configuration(rules: Self.rules, keepsScrapes: false)
    configuration.zone = .utc
    configuration.policy = .standard
    let store = try Store()
    let engine = Engine(store: store, configuration: configuration)
    var now = SampleScene.now
    var fleet = SimulatedFleet(.calm, nodes: nodes, start: now)
    let beat = Beat(pid: 1, boot: "bench", uptime: .hours(1))
    for _ in 0..<3 {
      _ = engine.advance(to: now, beat: beat)
      now = now + .seconds(1)
    }
    var (snapshot, console) = (Snapshot?.none, Console(Console.Setup()))
    var (steps, intakes): ([Double], [Double]) = ([], [])
    for round in 0..<12 {
      let observations = round == 0 ? fleet.observations(at: now) : []
      let start = Stopwatch.threadMicroseconds
      let current = engine.advance(to: now, beat: beat, taking: observations)
      let middle = Stopwatch.threadMicroseconds
      snapshot = nil
      _ = console.update(.snapshot(current), at: now)
      intakes.append(Stopwatch.threadMicroseconds - middle)
      steps.append(middle - start)
      if round == 5 { _ = console.update(.key(.character("3")), at: now) }
      snapshot = current
      now = now + .seconds(1)
    }
    guard let snapshot else { return }
    lines = [Self.line("a step of the engine", steps)]
    lines.append(Self.line("taking a snapshot in, bridge", Array(intakes[..<6])))
    lines.append(Self.line("taking a snapshot in, alerts", Array(intakes[7...])))
    _ = console.update(.key(.character("3")), at: snapshot.at)
    lines.append(Stopwatch.line("a key and its frame, alerts", Self.keys("j", on: console, snapshot)))
    lines.append(Stopwatch.line("a key of a filter", Self.typed("edge", on: console, snapshot)))
    _ = console.update(.key(.named(.enter)), at: snapshot.at)
    lines.append(Stopwatch.line("a key and its frame, incident", Self.keys("j", on: console, snapshot)))
    let kept = try store.alerts().count
    lines.append(
      "\(snapshot.alerts.count) alerts in \(snapshot.incidents.count) incidents, \(kept) in the store")
  }

  private static func keys(_ key: Unicode.Scalar, on console: Console, _ snapshot: Snapshot) -> (
    Double, Double
  ) {
    var console = console
    return Stopwatch.time(41) {
      _ = console.update(.key(.character(key)), at: snapshot.at)
      _ = console.frame(size)
    }
  }

  /// Types a word into the filter, letter by letter.
  private static func typed(_ word: String, on console: Console, _ snapshot: Snapshot) -> (Double, Double) {
    var console = console
    _ = console.update(.key(.character("/")), at: snapshot.at)
    var rest = word.unicodeScalars[...]
    return Stopwatch.time(word.count) {
      guard let letter = rest.popFirst() else { return }
      _ = console.update(.key(.character(letter)), at: snapshot.at)
      _ = console.frame(size)
    }
  }

  private static func line(_ name: String, _ times: [Double]) -> String {
    let sorted = times.sorted()
    return Stopwatch.line(name, (sorted[0], sorted[sorted.count / 2]))
      + "  most \(Figures.fixed((sorted.last ?? 0) / 1_000, 0)) ms"
  }

  private static let rules: [AlertRule.Group] = {
    let rules = (1...10).map { number -> JSONValue in
      [
        "alert": .text("Storm\(number)"), "expr": "node_load1 > -1",
        "labels": ["severity": .text(number > 5 ? "critical" : "warning")],
        "annotations": ["summary": "{{ $labels.instance }} has {{ $value | humanize }}"],
      ]
    }
    let file = JSONValue.object([("groups", .array([["name": "storm", "rules": .array(rules)]]))])
    do { return try RuleFile.groups(Array(file.compact.utf8), name: "bench") } catch {
      preconditionFailure("the rules of the bench are wrong: \(error)")
    }
  }()
}
