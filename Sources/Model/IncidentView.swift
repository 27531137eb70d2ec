import Basics
import Monitoring
import Telemetry

/// An incident as screens and listings show it, with everything that was merged into it.
public struct IncidentView: Sendable {
  public let incident: Incident
  /// The incidents that were merged into it.
  public let parts: [Incident]
  /// The alerts of all of them, in the order they fired.
  public let members: [IncidentMember]
  /// What happened in any of them, the oldest first.
  public let events: [IncidentEvent]
  /// The incidents of before that are most like it.
  public var similar: [Similarity]
  /// The names of the runbooks for its alerts.
  public var runbooks: [String]
  /// How many of its alerts fire.
  public let firing: Int
  /// The nodes it touches, in the order they were touched.
  public let nodes: [String]
  /// The rules of its alerts with how many of each fire, the worst first, then the most.
  public let rules: [(name: String, firing: Int)]
  /// The names of the objectives its alerts are about.
  public let objectives: [String]

  /// - Parameter family: the incident, then those that were merged into it.
  public init(_ family: [Incident], similar: [Similarity] = [], runbooks: [String] = []) {
    precondition(!family.isEmpty, "an incident is a part of itself")
    incident = family[0]
    parts = Array(family.dropFirst())
    let isAlone = parts.isEmpty
    members = isAlone ? incident.members : family.flatMap(\.members).sorted { $0.firedAt < $1.firedAt }
    events = isAlone ? incident.events : Self.inOrder(family.flatMap(\.events))
    self.similar = similar
    self.runbooks = runbooks
    var (firing, nodes, objectives) = (0, Ordered(), Ordered())
    var rules: [String: (firing: Int, worst: Severity)] = [:]
    for place in members.indices {
      let isFiring = members[place].isFiring
      firing += isFiring ? 1 : 0
      let known = rules[members[place].rule] ?? (0, .ok)
      rules[members[place].rule] =
        isFiring ? (known.firing + 1, max(known.worst, members[place].severity)) : known
      nodes.insert(members[place].labels["instance"])
      objectives.insert(members[place].labels[IncidentPolicy.objectiveLabel])
    }
    (self.firing, self.nodes, self.objectives) = (firing, nodes.words, objectives.words)
    self.rules = rules.sorted { left, right in
      (right.value.worst, right.value.firing, left.key) < (left.value.worst, left.value.firing, right.key)
    }.map { (name: $0.key, firing: $0.value.firing) }
  }

  /// Words that are not empty, each once, in the order they came.
  private struct Ordered {
    private(set) var words: [String] = []
    private var seen: Set<String> = []

    mutating func insert(_ word: String) {
      if !word.isEmpty, seen.insert(word).inserted { words.append(word) }
    }
  }

  /// By time; what happened at once stays as it came.
  private static func inOrder(_ events: [IncidentEvent]) -> [IncidentEvent] {
    events.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
  }

  public var address: Address { incident.address }

  /// What is not over before what is, worse before better, untaken before taken; then the oldest of what lasts and the
  /// newest of what is over first.
  public static func isMoreUrgent(_ left: IncidentView, _ right: IncidentView) -> Bool {
    let (one, other) = (left.incident, right.incident)
    if left.urgency != right.urgency { return left.urgency > right.urgency }
    return one.state == .resolved ? one.identifier > other.identifier : one.identifier < other.identifier
  }

  private var urgency: Int {
    guard incident.state != .resolved else { return 0 }
    let severity = incident.severity == .act ? 2 : incident.severity == .watch ? 1 : 0
    return 4 + severity * 2 + (incident.state == .open ? 1 : 0)
  }
}

/// Who is on call, as screens and listings show it.
public struct OnCallView: Sendable {
  public var duties: [Duty]
  /// When nobody will be on call in the next fortnight.
  public var gaps: [Duty.Gap]

  public init(duties: [Duty] = [], gaps: [Duty.Gap] = []) {
    self.duties = duties
    self.gaps = gaps
  }

  /// How far ahead gaps are looked for.
  public static let horizon = Span.days(14)

  public init(_ plan: OnCallPlan, at now: Instant) {
    self.init(duties: plan.duties(at: now), gaps: plan.gaps(from: now, to: now + Self.horizon))
  }
}
