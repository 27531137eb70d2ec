import Basics
import Monitoring
import Telemetry
import Testing

/// What holds of every course of events.
@Suite struct DispatcherInvariantTests {
  private static let policy = """
    {route: {receiver: "team", group_by: ['alertname'], group_wait: '20s', group_interval: '40s', repeat_interval: '5m',
       routes: [{matchers: ['alertname="c"'], receiver: "other", continue: true, group_by: ['...']},
                {matchers: ['alertname=~"b|c"'], group_wait: '5s'}]},
     receivers: [{name: "team", command_configs: [{command: ["x"]}]},
                 {name: "other", command_configs: [{command: ["y"]}]}]}
    """

  /// One random event: an alert comes or goes, is taken on, or a silence is laid.
  private static func shake(_ scene: inout Scene, _ chance: inout Chance) throws {
    let name = ["a", "b", "c"].randomElement(using: &chance)!
    let instance = String(Int.random(in: 1...4, using: &chance))
    let labels: Labels = [
      "alertname": name, "instance": instance, "severity": chance.happens(0.5) ? "critical" : "warning",
    ]
    let identifier = Scene.alert(labels, at: scene.now).identifier
    switch Int.random(in: 0..<10, using: &chance) {
    case 0..<5: if scene.alerts[identifier] == nil { scene.fire(labels) }
    case 5..<8: scene.end(identifier)
    case 8:
      scene.alerts[identifier]?.acknowledgement = Alert.Acknowledgement(by: "ada", at: scene.now, comment: "")
    default: try scene.silence("s\(scene.silences.count)", "instance=\"\(instance)\"", for: .minutes(2))
    }
  }

  @Test(arguments: 1...8) func `a dispatcher saved and put back at any time tells the same`(seed: UInt64)
    throws
  {
    var chance = Chance(seed: seed)
    var (steady, shaken) = (try Scene(Self.policy), try Scene(Self.policy))
    for _ in 0..<240 {
      if chance.happens(0.1) {
        var copy = chance
        try Self.shake(&steady, &chance)
        try Self.shake(&shaken, &copy)
      }
      if chance.happens(0.2) { shaken.restart() }
      let (left, right) = (steady.step(.seconds(3)), shaken.step(.seconds(3)))
      #expect(left.map(\.key) == right.map(\.key), "seed \(seed)")
      #expect(left.map { $0.alerts.map(\.identifier) } == right.map { $0.alerts.map(\.identifier) })
    }
  }

  @Test(arguments: 1...8)
  func `nothing muted is told, nothing twice in an interval, and nothing is left untold`(
    seed: UInt64
  ) throws {
    var chance = Chance(seed: seed &* 7_919)
    var scene = try Scene(Self.policy)
    var lastTold: [String: Instant] = [:]
    var keys: Set<String> = []
    var loudSince: [String: Instant] = [:]
    var known: [String: Set<String>] = [:]
    for _ in 0..<240 {
      if chance.happens(0.1) { try Self.shake(&scene, &chance) }
      let told = scene.step(.seconds(3))
      for notification in told {
        #expect(keys.insert(notification.key).inserted, "seed \(seed)")
        let route = try #require(
          scene.dispatcher.policy.root.all.first {
            notification.groupKey.hasPrefix($0.path + ":")
          })
        if let last = lastTold[notification.groupKey] {
          #expect(notification.at - last >= route.groupInterval - .seconds(3), "seed \(seed)")
        }
        lastTold[notification.groupKey] = notification.at
        let names = notification.alerts.map(\.identifier)
        for name in names where scene.alerts[name] != nil { #expect(scene.routing(name)?.mute == nil) }
        known[notification.groupKey, default: []].formUnion(names)
      }
      let routings = scene.routings
      for name in Set(scene.alerts.keys).union(loudSince.keys) {
        let isLoud = routings[name].map { $0.mute == nil } ?? false
        loudSince[name] = isLoud ? loudSince[name] ?? scene.now : nil
      }
      lastTold = lastTold.filter { scene.dispatcher.groups[$0.key] != nil }
      for (name, since) in loudSince where scene.now - since > .seconds(50) {
        for delivery in routings[name]?.deliveries ?? [] {
          #expect(known[delivery.groupKey]?.contains(name) == true, "seed \(seed): \(name) was never told")
        }
      }
    }
  }

  @Test(arguments: 1...6) func `the time foretold for the next notification is kept`(seed: UInt64) throws {
    var chance = Chance(seed: seed &* 104_729)
    var scene = try Scene(Self.policy)
    for _ in 0..<6 { try Self.shake(&scene, &chance) }
    var foretold: [String: Instant] = [:]
    for _ in 0..<240 {
      let told = scene.step(.seconds(1))
      for notification in told where notification.occasion == .repeat || notification.occasion == .first {
        for alert in notification.alerts where alert.state == .firing {
          guard let time = foretold["\(notification.groupKey) \(alert.identifier)"] else { continue }
          #expect((notification.at - time).milliseconds.magnitude <= 1_000, "seed \(seed)")
        }
      }
      foretold = [:]
      for (name, routing) in scene.routings {
        for delivery in routing.deliveries {
          foretold["\(delivery.groupKey) \(name)"] = delivery.nextSendAt
        }
      }
    }
  }
}
