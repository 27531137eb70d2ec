import Basics
import Telemetry

/// Alerts that are told together, and what has been told of them.
public struct NotificationGroup: Sendable {
  /// The route's path and the labels that all its alerts share.
  public let key: String
  public let path: String
  public let labels: Labels
  public let createdAt: Instant
  /// The identifiers of the alerts in it, those that are over too until that was looked at once.
  public internal(set) var members: Set<String> = []
  /// When it is looked at next.
  public internal(set) var nextFlush: Instant
  public internal(set) var hasFlushed = false
  /// What was told last, by receiver and channel.
  public internal(set) var told: [String: Told] = [:]

  /// What a channel was told last.
  public struct Told: Sendable, Hashable {
    public let at: Instant
    public let firing: Set<String>
    public let resolved: Set<String>
    /// How many notifications of the group the channel has had.
    public let count: Int

    public init(at: Instant, firing: Set<String>, resolved: Set<String>, count: Int) {
      self.at = at
      self.firing = firing
      self.resolved = resolved
      self.count = count
    }
  }

  init(_ route: Route, labels: Labels, at now: Instant) {
    key = route.groupKey(labels)
    path = route.path
    self.labels = labels
    createdAt = now
    nextFlush = now + route.groupWait
  }

  /// A group as it was saved.
  public init(
    path: String, labels: Labels, createdAt: Instant, nextFlush: Instant, hasFlushed: Bool,
    told: [String: Told]
  ) {
    key = "\(path):\(labels)"
    self.path = path
    self.labels = labels
    self.createdAt = createdAt
    self.nextFlush = nextFlush
    self.hasFlushed = hasFlushed
    self.told = told
  }

  /// Why a channel is to be told now of what fires and what is over; nil when it knows enough
  /// (Alertmanager, notify/notify.go, `needsUpdate`).
  func occasion(
    _ channel: Channel, _ told: Told?, firing: Set<String>, resolved: Set<String>, _ route: Route,
    at now: Instant
  ) -> Notification.Occasion? {
    guard let told else { return firing.isEmpty ? nil : .first }
    if !firing.isSubset(of: told.firing) { return .changed }
    // Also where the channel is not told of it: from then on it counts as not firing.
    if firing.isEmpty { return told.firing.isEmpty ? nil : .resolved }
    if channel.sendsResolved, !resolved.isSubset(of: told.resolved) { return .changed }
    return told.at < now - route.repeatInterval ? .repeat : nil
  }
}
