import Basics
import Monitoring
import Telemetry

extension Bench {
  static let routing = Bench(
    name: "routing",
    about: "10,000 alerts, half of them sources of one inhibition rule: told, listed, explained"
  ) { _ in
    let start = Instant(seconds: 1_700_000_000)
    let alerts = alerts(10_000, at: start)
    let silences = (0..<100).compactMap { number in
      Matcher("instance", .equal, "node-\(number):9100").map {
        Silence(
          identifier: String(number), matchers: [$0], startsAt: start, endsAt: start + .hours(9), author: "",
          comment: "")
      }
    }
    var dispatcher = Dispatcher(policy)
    let first = Stopwatch.time(3) {
      var fresh = Dispatcher(policy)
      _ = fresh.advance(to: start, alerts: alerts, silences: silences)
    }
    _ = dispatcher.advance(to: start, alerts: alerts, silences: silences)
    var now = start
    let still = Stopwatch.time(20) {
      now = now + .seconds(1)
      _ = dispatcher.advance(to: now, alerts: alerts, changed: [], silences: silences)
    }
    var muted = 0
    let all = Stopwatch.time(20) {
      muted = dispatcher.routings(of: alerts, silences: silences, at: now).values.count { $0.mute != nil }
    }
    let name = alerts.keys.min() ?? ""
    let one = Stopwatch.time(20) {
      _ = dispatcher.routing(of: name, among: alerts, silences: silences, at: now)
    }
    let told = Stopwatch.time(5) {
      var other = dispatcher
      _ = other.advance(to: now + .minutes(1), alerts: alerts, changed: [], silences: silences)
    }
    return [
      Stopwatch.line("all come at once", first), Stopwatch.line("a step in which nothing changes", still),
      Stopwatch.line("all groups told", told),
      Stopwatch.line("list of all, with reasons", all, note: "\(muted) muted"),
      Stopwatch.line("one explained", one),
    ]
  }

  private static func alerts(_ count: Int, at start: Instant) -> [String: Alert] {
    var alerts: [String: Alert] = [:]
    for number in 0..<count {
      let isSource = number < count / 2
      let labels: Labels = [
        "alertname": isSource ? "NodeDown" : "DiskFull", "severity": isSource ? "critical" : "warning",
        "instance": "node-\(number % (count / 2)):9100", "job": "node", "dc": "dc\(number % 7)",
        "team": "t\(number % 20)",
      ]
      var alert = Alert(
        rule: labels["alertname"], labels: labels, state: .firing, severity: .act, activeAt: start, value: 1,
        summary: Bilingual("x"), description: Bilingual(""))
      alert.firedAt = start
      alerts[alert.identifier] = alert
    }
    return alerts
  }

  private static let policy: NotificationPolicy = {
    let text = """
      {route: {receiver: "a", group_by: ["alertname", "dc"], routes: [
         {matchers: ['team="t1"'], receiver: "b", continue: true}, {matchers: ['severity="critical"'], receiver: "b"}]},
       inhibit_rules: [{source_matchers: ['alertname="NodeDown"'], target_matchers: ['alertname="DiskFull"'],
         equal: ['instance', 'job']}],
       receivers: [{name: "a", command_configs: [{command: ["x"]}]}, {name: "b", command_configs: [{command: ["x"]}]}]}
      """
    do { return try PolicyFile.policy(Array(text.utf8), name: "bench") { _ in nil } } catch {
      return .standard
    }
  }()
}
