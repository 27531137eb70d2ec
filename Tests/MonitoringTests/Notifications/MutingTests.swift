import Basics
import Monitoring
import Telemetry
import Testing

/// What keeps an alert from being told, and that one can ask why.
@Suite struct MutingTests {
  static let critical: Labels = ["alertname": "down", "severity": "critical", "instance": "1"]
  static let warning: Labels = ["alertname": "down", "severity": "warning", "instance": "1"]

  @Test func `without rules of its own a policy lets what is critical hide the warning of the same alert`()
    throws
  {
    var scene = try Scene(Scene.simple("group_wait: '1s', group_by: ['...']"))
    let source = scene.fire(Self.critical)
    let target = scene.fire(Self.warning)
    let other = scene.fire(["alertname": "down", "severity": "warning", "instance": "2"])
    #expect(scene.pass(.minutes(1)).count == 2)
    #expect(scene.routing(target)?.mute == .inhibited(by: source))
    #expect(scene.routing(other)?.mute == nil)
    scene.end(source)
    _ = scene.pass(.minutes(6))
    #expect(scene.routing(target)?.mute == nil && scene.routing(target)?.lastSentAt != nil)
  }

  @Test func `alerts that are sources and targets at once do not hide one another`() throws {
    var scene = try Scene(
      Scene.simple(
        "group_wait: '1s'",
        more: "inhibit_rules: [{source_matchers: ['x=\"1\"'], target_matchers: ['x=\"1\"'], equal: ['y']}],"))
    let first = scene.fire(["alertname": "a", "x": "1"])
    let second = scene.fire(["alertname": "b", "x": "1"])
    #expect(scene.routing(first)?.mute == nil && scene.routing(second)?.mute == nil)
  }

  @Test func `a source that is no target itself hides one that is both`() throws {
    var scene = try Scene(
      Scene.simple(
        "group_wait: '1s'",
        more: "inhibit_rules: [{source_matchers: ['x=\"1\"'], target_matchers: ['z=\"1\"'], equal: ['y']}],"))
    let both = scene.fire(["alertname": "a", "x": "1", "z": "1"])
    #expect(scene.routing(both)?.mute == nil)
    let source = scene.fire(["alertname": "b", "x": "1"])
    #expect(scene.routing(both)?.mute == .inhibited(by: source))
    #expect(scene.routing(source)?.mute == nil)
  }

  @Test func `labels that neither alert has are the same on both`() throws {
    var scene = try Scene(
      Scene.simple(
        "group_wait: '1s'",
        more: "inhibit_rules: [{source_match: {s: '1'}, target_match: {s: '2'}, equal: ['cluster']}],"))
    let source = scene.fire(["alertname": "a", "s": "1"])
    let target = scene.fire(["alertname": "b", "s": "2"])
    let elsewhere = scene.fire(["alertname": "b", "s": "2", "cluster": "x"])
    #expect(scene.routing(target)?.mute == .inhibited(by: source))
    #expect(scene.routing(elsewhere)?.mute == nil)
  }

  @Test func `a silence keeps an alert quiet until it ends, and then it is told`() throws {
    var scene = try Scene(Scene.simple("group_wait: '10s', group_interval: '1m'"))
    let name = scene.fire(["alertname": "a"])
    try scene.silence("7", "alertname=\"a\"", for: .minutes(10))
    #expect(scene.pass(.minutes(9)) == [])
    let routing = try #require(scene.routing(name))
    #expect(routing.mute == .silence("7") && routing.unsilencedAt == nil)
    #expect(routing.nextSendAt == Scene.start + .seconds(611))
    #expect(scene.pass(.minutes(2)) == ["10m11s team first +a"])
    #expect(scene.routing(name)?.unsilencedAt == Scene.start + .minutes(10))
  }

