import Basics

extension IncidentBook {
  /// Brings an incident in line with its alerts: how bad it is, whether somebody has taken it on, whether it is over.
  mutating func settle(_ root: Int, _ firing: [String: Alert], at now: Instant) {
    let members = family(of: root).flatMap(\.members)
    weigh(root, members, at: now)
    heed(members.compactMap { firing[$0.alert]?.acknowledgement }, in: root, at: now)
    if !members.contains(where: { $0.isFiring && $0.severity >= policy.least }) {
      close(root, at: now)
    }
  }

  private mutating func weigh(_ root: Int, _ members: [IncidentMember], at now: Instant) {
    guard let incident = incidents[root] else { return }
    let worst = members.max { ($0.severity, $1.firedAt, $1.alert) < ($1.severity, $0.firedAt, $0.alert) }
    guard let worst, worst.severity > incident.severity || worst.summary != incident.title,
      worst.severity >= incident.severity
    else { return }
    if worst.severity > incident.severity {
      note(
        IncidentEvent(at: now, .worsened, subject: worst.alert, text: worst.severity.rawValue), in: root)
    }
    change(root) { incident in
      incident.severity = worst.severity
      incident.title = worst.summary
    }
  }

  /// Who takes one of its alerts on takes the incident on.
  private mutating func heed(_ taken: [Alert.Acknowledgement], in root: Int, at now: Instant) {
    guard let incident = incidents[root], incident.state == .open else { return }
    let since = incident.releasedAt ?? .never
    guard let first = taken.filter({ $0.at > since }).min(by: { $0.at < $1.at }) else { return }
    take(root, first)
  }

  mutating func take(_ root: Int, _ acknowledgement: Alert.Acknowledgement) {
    for part in family(of: root) {
      change(part.identifier) { incident in
        incident.state = .acknowledged
        incident.acknowledgement = acknowledgement
      }
    }
    note(
      IncidentEvent(
        at: acknowledgement.at, .acknowledged, who: acknowledgement.by, text: acknowledgement.comment),
      in: root)
  }

  /// Calls an incident over, with everything that is a part of it.
  mutating func close(_ root: Int, by who: String = "", _ comment: String = "", at now: Instant) {
    for part in family(of: root) {
      change(part.identifier) { incident in
        incident.state = .resolved
        incident.resolvedAt = now
      }
    }
    note(IncidentEvent(at: now, .resolved, who: who, text: comment), in: root)
  }

  /// Tells the next rung when nobody has taken the incident on in its time.
  mutating func climb(_ root: Int, _ ladder: (Incident) -> [Rung], at now: Instant) {
    guard let incident = incidents[root], incident.state == .open, incident.severity >= policy.least else {
      return
    }
    let rungs = ladder(incident)
    guard incident.rung < rungs.count else { return }
    let rung = rungs[incident.rung]
    guard now - (incident.rungAt ?? incident.openedAt) >= rung.after else { return }
    step(root, telling: rung.people, at: now)
  }

  mutating func step(
    _ root: Int, telling people: [String], by who: String = "", _ reason: String = "", at now: Instant
  ) {
    change(root) { incident in
      incident.rung += 1
      incident.rungAt = now
    }
    note(
      IncidentEvent(
        at: now, .escalated, who: who, subject: people.joined(separator: ", "), text: reason), in: root)
  }

  /// The clock was set back: times that lie ahead of it are brought down to now.
  public mutating func rewind(to now: Instant) {
    for identifier in running.sorted() {
      change(identifier) { incident in
        incident.rungAt = incident.rungAt.map { min($0, now) }
        incident.releasedAt = incident.releasedAt.map { min($0, now) }
      }
      for place in incidents[identifier]?.members.indices ?? 0..<0 {
        changeMember(place, of: identifier) { $0.trace.rewind(to: now) }
      }
    }
  }
}
