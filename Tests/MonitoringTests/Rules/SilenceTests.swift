import Basics
import Monitoring
import Telemetry
import Testing

@Suite struct SilenceTests {
  private func silence(_ matchers: [Matcher?]) -> Silence {
    Silence(
      identifier: "s", matchers: matchers.compactMap(\.self), startsAt: second(10), endsAt: second(20),
      author: "kim",
      comment: "")
  }

  private func alert(_ labels: Labels) -> Alert {
    Alert(
      rule: "High", labels: labels, state: .firing, severity: .act, activeAt: second(0), value: 1,
      summary: Bilingual(""), description: Bilingual(""))
  }

  @Test(arguments: [(9, false), (10, true), (19, true), (20, false)] as [(Int64, Bool)])
  func `a silence lasts from its start until just before its end`(time: Int64, isActive: Bool) {
    let silence = silence([])
    #expect(silence.isActive(at: second(time)) == isActive)
    #expect(silence.covers(alert(["a": "1"]), at: second(time)) == isActive)
  }

  @Test func `every matcher must accept the alert`() {
    let silence = silence([Matcher("alertname", .equal, "High"), Matcher("instance", .matches, "db.*")])
    #expect(silence.covers(alert(["alertname": "High", "instance": "db1"]), at: second(10)))
    #expect(!silence.covers(alert(["alertname": "High", "instance": "web"]), at: second(10)))
    #expect(!silence.covers(alert(["alertname": "Low", "instance": "db1"]), at: second(10)))
  }

  @Test func `a label that is missing counts as empty`() {
    #expect(silence([Matcher("team", .equal, "")]).covers(alert(["a": "1"]), at: second(10)))
    #expect(silence([Matcher("team", .notEqual, "x")]).covers(alert(["a": "1"]), at: second(10)))
    #expect(!silence([Matcher("team", .matches, ".+")]).covers(alert(["a": "1"]), at: second(10)))
  }

  private static let groups: [(alerts: [Labels], conditions: [String])] = [
    ([["alertname": "High", "instance": "a"]], [#"alertname="High""#, #"instance="a""#]),
    (
      [["alertname": "High", "instance": "a"], ["alertname": "High", "instance": "b"]],
      [#"alertname="High""#]
    ),
    (
      [["alertname": "High", "instance": "a"], ["alertname": "Low", "instance": "a", "mode": "x"]],
      [#"alertname=~"High|Low""#, #"instance="a""#]
    ),
    ([["alertname": "a.b"], ["alertname": "c"]], [#"alertname=~"a\\.b|c""#]),
    ([], []),
  ]

  @Test(arguments: groups)
  func `one silence over some alerts has what they have in common`(alerts: [Labels], conditions: [String]) {
    let matchers = Silence.matchers(of: alerts)
    #expect(matchers.map(\.description).sorted() == conditions)
    #expect(alerts.allSatisfy { alert in matchers.allSatisfy { $0.accepts(alert[$0.label]) } })
  }

  @Test func `alerts of very many rules are not silenced by their names`() {
    let alerts = (0..<51).map { Labels([Label("alertname", "Rule\($0)"), Label("team", "web")]) }
    #expect(Silence.matchers(of: alerts).isEmpty && Silence.matchers(of: Array(alerts.prefix(50))).count == 2)
    #expect(Silence.matchers(of: alerts.map { Labels([Label("alertname", $0["alertname"])]) }).isEmpty)
  }
}
