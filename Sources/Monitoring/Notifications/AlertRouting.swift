import Basics
import Telemetry

/// Who is told of an alert and who is not, when and why.
public struct AlertRouting: Sendable, Hashable {
  public let alert: String
  /// Why nobody is told; nil when nothing speaks against it.
  public let mute: Mute?
  public let deliveries: [Delivery]
  /// When the last silence over it ended.
  public let unsilencedAt: Instant?

  /// The way of an alert over one route.
  public struct Delivery: Sendable, Hashable {
    /// The matchers from the root down that led here.
    public let path: String
    public let receiver: String
    public let groupKey: String
    public let groupLabels: Labels
    /// How many alerts the group has.
    public let groupCount: Int
    /// Why this route tells nothing just now.
    public let mute: Mute?
    /// Whether the receiver can be reached in any way.
    public let isReachable: Bool
    public let lastSentAt: Instant?
    /// When it is told next if nothing changes; nil when it is not.
    public let nextSendAt: Instant?
  }

  /// The names of those who are told, each once.
  public var receivers: [String] {
    deliveries.reduce(into: []) { if !$0.contains($1.receiver) { $0.append($1.receiver) } }
  }

  /// Why nobody is told, of the alert itself or else of all its routes.
  public var reason: Mute? {
    if let mute { return mute }
    return deliveries.allSatisfy { $0.mute != nil } ? deliveries.first?.mute : nil
  }

  public var nextSendAt: Instant? { deliveries.compactMap(\.nextSendAt).min() }
  public var lastSentAt: Instant? { deliveries.compactMap(\.lastSentAt).max() }
}

extension Dispatcher {
  /// How it stands with every alert, by name. One that does not fire yet is in no group and is told to nobody.
  public func routings(of alerts: [String: Alert], silences: [Silence], at now: Instant) -> [String:
    AlertRouting]
  {
    let muting = Muting(policy, alerts: alerts.values, silences: silences, at: now, local: zone)
    let ends = Dictionary(silences.map { ($0.identifier, $0.endsAt) }) { first, _ in first }
    let views = groups.mapValues { GroupView($0, policy, muting) }
    return alerts.mapValues { routing(of: $0, muting, ends, views, at: now) }
  }

  /// How it stands with one alert among all; nil where there is no such alert.
  public func routing(of name: String, among alerts: [String: Alert], silences: [Silence], at now: Instant)
    -> AlertRouting?
  {
    guard let alert = alerts[name] else { return nil }
    let muting = Muting(policy, alerts: alerts.values, silences: silences, at: now, local: zone)
    let ends = Dictionary(silences.map { ($0.identifier, $0.endsAt) }) { first, _ in first }
    let keys = known[name]?.groups ?? []
    let views = groups.filter { keys.contains($0.key) }.mapValues { GroupView($0, policy, muting) }
    return routing(of: alert, muting, ends, views, at: now)
  }

  private func routing(
    of alert: Alert, _ muting: Muting, _ ends: [String: Instant], _ views: [String: GroupView],
    at now: Instant
  ) -> AlertRouting {
    let mute = muting.mute(of: alert)
    // A silence is the mute that ends by itself.
    let until: Instant? = if case .silence(let name)? = mute { ends[name] } else { nil }
    let isTold = alert.state == .firing && (mute == nil || until != nil)
    // By its place, so that the alert in it is not copied.
    let place = known.index(forKey: alert.identifier)
    let groups = place.map { known.values[$0].groups }
    let deliveries =
      groups.map { keys in
        keys.compactMap { views[$0]?.delivery(of: alert.identifier, notBefore: isTold ? until ?? now : nil) }
      } ?? ways(of: alert, muting, at: now)
    return AlertRouting(
      alert: alert.identifier, mute: mute, deliveries: deliveries,
      unsilencedAt: place.flatMap { known.values[$0].unsilencedAt })
  }

  /// The ways that an alert would take which is in no group yet.
  private func ways(of alert: Alert, _ muting: Muting, at now: Instant) -> [AlertRouting.Delivery] {
    policy.root.matches(alert.labels).compactMap { route in
      let group = NotificationGroup(route, labels: route.groupLabels(of: alert.labels), at: now)
      return GroupView(group, policy, muting).delivery(of: alert.identifier, notBefore: nil)
    }
  }
}

/// What all alerts of a group have alike.
/// A class because thousands of alerts ask the same one.
private final class GroupView {
  private let group: NotificationGroup
  private let route: Route?
  private let mute: Mute?
  private let isReachable: Bool
  private let told: [NotificationGroup.Told?]

  init(_ group: NotificationGroup, _ policy: NotificationPolicy, _ muting: Muting) {
    self.group = group
    let route = policy.routesByPath[group.path]
    self.route = route
    mute = route.flatMap { muting.mute(of: $0) }
    let channels = route.flatMap { policy.receivers[$0.receiver] }?.channels ?? []
    isReachable = !channels.isEmpty
    told = channels.map { group.told["\(route?.receiver ?? "")/\($0.identifier)"] }
  }

  /// - Parameter notBefore: from when on the alert may be told; nil for not at all.
  func delivery(of name: String, notBefore: Instant?) -> AlertRouting.Delivery? {
    guard let route else { return nil }
    var last: Instant?
    for case let told? in told where told.firing.contains(name) || told.resolved.contains(name) {
      last = max(last ?? told.at, told.at)
    }
    let isSilent = mute != nil || !isReachable
    return AlertRouting.Delivery(
      path: route.path, receiver: route.receiver, groupKey: group.key, groupLabels: group.labels,
      groupCount: group.members.count, mute: mute, isReachable: isReachable,
      lastSentAt: last,
      nextSendAt: isSilent ? nil : notBefore.map { next(of: name, route, $0) })
  }

  /// The first look at the group at which an alert would be told.
  private func next(of name: String, _ route: Route, _ notBefore: Instant) -> Instant {
    // A channel that does not know of it yet is told at the next look.
    var wanted: Instant?
    for told in told {
      let due = told.flatMap {
        $0.firing.contains(name) ? $0.at + route.repeatInterval + .milliseconds(1) : nil
      }
      wanted = min(wanted ?? due ?? notBefore, due ?? notBefore)
    }
    let first = max(notBefore, wanted ?? notBefore)
    guard first > group.nextFlush else { return group.nextFlush }
    let late = (first - group.nextFlush).milliseconds
    let looks = (late + route.groupInterval.milliseconds - 1) / route.groupInterval.milliseconds
    return group.nextFlush + route.groupInterval * looks
  }
}
