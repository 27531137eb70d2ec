import Basics
import Glibc
import Monitoring
import Scratch
import Telemetry
import Testing

@testable import Collectors

/// What this program and a real Alertmanager make of each other.
@Suite(.enabled(if: RealAlertmanager.isThere, Comment(rawValue: RealAlertmanager.notice)))
struct RealAlertmanagerTests {
  /// The routing part of a configuration that both programs read as it stands.
  private static let configuration = """
    {"route": {"receiver": "default", "group_by": ["alertname"], "group_wait": "1s", "group_interval": "1s",
       "routes": [{"matchers": ["team=~\\"db|web\\""], "receiver": "team", "continue": true},
                  {"matchers": ["severity=\\"critical\\""], "receiver": "pager"}]},
     "inhibit_rules": [{"source_matchers": ["severity=\\"critical\\""], "target_matchers": ["severity=\\"warning\\""],
       "equal": ["alertname", "instance"]}],
     "time_intervals": [{"name": "office", "time_intervals": [{"weekdays": ["monday:friday"],
       "times": [{"start_time": "09:00", "end_time": "17:00"}], "days_of_month": ["1:5", "-3:-1"]}]}],
     "receivers": [{"name": "default"}, {"name": "team"}, {"name": "pager"}]}
    """

  private let server: RealAlertmanager
  private let remote: RemoteAlertmanager

  init() throws {
    let server = try #require(RealAlertmanager(port: FreePort.unused(), configuration: Self.configuration))
    self.server = server
    remote = try #require(RemoteAlertmanager(server.address, clock: LoopRun.now))
    for _ in 0..<500 {
      do throws(RemoteFault) {
        _ = try remote.alerts()
        return
      } catch { usleep(20_000) }
    }
    Issue.record("it does not answer: \(server.words)")
  }

  private func alert(_ labels: Labels) -> Alert {
    var alert = Alert(
      rule: labels["alertname"], labels: labels, state: .firing,
      severity: Severity(label: labels["severity"]),
      activeAt: LoopRun.now().wall, value: 1, summary: Bilingual(english: "up", chinese: "告警"),
      description: Bilingual(""))
    alert.firedAt = alert.activeAt
    return alert
  }

  /// Asks until the answer is as wanted; the last answer when it never is.
  private func alerts(until isWanted: ([RemoteAlertmanager.Standing]) -> Bool) throws -> [RemoteAlertmanager
    .Standing]
  {
    for _ in 0..<200 {
      let alerts = try remote.alerts()
      if isWanted(alerts) { return alerts }
      usleep(50_000)
    }
    return try remote.alerts()
  }

  @Test func `it takes our alerts, and routes and inhibits them as we do from the same file`() throws {
    let policy = try PolicyFile.policy(Array(Self.configuration.utf8), name: "x") { _ in nil }
    var alerts: [String: Alert] = [:]
    for name in ["a", "b"] {
      for severity in ["critical", "warning", "info"] {
        for team in ["db", "web", "ops"] {
          for instance in ["1", "2"] where name == "a" || instance == "2" || severity != "critical" {
            let made = alert([
              "alertname": name, "severity": severity, "team": team, "instance": instance, "note": "数 \"据\"",
            ])
            alerts[made.identifier] = made
          }
        }
      }
    }
    let now = LoopRun.now().wall
    try remote.push(Array(alerts.values), until: now + AlertmanagerBoard.trust)
    let muting = Muting(policy, alerts: alerts.values, silences: [], at: now, local: .utc)
    func isMuted(_ alert: Alert) -> Bool { muting.mute(of: alert) != nil }
    let muted = alerts.values.count(where: isMuted)
    #expect(muted > 5)
    let theirs = try self.alerts {
      $0.count == alerts.count && $0.count { $0.state == "suppressed" } == muted
    }
    for standing in theirs {
      let ours = try #require(alerts.values.first { $0.labels == standing.labels })
      #expect(isMuted(ours) == (standing.state == "suppressed"), "\(ours.labels)")
      #expect(
        Set(policy.root.matches(ours.labels).map(\.receiver)) == Set(standing.receivers), "\(ours.labels)")
    }
  }

  @Test func `what is over here is over there`() throws {
    var alert = alert(["alertname": "a"])
    let now = LoopRun.now().wall
    try remote.push([alert], until: now + .minutes(4))
    #expect(try alerts { $0.count == 1 }.count == 1)
    alert.state = .resolved
    alert.resolvedAt = LoopRun.now().wall
    try remote.push([alert], until: now + .minutes(4))
    #expect(try alerts(until: \.isEmpty).isEmpty)
  }

  @Test func `a silence of ours is laid there and ended there, and one of theirs is taken over`() throws {
    let now = LoopRun.now().wall
    try remote.push([alert(["alertname": "a"]), alert(["alertname": "b"])], until: now + .minutes(4))
    var exchange = SilenceExchange(mark: "host/1")
    let own = Silence(
      identifier: "7", matchers: [Matcher("alertname", .matches, "a|x")].compactMap { $0 }, startsAt: now,
      endsAt: now + .hours(1), author: "ada", comment: "数据")
    let first = exchange.plan([own], try remote.silences(), at: now)
    #expect(first.create == [own] && first.expire.isEmpty && first.take.isEmpty)
    let name = try remote.create(own, comment: exchange.comment(of: own))
    let silenced = try alerts { $0.contains { $0.state == "suppressed" } }
    #expect(silenced.first { $0.labels["alertname"] == "a" }?.silencedBy == [name])
    #expect(exchange.plan([own], try remote.silences(), at: now) == SilenceExchange.Plan())
    let theirs = Silence(
      identifier: "", matchers: [Matcher("alertname", .notEqual, "a")].compactMap { $0 }, startsAt: now,
      endsAt: now + .hours(2), author: "eve", comment: "theirs")
    let foreign = try remote.create(theirs, comment: theirs.comment)
    let second = exchange.plan([own], try remote.silences(), at: now)
    #expect(second.take.map(\.identifier) == ["alertmanager:\(foreign)"])
    #expect(second.take.first?.matchers == theirs.matchers && second.take.first?.author == "eve")
    // Ours has ended here, and theirs was ended here too.
    _ = exchange.plan([own] + second.take, try remote.silences(), at: now)
    let third = exchange.plan([], try remote.silences(), at: now)
    #expect(Set(third.expire) == [name, foreign] && third.take.isEmpty)
    for name in third.expire { try remote.expire(name) }
    #expect(try remote.silences().isEmpty)
    #expect(try alerts { $0.allSatisfy { $0.state == "active" } }.count == 2)
  }

  @Test func `what it refuses is told in its words`() throws {
    let endless = Silence(
      identifier: "1", matchers: [], startsAt: .epoch, endsAt: .epoch + .hours(1), author: "a", comment: "")
    let fault = #expect(throws: RemoteFault.self) { try remote.create(endless, comment: "") }
    guard case .refused(let type, let words)? = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
    #expect(type.hasPrefix("status 4") && !words.isEmpty)
  }
}
