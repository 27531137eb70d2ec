import Basics
import Telemetry

/// Why an alert is not told.
public enum Mute: Hashable, Sendable {
  /// Its rule wants it only written down.
  case recordOnly
  case silence(String)
  case maintenance(String)
  case inhibited(by: String)
  case acknowledged(by: String)
  /// Its route is mute in an interval of this name.
  case interval(String)
  /// Its route tells only in intervals of these names.
  case outside([String])
}

/// What is not told just now, for one moment and all alerts of that moment.
public struct Muting: Sendable {
  private let policy: NotificationPolicy
  private let now: Instant
  private let local: Zone
  private let silences: SilenceIndex
  private let maintenance: SilenceIndex
  private let inhibitions: InhibitionIndex

  /// The label that tells how urgently an alert is to be told, and the words by which it is not.
  private static let urgency = "urgency"
  private static let recordOnly: Set<String> = ["record", "record-only"]

  public init(
    _ policy: NotificationPolicy, alerts: some Sequence<Alert>, silences: some Sequence<Silence>,
    at now: Instant, local: Zone
  ) {
    self.policy = policy
    self.now = now
    self.local = local
    self.silences = SilenceIndex(
      silences.filter { $0.isActive(at: now) }.map { (name: $0.identifier, matchers: $0.matchers) })
    maintenance = SilenceIndex(
      policy.maintenance.filter { policy.interval(of: $0.during, holding: now, local: local) != nil }
        .map { (name: $0.name, matchers: $0.matchers) })
    inhibitions = InhibitionIndex(policy.inhibitions, among: alerts)
  }

  /// Why an alert is told to nobody; nil when nothing speaks against it.
  public func mute(of alert: Alert) -> Mute? {
    let urgency = alert.labels[Self.urgency]
    if !urgency.isEmpty, Self.recordOnly.contains(urgency) { return .recordOnly }
    if let name = silences.first(covering: alert.labels) { return .silence(name) }
    if let name = maintenance.first(covering: alert.labels) { return .maintenance(name) }
    if let source = inhibitions.source(hiding: alert.labels) { return .inhibited(by: source) }
    // That an alert is over is worth telling whoever has taken it on.
    if alert.state == .firing, let taken = alert.acknowledgement { return .acknowledged(by: taken.by) }
    return nil
  }

  /// Why a route tells nothing at this time.
  public func mute(of route: Route) -> Mute? {
    if let name = policy.interval(of: route.mutedDuring, holding: now, local: local) {
      return .interval(name)
    }
    guard !route.activeDuring.isEmpty else { return nil }
    let isActive = policy.interval(of: route.activeDuring, holding: now, local: local) != nil
    return isActive ? nil : .outside(route.activeDuring)
  }
}

/// Conditions with names, found by the value that one label must have.
struct SilenceIndex: Sendable {
  private typealias Entry = (name: String, matchers: [Matcher])

  private var byValue: [String: [String: [Entry]]] = [:]
  private var others: [Entry] = []

  init(_ entries: [(name: String, matchers: [Matcher])]) {
    for entry in entries {
      if let sure = entry.matchers.last(where: { $0.test == .equal && !$0.value.isEmpty }) {
        byValue[sure.label, default: [:]][sure.value, default: []].append(entry)
      } else {
        others.append(entry)
      }
    }
  }

  /// The name of the first entry all of whose conditions hold.
  func first(covering labels: Labels) -> String? {
    for (label, entries) in byValue {
      guard let candidates = entries[labels[label]] else { continue }
      if let found = candidates.first(where: { $0.matchers.accept(labels) }) { return found.name }
    }
    return others.first { $0.matchers.accept(labels) }?.name
  }
}
