import Basics
import Monitoring
import Telemetry
import Testing

/// What is told and when, as Alertmanager's documentation of `route` says.
@Suite struct DispatcherTests {
  @Test
  func `a group waits before it is told for the first time, so that what breaks together is told together`()
    throws
  {
    var scene = try Scene(Scene.simple("group_by: ['alertname']"))
    scene.fire(["alertname": "a", "instance": "1"])
    #expect(scene.pass(.seconds(10)) == [])
    scene.fire(["alertname": "a", "instance": "2"])
    scene.fire(["alertname": "b", "instance": "1"])
    #expect(scene.pass(.seconds(60)) == ["31s team first +a1 +a2", "41s team first +b1"])
  }

  @Test func `an alert that is over before its group is told is never told`() throws {
    var scene = try Scene(Scene.simple("group_by: ['alertname']"))
    let name = scene.fire(["alertname": "a"])
    _ = scene.pass(.seconds(20))
    scene.end(name)
    #expect(scene.pass(.hours(1)) == [])
    #expect(scene.dispatcher.groups.isEmpty)
  }

  @Test func `what changes in a group is told at the next interval, and what is over too`() throws {
    var scene = try Scene(Scene.simple("group_by: ['alertname'], group_wait: '10s', group_interval: '1m'"))
    let first = scene.fire(["alertname": "a", "instance": "1"])
    #expect(scene.pass(.seconds(20)) == ["11s team first +a1"])
    let second = scene.fire(["alertname": "a", "instance": "2"])
    #expect(scene.pass(.minutes(1)) == ["1m11s team changed +a1 +a2"])
    scene.end(first)
    #expect(scene.pass(.minutes(1)) == ["2m11s team changed +a2 -a1"])
    scene.end(second)
    #expect(scene.pass(.minutes(5)) == ["3m11s team resolved -a2"])
    #expect(scene.dispatcher.groups.isEmpty)
  }

  @Test func `what does not change is told again when the repeat interval is over`() throws {
    var scene = try Scene(
      Scene.simple("group_wait: '10s', group_interval: '1m', repeat_interval: '1h'"))
    scene.fire(["alertname": "a"])
    let told = scene.pass(.hours(3))
    #expect(told == ["11s team first +a", "1h1m11s team repeat +a", "2h2m11s team repeat +a"])
  }

  @Test func `an alert that came back before anybody looked is not told anew`() throws {
    var scene = try Scene(Scene.simple("group_wait: '10s', group_interval: '5m'"))
    let name = scene.fire(["alertname": "a"])
    #expect(scene.pass(.seconds(20)) == ["11s team first +a"])
    scene.end(name)
    _ = scene.pass(.minutes(1))
    scene.fire(["alertname": "a"])
    #expect(scene.pass(.minutes(30)) == [])
  }

  @Test func `an alert that comes back after it was told to be over is told again`() throws {
    var scene = try Scene(Scene.simple("group_wait: '10s', group_interval: '1m'"))
    let name = scene.fire(["alertname": "a"])
    _ = scene.pass(.minutes(1))
    scene.end(name)
    #expect(scene.pass(.minutes(2)) == ["1m11s team resolved -a"])
    scene.fire(["alertname": "a"])
    #expect(scene.pass(.minutes(2)) == ["3m11s team first +a"])
  }

  @Test func `three dots make a group of every alert`() throws {
    var scene = try Scene(Scene.simple("group_by: ['...'], group_wait: '1s'"))
    for instance in ["1", "2", "3"] { scene.fire(["alertname": "a", "instance": instance]) }
    #expect(scene.pass(.seconds(5)).count == 3)
    #expect(scene.dispatcher.groups.count == 3)
  }

