import Basics
import Telemetry

/// Something that is broken: alerts that belong together, from the first that fired to the end of the last, with what
/// people did about it.
public struct Incident: Hashable, Sendable {
  /// Where an incident stands; the raw value is the word in the store and in listings.
  public enum State: String, CaseIterable, Sendable {
    case open
    /// Somebody has taken it on.
    case acknowledged
    case resolved
  }

  /// Counts up from 1.
  public let identifier: Int
  public internal(set) var state = State.open
  public let openedAt: Instant
  /// What it is called: the summary of its worst alert, the earliest of those.
  public internal(set) var title: Bilingual
  /// That of its worst alert so far.
  public internal(set) var severity: Severity
  public internal(set) var acknowledgement: Alert.Acknowledgement?
  /// When it was last given back, or was open again: what alerts were taken on before that counts no more.
  public internal(set) var releasedAt: Instant?
  public internal(set) var resolvedAt: Instant?
  /// Who is to see to it.
  public internal(set) var assignee: String?
  /// How many rungs of the ladder have been told, and when the last of them was.
  public internal(set) var rung = 0
  public internal(set) var rungAt: Instant?
  /// The incident this one turned out to be a part of.
  public internal(set) var mergedInto: Int?
  /// The incidents that have to do with this one.
  public internal(set) var links: Set<Int> = []
  /// Its alerts, in the order they came.
  public internal(set) var members: [IncidentMember] = []
  /// What happened, the oldest first.
  public internal(set) var events: [IncidentEvent] = []

  public init(identifier: Int, openedAt: Instant, title: Bilingual, severity: Severity) {
    self.identifier = identifier
    self.openedAt = openedAt
    self.title = title
    self.severity = severity
  }

  /// For the store: an incident as it was saved, without its alerts and events.
  public init(saved: Saved) {
    self.init(
      identifier: saved.identifier, openedAt: saved.openedAt, title: saved.title, severity: saved.severity)
    state = saved.state
    acknowledgement = saved.acknowledgement
    releasedAt = saved.releasedAt
    resolvedAt = saved.resolvedAt
    assignee = saved.assignee
    (rung, rungAt) = (saved.rung, saved.rungAt)
    mergedInto = saved.mergedInto
    links = saved.links
  }

  /// What of an incident stands in its own row.
  public struct Saved: Sendable {
    public var identifier: Int
    public var state: State
    public var severity: Severity
    public var title: Bilingual
    public var openedAt: Instant
    public var acknowledgement: Alert.Acknowledgement?
    public var releasedAt: Instant?
    public var resolvedAt: Instant?
    public var assignee: String?
    public var rung = 0
    public var rungAt: Instant?
    public var mergedInto: Int?
    public var links: Set<Int> = []

    public init(identifier: Int, state: State, severity: Severity, title: Bilingual, openedAt: Instant) {
      self.identifier = identifier
      self.state = state
      self.severity = severity
      self.title = title
      self.openedAt = openedAt
    }
  }

  /// For the store: puts an alert and an event behind those there are.
  public mutating func restore(_ member: IncidentMember) { members.append(member) }
  public mutating func restore(_ event: IncidentEvent) { events.append(event) }

  public var address: Address { Address(.incident, String(identifier)) }

  /// The number that `incident/7`, `7` or `#7` names; nil for anything else.
  public static func identifier(_ text: String) -> Int? {
    let name = Address(text).map { $0.kind == .incident ? $0.identifier : "" } ?? text
    return Int(name.hasPrefix("#") ? String(name.dropFirst()) : name).flatMap { $0 > 0 ? $0 : nil }
  }

  /// How long it has lasted, or did.
  public func duration(at now: Instant) -> Span { (resolvedAt ?? now) - openedAt }

  /// Whether nobody has taken it on yet.
  public var needsSomeone: Bool { state == .open && mergedInto == nil }

  public func member(_ alert: String) -> IncidentMember? { members.first { $0.alert == alert } }

  /// The names of the rules whose alerts are in it.
  public var rules: Set<String> { Set(members.map(\.rule)) }

  /// The nodes it touches, in the order they were touched.
  public var nodes: [String] {
    var seen: Set<String> = []
    return members.map(\.node).filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  /// The objectives its alerts are about.
  public var objectives: [String] {
    Set(members.map { $0.labels[IncidentPolicy.objectiveLabel] }).filter { !$0.isEmpty }.sorted()
  }

  /// The steps of runbooks that are done, with who did each and when.
  public var ticks: [String: IncidentEvent] {
    events.reduce(into: [:]) { ticks, event in
      if event.kind == .ticked { ticks[event.subject] = event }
      if event.kind == .unticked { ticks[event.subject] = nil }
    }
  }
}

/// An alert as a part of an incident.
public struct IncidentMember: Hashable, Sendable {
  /// Why an alert belongs to an incident; the raw value is the word in the store.
  public enum Bond: String, CaseIterable, Sendable {
    /// Nothing else was there: the incident began with it.
    case first
    /// It was a part of it before.
    case again
    /// An alert of the incident explains it.
    case parent
    /// It is about the same objective.
    case objective
    /// It is on the same node.
    case node
    /// It is the same rule on another node.
    case rule
  }

  public let alert: String
  public let rule: String
  public let labels: Labels
  public let bond: Bond
  public internal(set) var summary: Bilingual
  public internal(set) var severity: Severity
  public internal(set) var firedAt: Instant
  /// When it ended; nil while it fires.
  public internal(set) var endedAt: Instant?
  /// How often it has fired.
  public internal(set) var times: Int
  /// How its value went.
  public internal(set) var trace: IncidentTrace

  public init(
    alert: String, rule: String, labels: Labels, bond: Bond, summary: Bilingual, severity: Severity,
    firedAt: Instant, endedAt: Instant? = nil, times: Int = 1, trace: IncidentTrace = IncidentTrace()
  ) {
    self.alert = alert
    self.rule = rule
    self.labels = labels
    self.bond = bond
    self.summary = summary
    self.severity = severity
    self.firedAt = firedAt
    self.endedAt = endedAt
    self.times = times
    self.trace = trace
  }

  public var isFiring: Bool { endedAt == nil }
  public var node: String { labels["instance"] }
}

/// One thing that happened in an incident.
public struct IncidentEvent: Hashable, Sendable {
  /// What happened; the raw value is the word in the store and in listings.
  public enum Kind: String, CaseIterable, Sendable {
    /// An alert, the subject, fired or ended.
    case fired, ended
    case acknowledged, released, assigned, commented
    /// The next people of the ladder were told.
    case escalated
    case worsened
    /// Another incident, the subject, became a part of this one, or stopped being one; this one became a part of it.
    case absorbed, merged, split
    case linked, unlinked
    case resolved, reopened
    /// A step of a runbook, the subject, was done, or not after all.
    case ticked, unticked
    /// A command of a runbook, the subject, was run.
    case ran
  }

  public let at: Instant
  public let kind: Kind
  /// Who did it; empty where nobody had to.
  public let who: String
  public let subject: String
  public let text: String

  public init(at: Instant, _ kind: Kind, who: String = "", subject: String = "", text: String = "") {
    self.at = at
    self.kind = kind
    self.who = who
    self.subject = subject
    self.text = text
  }
}
