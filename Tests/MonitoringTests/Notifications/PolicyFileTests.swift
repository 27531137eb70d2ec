import Basics
import Monitoring
import Telemetry
import Testing

@Suite struct PolicyFileTests {
  @Test func `a configuration of Alertmanager in JSON is read, with what only it can send told`() throws {
    let policy = try Scene.policy(
      """
      {"global": {"resolve_timeout": "5m", "smtp_smarthost": "x:25"}, "templates": ["*.tmpl"],
       "route": {"receiver": "default", "group_by": ["cluster", "alertname"], "group_wait": "10s",
         "repeat_interval": "3h", "routes": [
           {"matchers": ["service=~\\"mysql|cassandra\\"", "severity = critical"], "receiver": "database",
            "group_by": ["..."], "active_time_intervals": ["office"], "continue": true}]},
       "inhibit_rules": [{"source_matchers": ["severity=\\"critical\\""], "target_matchers": ["severity=\\"warning\\""],
         "equal": ["alertname"]}],
       "mute_time_intervals": [{"name": "office", "time_intervals": [{"weekdays": ["monday:friday"]}]}],
       "receivers": [{"name": "default", "slack_configs": [{"channel": "#x"}]},
         {"name": "database", "email_configs": [{"to": "a@example.org, b@example.org", "send_resolved": true}],
          "command_configs": [{"command": ["/bin/page", "-q"], "timeout": "3s", "environment": {"TEAM": "db"}}]}]}
      """)
    let route = try #require(policy.root.routes.first)
    #expect(route.grouping == .all && route.groupWait == .seconds(10) && route.groupInterval == .minutes(5))
    #expect(route.repeatInterval == .hours(3) && route.activeDuring == ["office"] && route.continues)
    #expect(policy.root.groupLabels(of: ["alertname": "a", "x": "y"]) == ["alertname": "a"])
    #expect(policy.receivers["default"]?.foreign == ["slack_configs"])
    let channels = try #require(policy.receivers["database"]?.channels)
    #expect(channels.map(\.identifier) == ["command/0", "email/0"])
    #expect(channels.map(\.sendsResolved) == [true, true])
    guard case .email(let email) = channels[1].way else {
      Issue.record("no letter")
      return
    }
    #expect(email.to == ["a@example.org", "b@example.org"])
  }

  @Test(arguments: [
    ("{route: {receiver: 'x'}, receivers: []}", "there is no receiver \"x\""),
    ("{route: {group_wait: '1s'}, receivers: []}", "\"receiver\" is missing"),
    (
      "{route: {receiver: 'x', matchers: ['a=b']}, receivers: [{name: 'x'}]}",
      "the first route takes all alerts, always"
    ),
    ("{route: {receiver: 'x', group_by: ['a', 'a']}, receivers: [{name: 'x'}]}", "\"a\" stands here already"),
    (
      "{route: {receiver: 'x', group_by: ['a', '...']}, receivers: [{name: 'x'}]}",
      "\"...\" stands for all labels, so it must stand alone"
    ),
    (
      "{route: {receiver: 'x', group_interval: '0s'}, receivers: [{name: 'x'}]}",
      "group_interval must be longer than nothing"
    ),
    (
      "{route: {receiver: 'x', routes: [{matchers: ['a=~\"(\"']}]}, receivers: [{name: 'x'}]}",
      "\"(\" is no regular expression"
    ),
    (
      "{route: {receiver: 'x', routes: [{mute_time_intervals: ['y']}]}, receivers: [{name: 'x'}]}",
      "there is no time interval \"y\""
    ),
    (
      "{route: {receiver: 'x'}, receivers: [{name: 'x'}, {name: 'x'}]}",
      "a receiver \"x\" stands here already"
    ),
    (
      "{route: {receiver: 'x'}, receivers: [{name: 'x', command_configs: [{command: []}]}]}",
      "expected a program and its arguments, such as [\"/usr/local/bin/page\"]"
    ),
    (
      "{route: {receiver: 'x'}, receivers: [{name: 'x', email_configs: [{to: 'a\\r\\nBcc: b'}]}]}",
      "expected addresses of letters, such as ops@example.org"
    ),
    (
      "{route: {receiver: 'x'}, receivers: [{name: 'x', alertmanager_configs: [{url: 'ftp://x'}]}]}",
      "expected an address such as http://localhost:9093"
    ),
  ])
  func `what is wrong is told with its place`(text: String, reason: String) {
    let fault = #expect(throws: JSONFault.self) { try Scene.policy(text) }
    #expect(fault?.reason == reason)
    #expect((fault?.column ?? 0) > 1)
  }

  @Test func `without a file the bell rings for what is critical, and nobody is told of the rest`() {
    let policy = NotificationPolicy.standard
    #expect(policy.root.matches(["severity": "critical"]).map(\.receiver) == ["bell"])
    #expect(policy.root.matches(["severity": "page"]).map(\.receiver) == ["bell"])
    #expect(policy.root.matches(["severity": "warning"]).map(\.receiver) == ["none"])
    #expect(policy.receivers["none"]?.channels == [])
  }
}
