import Basics

extension Dispatcher {
  /// An alert in groups, as it is saved.
  public struct SavedAlert: Sendable {
    public let alert: Alert
    public let groups: [String]
    public let unsilencedAt: Instant?

    public init(alert: Alert, groups: [String], unsilencedAt: Instant?) {
      self.alert = alert
      self.groups = groups
      self.unsilencedAt = unsilencedAt
    }
  }

  /// What is to be saved of an alert; nil when it has left all groups.
  public func saved(_ name: String) -> SavedAlert? {
    known[name].map { SavedAlert(alert: $0.alert, groups: $0.groups, unsilencedAt: $0.unsilencedAt) }
  }

  /// A dispatcher that knows what was saved. What belongs together no more, since somebody has changed the routes
  /// meanwhile, is forgotten.
  public init(
    _ policy: NotificationPolicy, groups: [NotificationGroup], alerts: [SavedAlert], silences: [Silence],
    at now: Instant
  ) {
    self.init(policy)
    self.groups = Dictionary(groups.map { ($0.key, $0) }) { first, _ in first }
    for saved in alerts {
      let present = saved.groups.filter { self.groups[$0] != nil }
      guard !present.isEmpty else {
        changes.alerts.insert(saved.alert.identifier)
        continue
      }
      known[saved.alert.identifier] = Known(
        alert: saved.alert, groups: present, unsilencedAt: saved.unsilencedAt)
      for key in present { self.groups[key]?.members.insert(saved.alert.identifier) }
    }
    for silence in silences where silence.isActive(at: now) { inForce[silence.identifier] = silence }
    for (key, group) in self.groups where group.members.isEmpty { forget(key) }
    use(policy, at: now)
    nextLook = .never
  }
}
