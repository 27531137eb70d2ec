import Basics
import Telemetry

/// From alerts to notifications, as Alertmanager's dispatcher and notification pipeline go about it: routed, grouped,
/// what is muted left out, told once and then only when something changes or the repeat interval is over. It knows no
/// clock; what it remembers can be saved and put back. Unlike there, what was told of a group is forgotten with the
/// group, so that an alert that comes back is always told.
public struct Dispatcher: Sendable {
  public private(set) var policy: NotificationPolicy
  /// The zone of the place where this program runs.
  public var zone = Zone.utc
  public internal(set) var groups: [String: NotificationGroup] = [:]
  /// The alerts in groups, by name; those that are over as they were at the end.
  var known: [String: Known] = [:]
  var changes = Changes()
  /// No group is to be looked at before this.
  var nextLook = Instant(milliseconds: .max)
  /// The silences in force at the last step.
  var inForce: [String: Silence] = [:]

  /// An alert with the groups it is in.
  struct Known: Sendable {
    var alert: Alert
    var groups: [String] = []
    /// When the last silence over it ended.
    var unsilencedAt: Instant?
  }

  /// What is to be saved: groups by key, members of groups.
  public struct Changes: Sendable {
    public var groups: Set<String> = []
    public var alerts: Set<String> = []

    public init() {}

    public var isEmpty: Bool { groups.isEmpty && alerts.isEmpty }

    public mutating func formUnion(_ other: Changes) {
      groups.formUnion(other.groups)
      alerts.formUnion(other.alerts)
    }
  }

  public init(_ policy: NotificationPolicy = .standard) { self.policy = policy }

  /// What has changed since this was last asked.
  public mutating func takeChanges() -> Changes {
    defer { changes = Changes() }
    return changes
  }

  /// Takes in the alerts as they stand and returns what is to be told now.
  /// - Parameters:
  ///   - alerts: all there are, by name; only those that fire count, and one that is missing is over.
  ///   - changed: the names of those that came, went or changed since the last call, where that is known.
  ///   - silences: all that are known, whether in force or not.
  public mutating func advance(
    to now: Instant, alerts: [String: Alert], changed: Set<String>? = nil, silences: [Silence]
  ) -> [Notification] {
    noteEnds(of: silences, at: now)
    for name in changed ?? Set(alerts.keys).union(known.keys) {
      let alert = alerts[name]
      if let alert, alert.state == .firing {
        takeIn(alert, at: now)
      } else if known[name]?.alert.state == .firing {
        end(name, as: alert, at: now)
      }
    }
    return nextLook <= now ? flush(at: now, among: alerts, silences) : []
  }

  private mutating func takeIn(_ alert: Alert, at now: Instant) {
    let name = alert.identifier
    guard let old = known[name] else {
      known[name] = Known(alert: alert)
      changes.alerts.insert(name)
      return join(alert, at: now)
    }
    known[name]?.alert = alert
    guard old.alert.state != .firing else { return }
    // It has come back before that it was over was looked at.
    changes.alerts.insert(name)
    join(alert, at: now)
  }

  private mutating func join(_ alert: Alert, at now: Instant) {
    for route in policy.root.matches(alert.labels) {
      let labels = route.groupLabels(of: alert.labels)
      let key = route.groupKey(labels)
      var group = groups[key] ?? NotificationGroup(route, labels: labels, at: now)
      guard group.members.insert(alert.identifier).inserted else { continue }
      // What has fired longer than a group waits has waited enough, as after a start.
      if !group.hasFlushed, (alert.firedAt ?? now) + route.groupWait < now { group.nextFlush = now }
      groups[key] = group
      nextLook = min(nextLook, group.nextFlush)
      if known[alert.identifier]?.groups.contains(key) == false {
        known[alert.identifier]?.groups.append(key)
      }
      changes.groups.insert(key)
    }
  }

  private mutating func end(_ name: String, as last: Alert?, at now: Instant) {
    guard var alert = last ?? known[name]?.alert else { return }
    alert.resolvedAt = alert.state == .resolved ? alert.resolvedAt ?? now : now
    alert.state = .resolved
    known[name]?.alert = alert
    changes.alerts.insert(name)
  }

  /// Remembers of alerts that a silence over them has ended.
  private mutating func noteEnds(of silences: [Silence], at now: Instant) {
    let current = Dictionary(silences.filter { $0.isActive(at: now) }.map { ($0.identifier, $0) }) { $1 }
    let ended = inForce.values.filter { current[$0.identifier] == nil }
    inForce = current
    guard !ended.isEmpty else { return }
    for (name, entry) in known
    where entry.alert.state == .firing && ended.contains(where: { $0.matchers.accept(entry.alert.labels) }) {
      known[name]?.unsilencedAt = now
      changes.alerts.insert(name)
    }
  }

  /// Another policy: what was told stays remembered where a route has kept its path.
  public mutating func use(_ policy: NotificationPolicy, at now: Instant) {
    self.policy = policy
    for (key, group) in groups where policy.routesByPath[group.path]?.groupKey(group.labels) != key {
      forget(key)
    }
    let firing = known.values.map(\.alert).filter { $0.state == .firing }
    for name in known.keys { leaveStrayGroups(name) }
    for alert in firing {
      if known[alert.identifier] == nil { known[alert.identifier] = Known(alert: alert) }
      join(alert, at: now)
    }
  }

  /// Takes an alert out of the groups that its route does not lead to any more.
  private mutating func leaveStrayGroups(_ name: String) {
    guard let entry = known[name] else { return }
    let wanted = policy.root.matches(entry.alert.labels).map {
      $0.groupKey($0.groupLabels(of: entry.alert.labels))
    }
    for key in entry.groups where !wanted.contains(key) {
      groups[key]?.members.remove(name)
      if groups[key]?.members.isEmpty == true { forget(key) }
      leave(key, name)
    }
  }

  func route(of group: NotificationGroup) -> Route? { policy.routesByPath[group.path] }

  /// Lets a group go.
  mutating func forget(_ key: String) {
    for name in groups[key]?.members ?? [] { leave(key, name) }
    groups[key] = nil
    changes.groups.insert(key)
  }

  /// Lets a group's member go, and the alert with its last group.
  mutating func leave(_ key: String, _ name: String) {
    known[name]?.groups.removeAll { $0 == key }
    changes.alerts.insert(name)
    if known[name]?.groups.isEmpty == true { known[name] = nil }
  }

  /// The clock was set back: nothing waits longer than its route says.
  public mutating func rewind(to now: Instant) {
    for (key, group) in groups {
      guard let route = route(of: group) else { continue }
      groups[key]?.nextFlush = min(
        group.nextFlush, now + (group.hasFlushed ? route.groupInterval : route.groupWait))
      groups[key]?.told = group.told.mapValues {
        NotificationGroup.Told(at: min($0.at, now), firing: $0.firing, resolved: $0.resolved, count: $0.count)
      }
      changes.groups.insert(key)
    }
    nextLook = .never
  }
}