  @Test func `the first route that matches takes an alert, unless it says to go on`() throws {
    let routes = """
      group_wait: '1s', routes: [
        {matchers: ['team="a"'], receiver: "other", continue: true},
        {match: {team: "a"}, receiver: "team", routes: [{match_re: {severity: "crit.*"}, receiver: "other"}]},
        {matchers: ['team=~"a|b"'], receiver: "other"}]
      """
    let policy = try Scene.policy(Scene.simple(routes))
    func ways(_ labels: Labels) -> [String] { policy.root.matches(labels).map(\.path) }
    #expect(ways(["team": "c"]) == ["{}"])
    #expect(ways(["team": "b"]) == ["{}/{team=~\"a|b\"}"])
    #expect(ways(["team": "a"]) == ["{}/{team=\"a\"}", "{}/{team=\"a\"}#2"])
    #expect(
      ways(["team": "a", "severity": "critical"])
        == ["{}/{team=\"a\"}", "{}/{team=\"a\"}#2/{severity=~\"crit.*\"}"])
  }

  @Test func `a channel that does not want what is over is told only of what fires`() throws {
    var scene = try Scene(
      """
      {route: {receiver: "team", group_wait: '1s', group_interval: '1m'}, receivers: [{name: "team",
        command_configs: [{command: ["x"], send_resolved: false}]}]}
      """)
    let name = scene.fire(["alertname": "a"])
    _ = scene.pass(.minutes(1))
    scene.end(name)
    #expect(scene.pass(.minutes(5)) == [])
  }

  @Test func `each channel of a receiver is told with a key of its own, the same for the same notification`()
    throws
  {
    let policy = """
      {route: {receiver: "team", group_wait: '1s'}, receivers: [{name: "team",
        command_configs: [{command: ["x"]}], log_file_configs: [{path: "/tmp/x"}]}]}
      """
    func keys() throws -> [String] {
      var scene = try Scene(policy)
      scene.fire(["alertname": "a"])
      return (0..<5).flatMap { _ in scene.step(.seconds(1)).map(\.key) }
    }
    let first = try keys()
    #expect(first.count == 2 && Set(first).count == 2)
    #expect(try keys() == first)
  }

  @Test func `a route that is mute at the time tells nothing, and later what still fires`() throws {
    // The scene begins on a Tuesday at 22:13:20 UTC.
    var scene = try Scene(
      Scene.simple(
        """
        group_wait: '1s', group_interval: '5m', routes: [{matchers: ['alertname="a"'], mute_time_intervals: ['night']}]
        """,
        more: """
          time_intervals: [{name: 'night', time_intervals: [{times: [{start_time: '22:00', end_time: '23:00'}]}]}],
          """))
    let name = scene.fire(["alertname": "a"])
    scene.fire(["alertname": "b"])
    #expect(scene.pass(.minutes(46)) == ["2s team first +b"])
    #expect(scene.routing(name)?.deliveries.first?.mute == .interval("night"))
    #expect(scene.routing(name)?.nextSendAt == nil)
    #expect(scene.pass(.minutes(5)) == ["50m2s team first +a"])
  }

  @Test func `a route that is active at times tells nothing outside them`() throws {
    var scene = try Scene(
      Scene.simple(
        "group_wait: '1s', routes: [{matchers: ['alertname=\"a\"'], active_time_intervals: ['weekend']}]",
        more: "time_intervals: [{name: 'weekend', time_intervals: [{weekdays: ['saturday', 'sunday']}]}],"))
    let name = scene.fire(["alertname": "a"])
    #expect(scene.pass(.minutes(10)) == [])
    #expect(scene.routing(name)?.reason == .outside(["weekend"]))
  }

  @Test func `after another policy what was told is not told again where the route stays`() throws {
    var scene = try Scene(Scene.simple("group_wait: '1s', group_interval: '1m'"))
    scene.fire(["alertname": "a"])
    _ = scene.pass(.seconds(10))
    scene.dispatcher.use(
      try Scene.policy(Scene.simple("group_wait: '5s', group_interval: '1m', repeat_interval: '5h'")),
      at: scene.now)
    #expect(scene.pass(.minutes(10)) == [])
    scene.dispatcher.use(try Scene.policy(Scene.simple("group_by: ['alertname']")), at: scene.now)
    #expect(scene.pass(.minutes(1)) == ["10m11s team first +a"])
  }

  @Test func `a clock set back makes nothing wait longer than its route says`() throws {
    var scene = try Scene(Scene.simple("group_wait: '1s', group_interval: '1m'"))
    scene.fire(["alertname": "a", "instance": "1"])
    _ = scene.pass(.seconds(30))
    _ = scene.step(.hours(-5))
    scene.dispatcher.rewind(to: scene.now)
    scene.fire(["alertname": "a", "instance": "2"])
    #expect(scene.pass(.minutes(2)).count == 1)
  }
}
