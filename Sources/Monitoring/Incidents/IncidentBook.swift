import Basics

/// Every incident that is not over, and those that were over last. A value without a clock.
public struct IncidentBook: Sendable {
  public var policy: IncidentPolicy
  public internal(set) var incidents: [Int: Incident] = [:]
  /// Those that are not over.
  private(set) var running: Set<Int> = []
  /// The incidents that were merged right into each.
  private var parts: [Int: Set<Int>] = [:]
  /// The incident each alert was last a part of.
  private var homes: [String: Int] = [:]
  private var next = 1
  private var changes = Changes()

  /// What has changed and is to be written down.
  public struct Changes: Sendable {
    public var incidents: Set<Int> = []
    public var members: Set<MemberKey> = []
    public var events: [(incident: Int, event: IncidentEvent)] = []

    public init() {}
    public var isEmpty: Bool { incidents.isEmpty && members.isEmpty && events.isEmpty }

    /// Puts later changes behind these.
    public mutating func add(_ later: Changes) {
      incidents.formUnion(later.incidents)
      members.formUnion(later.members)
      events += later.events
    }
  }

  /// An alert of an incident.
  public struct MemberKey: Hashable, Sendable {
    public let incident: Int
    public let alert: String

    public init(incident: Int, alert: String) {
      self.incident = incident
      self.alert = alert
    }
  }

  public init(_ incidents: some Sequence<Incident> = [], policy: IncidentPolicy = IncidentPolicy()) {
    self.policy = policy
    for incident in incidents.sorted(by: { $0.identifier < $1.identifier }) {
      self.incidents[incident.identifier] = incident
      if incident.state != .resolved { running.insert(incident.identifier) }
      for member in incident.members { homes[member.alert] = incident.identifier }
      if let into = incident.mergedInto { parts[into, default: []].insert(incident.identifier) }
      next = incident.identifier + 1
    }
  }

  public subscript(identifier: Int) -> Incident? { incidents[identifier] }

  /// The changes since the last call.
  public mutating func takeChanges() -> Changes {
    defer { changes = Changes() }
    return changes
  }

  /// The incident that one is a part of in the end; itself where it was not merged.
  public func root(of identifier: Int) -> Int {
    var identifier = identifier
    while let into = incidents[identifier]?.mergedInto, incidents[into] != nil { identifier = into }
    return identifier
  }

  /// The incidents that are a part of one, itself first.
  public func family(of identifier: Int) -> [Incident] {
    guard let incident = incidents[identifier] else { return [] }
    guard let merged = parts[identifier] else { return [incident] }
    return [incident] + merged.sorted().flatMap { family(of: $0) }
  }

  /// The incident an alert is a part of now or was last, merged ones taken together.
  public func home(of alert: String) -> Int? { homes[alert].map { root(of: $0) } }

  /// The incident that is not over and that an alert is a part of, merged ones taken together.
  public func running(with alert: String) -> Int? {
    home(of: alert).flatMap { running.contains($0) ? $0 : nil }
  }

  mutating func change(_ identifier: Int, _ change: (inout Incident) -> Void) {
    guard incidents[identifier] != nil else { return }
    change(&incidents[identifier]!)
    changes.incidents.insert(identifier)
    if incidents[identifier]!.state == .resolved {
      running.remove(identifier)
    } else {
      running.insert(identifier)
    }
  }

  /// Makes an incident a part of another; of none with nil.
  mutating func tie(_ identifier: Int, to other: Int?) {
    if let former = incidents[identifier]?.mergedInto {
      parts[former]?.remove(identifier)
      if parts[former]?.isEmpty == true { parts[former] = nil }
    }
    if let other { parts[other, default: []].insert(identifier) }
    change(identifier) { $0.mergedInto = other }
  }

  /// Puts an event to an incident. Of very many alerts' events the later ones are left out.
  mutating func note(_ event: IncidentEvent, in identifier: Int) {
    let isOfAlert = event.kind == .fired || event.kind == .ended
    guard let count = incidents[identifier]?.events.count, !isOfAlert || count < policy.mostEvents else {
      return
    }
    incidents[identifier]?.events.append(event)
    changes.events.append((identifier, event))
  }

  /// Begins an incident with an alert.
  mutating func begin(with alert: Alert, at now: Instant) -> Int {
    let identifier = next
    next += 1
    incidents[identifier] = Incident(
      identifier: identifier, openedAt: alert.firedAt ?? now, title: alert.summary, severity: alert.severity)
    running.insert(identifier)
    changes.incidents.insert(identifier)
    return identifier
  }

  mutating func join(_ alert: Alert, to identifier: Int, _ bond: IncidentMember.Bond, at now: Instant) {
    var member = IncidentMember(
      alert: alert.identifier, rule: alert.rule, labels: alert.labels, bond: bond, summary: alert.summary,
      severity: alert.severity, firedAt: alert.firedAt ?? now)
    _ = member.trace.append(alert.value, at: now)
    incidents[identifier]?.members.append(member)
    homes[alert.identifier] = identifier
    touch(alert.identifier, in: identifier)
    note(
      IncidentEvent(at: now, .fired, subject: alert.identifier, text: bond.rawValue), in: identifier)
  }

  mutating func touch(_ alert: String, in incident: Int) {
    changes.members.insert(MemberKey(incident: incident, alert: alert))
  }

  /// Changes an alert of an incident.
  mutating func changeMember(_ place: Int, of identifier: Int, _ change: (inout IncidentMember) -> Void) {
    guard let alert = incidents[identifier]?.members[place].alert else { return }
    change(&incidents[identifier]!.members[place])
    touch(alert, in: identifier)
  }

  /// The incident an alert is itself a part of, merged or not.
  func ownHome(of alert: String) -> Int? { homes[alert] }

  /// Forgets the oldest incidents that are over, but none that another is a part of.
  mutating func forget() {
    guard incidents.count - running.count > policy.mostRemembered * 5 / 4 else { return }
    let over = incidents.values.filter { $0.state == .resolved }.map(\.identifier).sorted()
    for identifier in over.dropLast(policy.mostRemembered) where parts[identifier] == nil {
      if let into = incidents[identifier]?.mergedInto { parts[into]?.remove(identifier) }
      incidents[identifier] = nil
    }
    homes = homes.filter { incidents[$0.value] != nil }
  }
}