  @Test func `a silence that starts later lets the alert be told until then`() throws {
    var scene = try Scene(Scene.simple("group_wait: '10s', group_interval: '1m', repeat_interval: '2m'"))
    scene.fire(["alertname": "a"])
    try scene.silence("7", "alertname=~\"a|b\"", from: .minutes(5), for: .hours(1))
    #expect(scene.pass(.hours(1)).count == 2)
  }

  @Test func `an alert that somebody has taken on is not told again, but that it is over is`() throws {
    var scene = try Scene(Scene.simple("group_wait: '10s', group_interval: '1m', repeat_interval: '2m'"))
    let name = scene.fire(["alertname": "a"])
    #expect(scene.pass(.minutes(1)) == ["11s team first +a"])
    scene.alerts[name]?.acknowledgement = Alert.Acknowledgement(by: "ada", at: scene.now, comment: "")
    #expect(scene.pass(.hours(1)) == [])
    #expect(scene.routing(name)?.mute == .acknowledged(by: "ada"))
    scene.end(name)
    #expect(scene.pass(.minutes(2)) == ["1h1m11s team resolved -a"])
  }

  @Test(arguments: ["record", "record-only"]) func `what is only to be written down is told to nobody`(
    word: String
  ) throws {
    var scene = try Scene(Scene.simple("group_wait: '1s'"))
    let name = scene.fire(["alertname": "a", "urgency": word])
    #expect(scene.pass(.hours(5)) == [])
    #expect(scene.routing(name)?.mute == .recordOnly)
  }

  @Test func `a maintenance window keeps quiet what it covers, each time it comes`() throws {
    // The scene begins on a Tuesday at 22:13:20 UTC, which is Wednesday 06:13:20 in Shanghai.
    var scene = try Scene(
      Scene.simple(
        "group_wait: '1s', group_interval: '1m'",
        more: """
          time_intervals: [{name: 'early', time_intervals: [
            {weekdays: ['wednesday'], times: [{start_time: '06:00', end_time: '06:30'}], location: '+08:00'}]}],
          maintenance: [{name: 'patches', matchers: ['alertname="a"'], during: ['early'], comment: 'weekly'}],
          """))
    let name = scene.fire(["alertname": "a"])
    #expect(scene.pass(.minutes(16)) == [])
    #expect(scene.routing(name)?.mute == .maintenance("patches"))
    #expect(scene.pass(.minutes(2)) == ["17m2s team first +a"])
  }

  @Test func `what a silence would catch can be seen before it is ordered`() throws {
    var scene = try Scene(Scene.simple("group_wait: '1s'"))
    for instance in ["1", "2", "3"] { scene.fire(["alertname": "a", "instance": instance]) }
    scene.fire(["alertname": "b"])
    try scene.silence("1", "instance=\"1\"", for: .hours(1))
    func preview(_ text: String) throws -> SilencePreview {
      SilencePreview(
        try MatcherText.matchers(text), among: scene.alerts.values, beside: scene.silences, at: scene.now)
    }
    let some = try preview("alertname=\"a\"")
    #expect(some.caught.count == 3 && some.newlyQuiet == 2 && !some.isUnbounded)
    #expect(try preview("alertname=~\".*\"").isUnbounded)
    #expect(try preview("").isUnbounded)
    #expect(try !preview("alertname=~\".+\"").isUnbounded)
  }

  @Test func `a silence reminds of its end a quarter of an hour before, a short one in its last quarter`()
    throws
  {
    var scene = try Scene(Scene.simple("group_wait: '1s'"))
    try scene.silence("long", "a=\"b\"", for: .hours(2))
    try scene.silence("short", "a=\"b\"", for: .minutes(20))
    #expect(scene.silences.map { ($0.endsAt - $0.remindsAt).prometheus } == ["15m", "5m"])
    #expect(!scene.silences[1].isEnding(at: scene.now + .minutes(14)))
    #expect(scene.silences[1].isEnding(at: scene.now + .minutes(15)))
    #expect(!scene.silences[1].isEnding(at: scene.now + .minutes(20)))
  }
}
