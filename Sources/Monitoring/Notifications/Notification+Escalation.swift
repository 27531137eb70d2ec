import Basics
import Telemetry

extension Notification {
  /// That somebody is told of an incident because nobody has taken it on, or because somebody wants them to know.
  /// - Parameters:
  ///   - rung: how many were told before. With the time it makes the key, for an incident that is open again begins
  ///     with its first rung.
  ///   - alerts: those that fire of it.
  public init(
    escalating incident: Incident, rung: Int, to receiver: Receiver, over channel: Channel, alerts: [Alert],
    at now: Instant
  ) {
    let names = Set(alerts.map(\.rule))
    self.init(
      key: "\(incident.address)/\(rung)/\(now.milliseconds)/\(receiver.name)/\(channel.identifier)", at: now,
      receiver: receiver.name, channel: channel, groupKey: incident.address.description,
      groupLabels: names.count == 1 ? [Labels.alertName: names.first ?? ""] : [:], occasion: .escalated,
      alerts: alerts.sorted { $0.identifier < $1.identifier })
    title = Bilingual(
      english: "[ESCALATED] #\(incident.identifier) \(incident.title.english)",
      chinese: "[升级] #\(incident.identifier) \(incident.title.chinese)")
  }
}

extension NotificationPolicy {
  /// With the people of a plan as receivers, where they have an address for letters and no receiver has their name.
  public func reaching(_ people: [OnCallPerson]) -> NotificationPolicy {
    let added = people.compactMap { person -> Receiver? in
      let letters = person.addresses.compactMap { address in
        address.hasPrefix("mailto:") ? String(address.dropFirst("mailto:".count)) : nil
      }
      guard receivers[person.identifier] == nil, !letters.isEmpty else { return nil }
      let way = Channel.Way.email(
        Channel.Email(to: letters, from: "binnacle", program: Channel.Email.sendmail))
      return Receiver(
        name: person.identifier,
        channels: [Channel(identifier: "email/0", way: way, sendsResolved: false)])
    }
    return NotificationPolicy(
      root: root, receivers: Array(receivers.values) + added, inhibitions: inhibitions, intervals: intervals,
      maintenance: maintenance)
  }
}
