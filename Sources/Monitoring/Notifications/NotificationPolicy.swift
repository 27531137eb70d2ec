import Basics
import Telemetry

/// Who is told of which alerts, when, and when not: what a file as Alertmanager's says.
public struct NotificationPolicy: Sendable {
  public let root: Route
  public let receivers: [String: Receiver]
  public let inhibitions: [Inhibition]
  public let intervals: [String: [CalendarInterval]]
  public let maintenance: [MaintenanceWindow]
  let routesByPath: [String: Route]

  public init(
    root: Route, receivers: [Receiver], inhibitions: [Inhibition] = [],
    intervals: [String: [CalendarInterval]] = [:], maintenance: [MaintenanceWindow] = []
  ) {
    self.root = root
    self.receivers = Dictionary(receivers.map { ($0.name, $0) }) { first, _ in first }
    self.inhibitions = inhibitions
    self.intervals = intervals
    self.maintenance = maintenance
    routesByPath = Dictionary(root.all.map { ($0.path, $0) }) { first, _ in first }
  }

  /// The words of a `severity` label that mean that somebody must act.
  private static let urgent = "critical|page|act|error"

  /// Without a file: the bell for what is critical, which hides the warnings of the same alert and instance.
  public static let standard: NotificationPolicy = {
    func route(_ path: String, _ receiver: String, _ matchers: [Matcher?], _ routes: [Route]) -> Route {
      Route(
        path: path, matchers: matchers.compactMap { $0 }, receiver: receiver, grouping: .by(["alertname"]),
        groupWait: .seconds(30), groupInterval: .minutes(5), repeatInterval: .hours(4), mutedDuring: [],
        activeDuring: [], continues: false, routes: routes)
    }
    let critical = Matcher("severity", .matches, urgent)
    let bell = route("{}/{severity=~\"\(urgent)\"}", "bell", [critical], [])
    let shown = Channel(identifier: "bell/0", way: .bell, sendsResolved: false)
    return NotificationPolicy(
      root: route("{}", "none", [], [bell]),
      receivers: [Receiver(name: "none", channels: []), Receiver(name: "bell", channels: [shown])],
      inhibitions: [standardInhibition])
  }()

  /// What is critical hides the warnings of the same alert and instance.
  static let standardInhibition = Inhibition(
    source: [Matcher("severity", .matches, urgent)].compactMap { $0 },
    target: [Matcher("severity", .equal, "warning")].compactMap { $0 }, equal: ["alertname", "instance"])

  /// The Alertmanagers there are, each with the receivers whose alerts it is given.
  public var alertmanagers: [String: Set<String>] {
    var found: [String: Set<String>] = [:]
    for receiver in receivers.values {
      for channel in receiver.channels {
        if case .alertmanager(let url) = channel.way { found[url, default: []].insert(receiver.name) }
      }
    }
    return found
  }

  /// Whether one of some named intervals holds an instant, and which.
  func interval(of names: [String], holding instant: Instant, local: Zone) -> String? {
    names.first { name in intervals[name]?.contains { $0.contains(instant, local: local) } == true }
  }
}

/// A time that comes again in which certain alerts are expected and not told.
public struct MaintenanceWindow: Sendable, Hashable {
  public let name: String
  /// Every one must accept an alert's labels.
  public let matchers: [Matcher]
  /// The names of the intervals.
  public let during: [String]
  public let comment: String
}
