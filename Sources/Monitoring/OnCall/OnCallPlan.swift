import Basics
import Telemetry

/// Who is on call when, as a file says it: people, the schedules they take turns in, and whom to tell when nobody acts.
public struct OnCallPlan: Sendable {
  public let people: [OnCallPerson]
  public let schedules: [OnCallSchedule]
  public let policies: [EscalationPolicy]

  public init(people: [OnCallPerson], schedules: [OnCallSchedule], policies: [EscalationPolicy] = []) {
    self.people = people
    self.schedules = schedules
    self.policies = policies
  }

  public func person(_ identifier: String) -> OnCallPerson? { people.first { $0.identifier == identifier } }
  public func schedule(_ name: String) -> OnCallSchedule? { schedules.first { $0.name == name } }

  /// The first policy that is about an incident.
  public func policy(for incident: Incident) -> EscalationPolicy? {
    policies.first { $0.covers(incident) }
  }

  /// Whom to tell of an incident while nobody takes it on, as things are at a time. A rung whose schedules nobody holds
  /// names the schedules.
  public func ladder(for incident: Incident, at now: Instant) -> [Rung] {
    (policy(for: incident)?.steps ?? []).map { step in
      let people = step.notify.map { name in
        schedule(name).map { $0.holder(at: now) ?? name } ?? name
      }
      return Rung(after: step.after, people: people)
    }
  }
}

/// Somebody who can be on call.
public struct OnCallPerson: Hashable, Sendable {
  public let identifier: String
  public let name: String
  /// Where they are told, such as `mailto:mei@example.org`.
  public let addresses: [String]
  /// The name of their time zone.
  public let place: String
  public let zone: ZoneTable

  public init(identifier: String, name: String, addresses: [String] = [], place: String, zone: ZoneTable) {
    self.identifier = identifier
    self.name = name
    self.addresses = addresses
    self.place = place
    self.zone = zone
  }

  /// Whether it is between 22:00 and 07:00 where they are.
  public func isNight(at now: Instant) -> Bool {
    let time = zone.wall(at: now).timeOfDay
    return time >= .hours(22) || time < .hours(7)
  }
}

/// Whom to tell of an incident that nobody takes on, step by step.
public struct EscalationPolicy: Hashable, Sendable {
  public let name: String
  /// The least severity it is about.
  public let severity: Severity
  /// Labels that some alert of the incident must have.
  public let labels: [String: String]
  public let steps: [Step]

  /// One step: after so long without anybody, these schedules and people.
  public struct Step: Hashable, Sendable {
    public let after: Span
    public let notify: [String]

    public init(after: Span, notify: [String]) {
      self.after = after
      self.notify = notify
    }
  }

  public init(name: String, severity: Severity = .ok, labels: [String: String] = [:], steps: [Step]) {
    self.name = name
    self.severity = severity
    self.labels = labels
    self.steps = steps
  }

  func covers(_ incident: Incident) -> Bool {
    incident.severity >= severity
      && (labels.isEmpty
        || incident.members.contains { member in
          labels.allSatisfy { member.labels[$0.key] == $0.value }
        })
  }
}
