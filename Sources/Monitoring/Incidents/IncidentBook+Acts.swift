import Basics

/// What people do to incidents. What is done to one that was merged is done to the one it is a part of.
extension IncidentBook {
  private func found(_ identifier: Int) throws(IncidentFault) -> Incident {
    guard let incident = incidents[root(of: identifier)] else { throw .noSuchIncident }
    return incident
  }

  private func unresolved(_ identifier: Int) throws(IncidentFault) -> Incident {
    let incident = try found(identifier)
    guard incident.state != .resolved else { throw .isResolved }
    return incident
  }

  /// Somebody takes an incident on.
  public mutating func acknowledge(_ identifier: Int, by who: String, comment: String = "", at now: Instant)
    throws(IncidentFault)
  {
    let incident = try unresolved(identifier)
    if let taken = incident.acknowledgement, taken.by != who { throw .alreadyTaken }
    take(incident.identifier, Alert.Acknowledgement(by: who, at: now, comment: comment))
  }

  /// Gives an incident back.
  public mutating func release(_ identifier: Int, by who: String, at now: Instant) throws(IncidentFault) {
    let incident = try unresolved(identifier)
    for part in family(of: incident.identifier) {
      change(part.identifier) { incident in
        incident.state = .open
        incident.acknowledgement = nil
        incident.releasedAt = now
        incident.rungAt = now
      }
    }
    note(IncidentEvent(at: now, .released, who: who), in: incident.identifier)
  }

  /// Says who is to see to an incident; nil for nobody. Returns who was before.
  @discardableResult
  public mutating func assign(_ identifier: Int, to person: String?, by who: String, at now: Instant)
    throws(IncidentFault) -> String?
  {
    let incident = try found(identifier)
    change(incident.identifier) { $0.assignee = person }
    note(IncidentEvent(at: now, .assigned, who: who, subject: person ?? ""), in: incident.identifier)
    return incident.assignee
  }

  /// Puts a remark to an incident.
  public mutating func comment(_ identifier: Int, _ text: String, by who: String, at now: Instant)
    throws(IncidentFault)
  {
    guard !text.isEmpty else { throw .emptyText }
    note(IncidentEvent(at: now, .commented, who: who, text: text), in: try found(identifier).identifier)
  }

  /// Tells more people of an incident, whether or not it was time.
  public mutating func escalate(
    _ identifier: Int, to people: [String], by who: String, reason: String, at now: Instant
  ) throws(IncidentFault) {
    step(try unresolved(identifier).identifier, telling: people, by: who, reason, at: now)
  }

  /// Calls an incident over. Its alerts are for the caller to see to. Returns those that still fire.
  public mutating func resolve(_ identifier: Int, by who: String, comment: String = "", at now: Instant)
    throws(IncidentFault) -> [String]
  {
    let root = try unresolved(identifier).identifier
    let firing = family(of: root).flatMap(\.members).filter(\.isFiring).map(\.alert)
    for part in family(of: root) {
      for (place, member) in part.members.enumerated() where member.isFiring {
        changeMember(place, of: part.identifier) { $0.endedAt = now }
      }
    }
    close(root, by: who, comment, at: now)
    return firing
  }

  /// A step of a runbook was done, or was not after all.
  public mutating func tick(_ identifier: Int, step: String, isDone: Bool, by who: String, at now: Instant)
    throws(IncidentFault)
  {
    note(
      IncidentEvent(at: now, isDone ? .ticked : .unticked, who: who, subject: step),
      in: try found(identifier).identifier)
  }

  /// A command of a runbook was run.
  public mutating func run(
    _ identifier: Int, command: String, outcome: String, by who: String, at now: Instant
  )
    throws(IncidentFault)
  {
    note(
      IncidentEvent(at: now, .ran, who: who, subject: command, text: outcome),
      in: try found(identifier).identifier)
  }
}

/// Incidents and one another.
extension IncidentBook {
  /// Says that two incidents have to do with one another.
  public mutating func link(_ first: Int, _ second: Int, by who: String, at now: Instant)
    throws(IncidentFault)
  {
    guard first != second else { throw .notItself }
    guard incidents[first] != nil, incidents[second] != nil else { throw .noSuchIncident }
    for (one, other) in [(first, second), (second, first)] {
      change(one) { $0.links.insert(other) }
      note(IncidentEvent(at: now, .linked, who: who, subject: String(other)), in: one)
    }
  }

  /// Takes a link back.
  public mutating func unlink(_ first: Int, _ second: Int, by who: String, at now: Instant)
    throws(IncidentFault)
  {
    guard incidents[first]?.links.contains(second) == true else { throw .notLinked }
    for (one, other) in [(first, second), (second, first)] {
      change(one) { $0.links.remove(other) }
      note(IncidentEvent(at: now, .unlinked, who: who, subject: String(other)), in: one)
    }
  }

  /// Makes an incident a part of another. Nothing of it is moved, so that it can be split off again whole.
  public mutating func merge(_ identifier: Int, into other: Int, by who: String, at now: Instant)
    throws(IncidentFault)
  {
    guard let part = incidents[identifier] else { throw .noSuchIncident }
    let target = try found(other)
    guard part.mergedInto == nil else { throw .alreadyMerged }
    guard target.identifier != identifier else { throw .notItself }
    if target.state == .resolved, part.state != .resolved { open(target.identifier, at: now) }
    tie(identifier, to: target.identifier)
    let joined = incidents[target.identifier] ?? target
    for member in family(of: identifier) {
      change(member.identifier) { incident in
        incident.state = joined.state
        incident.acknowledgement = joined.acknowledgement
        incident.resolvedAt = joined.resolvedAt
      }
    }
    note(IncidentEvent(at: now, .merged, who: who, subject: String(target.identifier)), in: identifier)
    note(IncidentEvent(at: now, .absorbed, who: who, subject: String(identifier)), in: target.identifier)
  }

  /// Makes an incident that was merged one of its own again. Returns the one it was a part of.
  @discardableResult
  public mutating func split(_ identifier: Int, by who: String, at now: Instant) throws(IncidentFault) -> Int
  {
    guard let part = incidents[identifier] else { throw .noSuchIncident }
    guard let former = part.mergedInto else { throw .notMerged }
    tie(identifier, to: nil)
    note(IncidentEvent(at: now, .split, who: who, subject: String(former)), in: identifier)
    note(IncidentEvent(at: now, .split, who: who, subject: String(identifier)), in: former)
    return former
  }
}
