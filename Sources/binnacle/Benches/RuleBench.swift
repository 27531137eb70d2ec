import Basics
import Engine
import Model
import Monitoring
import Simulation
import Store
import Telemetry

extension Bench {
  static let alertRules = Bench(
    name: "rules", about: "one evaluation of 100 rules of the usual kinds over 10 000 nodes, all in memory"
  ) { options in
    do throws(StoreFault) { return try RuleBench(nodes: 10_000).lines } catch {
      return [error.sentence.english]
    }
  }
}

/// Steps of an engine in which rules are due, beside steps in which none is.
private struct RuleBench {
  private(set) var lines: [String] = []
  private static let interval = Span.seconds(15)

  init(nodes: Int) throws(StoreFault) {
    var configuration = Configuration(rules: Self.rules, keepsScrapes: false)
    configuration.zone = .utc
    let engine = Engine(store: try Store(), configuration: configuration)
    var now = SampleScene.now.rounded(downTo: Self.interval) - .seconds(1)
    var fleet = SimulatedFleet(.rush, nodes: nodes, start: now)
    let beat = Beat(pid: 1, boot: "bench", uptime: .hours(1))
    var (due, idle, snapshot): ([Double], [Double], Snapshot?) = ([], [], nil)
    for round in 0..<16 {
      _ = engine.advance(to: now, beat: beat, taking: fleet.observations(at: now))
      let start = Stopwatch.threadMicroseconds
      snapshot = engine.advance(to: now + .seconds(1), beat: beat)
      let middle = Stopwatch.threadMicroseconds
      _ = engine.advance(to: now + .seconds(2), beat: beat)
      // Rates want a history before they are what they will be.
      if round >= 8 {
        due.append(middle - start)
        idle.append(Stopwatch.threadMicroseconds - middle)
      }
      now = now + Self.interval
    }
    lines = [Self.line("a step with rules due", due), Self.line("a step without", idle), Self.said(snapshot)]
  }

  private static func line(_ name: String, _ times: [Double]) -> String {
    let sorted = times.sorted()
    return Stopwatch.line(name, (sorted[0], sorted[sorted.count / 2]))
  }

  private static func said(_ snapshot: Snapshot?) -> String {
    let faults = snapshot?.rules.count { $0.fault != nil } ?? 0
    let firing = snapshot?.alerts.count { $0.alert.state == .firing } ?? 0
    return
      "\(snapshot?.rules.count ?? 0) rules, \(faults) failing, \(snapshot?.alerts.count ?? 0) alerts, \(firing) firing"
  }

  /// Ten kinds of condition, each with ten thresholds.
  private static let kinds = [
    "node_load1 > %", "1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes > 0.9%",
    "node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.0%",
    "rate(node_pressure_cpu_waiting_seconds_total[2m]) > 0.9%",
    "1 - avg by (instance) (rate(node_cpu_seconds_total{mode=\"idle\"}[2m])) > 0.9%",
    "rate(node_network_receive_bytes_total[1m]) > 1e8 * (%)",
    "predict_linear(node_filesystem_avail_bytes[2m], 3600) < -%",
    "increase(node_vmstat_oom_kill[2m]) > %",
    "rate(node_netstat_Tcp_RetransSegs[2m]) / rate(node_netstat_Tcp_OutSegs[2m]) > 0.0%",
    "sum by (region) (node_load5) / count by (region) (node_load5) > %",
  ]

  private static let rules: [AlertRule.Group] = {
    var rules: [JSONValue] = []
    for (place, kind) in kinds.enumerated() {
      for level in 1...10 {
        rules.append([
          "alert": .text("Kind\(place)Level\(level)"), "for": "30s",
          "expr": .text(kind.replacing("%", with: String(level + 2))),
          "labels": ["severity": "warning"],
          "annotations": [
            "summary": "{{ $labels.instance }} has {{ $value | humanize }}",
            "description": "In {{ $labels.region }}: {{ printf \"%.2f\" $value }}",
          ],
        ])
      }
    }
    let file = JSONValue.object([
      ("groups", .array([["name": "bench", "interval": .text(interval.prometheus), "rules": .array(rules)]]))
    ])
    do { return try RuleFile.groups(Array(file.compact.utf8), name: "bench") } catch {
      preconditionFailure("the rules of the bench are wrong: \(error)")
    }
  }()
}
