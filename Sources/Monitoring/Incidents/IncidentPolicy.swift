import Basics

/// Which alerts belong together, and when an incident that was over is open again.
///
/// In words: an alert that fires belongs to the incident it was a part of before; else to that of the alert that
/// explains it; else to one about the same objective; else to one on the same node that had an alert fire lately; else
/// to one in which the same rule fired on another node lately; else it begins one of its own. Alerts that only inform
/// begin none and keep none open.
public struct IncidentPolicy: Hashable, Sendable {
  /// The label that names the objective an alert is about.
  public static let objectiveLabel = ObjectiveSeries.label

  /// How long after the last firing an alert of the same node still joins.
  public var nodeWindow = Span.minutes(30)
  /// How long after its last firing the same rule on another node still joins.
  public var ruleWindow = Span.minutes(5)
  /// For how long an incident that is over is opened again by its own alerts.
  public var reopenWithin = Span.minutes(15)
  /// The least severity that begins an incident.
  public var least = Severity.watch
  /// How many incidents that are over are remembered.
  public var mostRemembered = 500
  /// How many events of alerts an incident remembers; what people do is always remembered.
  public var mostEvents = 2_000
  /// How many alerts of an incident have their values kept.
  public var mostTraces = 24

  public init() {}
}

/// The next people to be told while nobody takes an incident on.
public struct Rung: Hashable, Sendable {
  /// How long after the rung before, the first after the beginning.
  public let after: Span
  /// Who is told.
  public let people: [String]

  public init(after: Span, people: [String]) {
    self.after = after
    self.people = people
  }
}

/// An alert that fires, and what is known about it.
public struct IncidentSignal: Sendable {
  public let alert: Alert
  /// The alert that explains it, by its identifier.
  public let parent: String?
  /// Whether somebody wants to hear nothing of it: it begins nothing and joins nothing.
  public let isQuiet: Bool

  public init(_ alert: Alert, parent: String? = nil, isQuiet: Bool = false) {
    self.alert = alert
    self.parent = parent
    self.isQuiet = isQuiet
  }
}

/// Why something cannot be done to an incident; the raw value is the word of the refusal.
public enum IncidentFault: String, Error, Hashable, Sendable {
  case noSuchIncident = "no_such_incident"
  case alreadyTaken = "already_taken"
  case isResolved = "incident_resolved"
  case notItself = "incident_itself"
  case alreadyMerged = "incident_merged"
  case notMerged = "incident_not_merged"
  case notLinked = "incident_not_linked"
  case emptyText = "empty_text"
  case nobodyToTell = "nobody_to_tell"
  /// What was ordered is for other things.
  case notForIncidents = "not_for_incidents"
}
