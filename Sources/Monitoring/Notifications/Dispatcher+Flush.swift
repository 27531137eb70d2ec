import Basics
import Telemetry

extension Dispatcher {
  /// Looks at every group whose time has come.
  mutating func flush(at now: Instant, among alerts: [String: Alert], _ silences: [Silence]) -> [Notification]
  {
    let due = groups.values.filter { $0.nextFlush <= now }.sorted {
      ($0.nextFlush, $0.key) < ($1.nextFlush, $1.key)
    }
    defer { nextLook = groups.values.lazy.map(\.nextFlush).min() ?? Instant(milliseconds: .max) }
    guard !due.isEmpty else { return [] }
    let muting = Muting(policy, alerts: alerts.values, silences: silences, at: now, local: zone)
    for name in due.lazy.flatMap(\.members) {
      // As they stand now, with their values of now.
      if let current = alerts[name], current.state == .firing { known[name]?.alert = current }
    }
    return due.flatMap { flush($0, muting, at: now) }
  }

  private mutating func flush(_ before: NotificationGroup, _ muting: Muting, at now: Instant)
    -> [Notification]
  {
    var group = before
    guard let route = route(of: group) else {
      forget(group.key)
      return []
    }
    let next = group.nextFlush + route.groupInterval
    group.nextFlush = next > now ? next : now + route.groupInterval
    group.hasFlushed = true
    let members = group.members.sorted().compactMap { known[$0]?.alert }
    let notifications = tell(&group, route, members, muting, at: now)
    groups[group.key] = group
    changes.groups.insert(group.key)
    release(members.filter { $0.state != .firing }, from: group.key)
    return notifications
  }

  /// What is over has been looked at; an empty group goes.
  private mutating func release(_ ended: [Alert], from key: String) {
    for alert in ended {
      groups[key]?.members.remove(alert.identifier)
      leave(key, alert.identifier)
    }
    if groups[key]?.members.isEmpty == true { forget(key) }
  }

  private func tell(
    _ group: inout NotificationGroup, _ route: Route, _ members: [Alert], _ muting: Muting, at now: Instant
  ) -> [Notification] {
    guard let receiver = policy.receivers[route.receiver], muting.mute(of: route) == nil else { return [] }
    let alerts = members.filter { muting.mute(of: $0) == nil }
    guard !alerts.isEmpty else { return [] }
    return receiver.channels.compactMap { channel in
      tell(channel, of: receiver, &group, route, alerts, at: now)
    }
  }

  private func tell(
    _ channel: Channel, of receiver: Receiver, _ group: inout NotificationGroup, _ route: Route,
    _ alerts: [Alert], at now: Instant
  ) -> Notification? {
    // An Alertmanager is given alerts and not notifications.
    guard !channel.way.takesAlerts else { return nil }
    let (firing, resolved) = (alerts.filter { $0.state == .firing }, alerts.filter { $0.state != .firing })
    let (firingNames, resolvedNames) = (Set(firing.map(\.identifier)), Set(resolved.map(\.identifier)))
    let place = "\(receiver.name)/\(channel.identifier)"
    let told = group.told[place]
    let occasion = group.occasion(
      channel, told, firing: firingNames, resolved: resolvedNames, route, at: now)
    guard let occasion else { return nil }
    let count = (told?.count ?? 0) + 1
    group.told[place] = NotificationGroup.Told(
      at: now, firing: firingNames, resolved: resolvedNames, count: count)
    let shown = channel.sendsResolved ? firing + resolved : firing
    guard !shown.isEmpty else { return nil }
    return Notification(
      key: group.notificationKey(place, count), at: now, receiver: receiver.name, channel: channel,
      groupKey: group.key, groupLabels: group.labels, occasion: occasion, alerts: shown)
  }
}

extension NotificationGroup {
  /// The key of a channel's notification: a fingerprint of the group and the channel, when the group was
  /// made, and the notification's number.
  func notificationKey(_ place: String, _ count: Int) -> String {
    let hash = Fingerprint.of("\(key)\u{0}\(place)".utf8)
    return "\(String(hash, radix: 16))-\(String(createdAt.milliseconds, radix: 36))-\(count)"
  }
}
