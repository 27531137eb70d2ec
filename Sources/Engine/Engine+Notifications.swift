import Basics
import Model
import Monitoring
import Store

extension Engine {
  /// Who is told of alerts.
  public var policy: NotificationPolicy? { configuration.policy }

  /// Decides who is told of what now. It is written down together with all else of this step, and sent by others.
  func notify() {
    guard let policy = configuration.policy else { return }
    // What the dispatcher has not seen come and go it must look for.
    let changed = dispatcher == nil ? nil : unsaved.alerts
    guard var dispatcher = dispatcher ?? attempt({ () throws(StoreFault) in try restored(policy) }) else {
      return
    }
    dispatcher.zone = configuration.zone
    let told = dispatcher.advance(to: now, alerts: book.active, changed: changed, silences: silences)
    let changes = dispatcher.takeChanges()
    if changed?.isEmpty != true || !changes.isEmpty { knownRoutings = nil }
    unsaved.routing.formUnion(changes)
    unsaved.notifications += told
    self.dispatcher = dispatcher
    for notification in told { announce(notification) }
    heedOutbox()
  }

  private func restored(_ policy: NotificationPolicy) throws(StoreFault) -> Dispatcher {
    var dispatcher = Dispatcher(
      policy, groups: try store.notificationGroups(), alerts: try store.notificationAlerts(),
      silences: silences, at: now)
    dispatcher.zone = configuration.zone
    return dispatcher
  }

  private func announce(_ notification: Notification) {
    guard notification.channel.way.isShown else {
      let address = notification.alerts.count == 1 ? notification.alerts[0].address : nil
      return note(
        .notified, address, subject: notification.headline,
        detail: "\(notification.receiver) \(notification.channel.identifier)")
    }
    notices.insert(OutboxEntry(notification), at: 0)
    if notices.count > Self.mostNotices { notices.removeLast() }
  }

  private static let mostNotices = 20

  /// Tells people of an incident, each over the channels of the receiver that has their name.
  func tell(_ people: [String], of incident: Incident) {
    guard isHolder, let policy = configuration.policy else { return }
    let alerts = firingAlerts(of: incident.identifier)
    for person in people {
      let channels = policy.receivers[person]?.channels.filter { !$0.way.takesAlerts } ?? []
      guard let receiver = policy.receivers[person], !channels.isEmpty else {
        note(
          .notificationFailed, incident.address, subject: incident.title,
          detail: "\(person): no receiver of this name has a channel")
        continue
      }
      for channel in channels {
        let notification = Notification(
          escalating: incident, rung: incident.rung, to: receiver, over: channel, alerts: alerts, at: now)
        unsaved.notifications.append(notification)
        announce(notification)
      }
    }
  }

  /// Takes over the silences of an Alertmanager; those that no Alertmanager has any more have ended.
  func take(_ theirs: [Silence], from source: String) {
    foreignSilences[source] = Set(theirs.map(\.identifier))
    let known = foreignSilences.values.reduce(into: Set<String>()) { $0.formUnion($1) }
    for place in silences.indices.reversed() {
      let silence = silences[place]
      guard silence.identifier.hasPrefix(SilenceExchange.prefix) else { continue }
      if let current = theirs.first(where: { $0.identifier == silence.identifier }) {
        guard current != silence else { continue }
        silences[place] = current
        unsaved.silences.append(current)
      } else if !known.contains(silence.identifier) {
        silences[place].endsAt = now
        unsaved.silences.append(silences.remove(at: place))
      }
    }
    for silence in theirs where silence.endsAt > now {
      guard !silences.contains(where: { $0.identifier == silence.identifier }) else { continue }
      silences.append(silence)
      unsaved.silences.append(silence)
    }
  }

  /// What became of what was sent, which others write down.
  private func heedOutbox() {
    guard let health = attempt({ () throws(StoreFault) in try store.notificationHealth() }) else { return }
    if let trouble = health.trouble, trouble.status == .failed, health.failed > notificationHealth.failed {
      note(
        .notificationFailed, subject: trouble.headline,
        detail: "\(trouble.receiver) \(trouble.channel): \(trouble.fault)")
    }
    notificationHealth = health
  }

  /// Writes down what is to be told and what the dispatcher remembers. Called within the step's transaction.
  func saveNotifications() throws(StoreFault) {
    for notification in unsaved.notifications { try store.append(notification) }
    guard let dispatcher else { return }
    for key in unsaved.routing.groups {
      if let group = dispatcher.groups[key] {
        try store.save(group)
      } else {
        try store.removeNotificationGroup(key)
      }
    }
    for name in unsaved.routing.alerts {
      if let saved = dispatcher.saved(name) {
        try store.save(saved)
      } else {
        try store.removeNotificationAlert(name)
      }
    }
  }

  /// Another process has decided: what this one knew is worth nothing.
  func reloadNotifications() throws(StoreFault) {
    dispatcher = nil
    knownRoutings = nil
    notices = try store.shownNotices(since: now - .minutes(5), limit: Self.mostNotices)
    notificationHealth = try store.notificationHealth()
  }

  /// How it stands with every alert, by name.
  func routings() -> [String: AlertRouting] {
    guard let policy = configuration.policy else { return [:] }
    if dispatcher == nil { dispatcher = attempt { () throws(StoreFault) in try restored(policy) } }
    guard let dispatcher else { return [:] }
    if let known = knownRoutings, isHolder, known.silences == silences, known.at <= now,
      now - known.at < Self.routingsAge
    {
      return known.routings
    }
    let routings = dispatcher.routings(of: book.active, silences: silences, at: now)
    knownRoutings = KnownRoutings(at: now, silences: silences, routings: routings)
    return routings
  }

  /// By then an interval or a silence may have begun.
  private static let routingsAge = Span.seconds(10)
}

/// How it stood with every alert, and of what that was worked out.
struct KnownRoutings {
  let at: Instant
  let silences: [Silence]
  let routings: [String: AlertRouting]
}
