import Basics

extension IncidentBook {
  /// Holds the incidents against the alerts that fire now: opens, joins, ends, opens again, resolves and escalates.
  /// - Parameter ladder: whom to tell of an incident that nobody takes on, rung by rung.
  public mutating func advance(
    with signals: [IncidentSignal], ladder: (Incident) -> [Rung] = { _ in [] }, at now: Instant
  ) {
    let firing = Dictionary(signals.map { ($0.alert.identifier, $0.alert) }) { first, _ in first }
    let loud = Set(signals.lazy.filter { !$0.isQuiet }.map(\.alert.identifier))
    let placed = follow(firing, at: now)
    place(signals.filter { !$0.isQuiet && !placed.contains($0.alert.identifier) }, at: now)
    for root in running.filter({ incidents[$0]?.mergedInto == nil }).sorted() {
      settle(root, firing, at: now)
      // What is silenced is told to nobody.
      let isLoud = family(of: root).contains { part in
        part.members.contains { $0.isFiring && loud.contains($0.alert) }
      }
      if isLoud { climb(root, ladder, at: now) }
    }
    forget()
  }

  /// What the alerts of the incidents came to: the values of those that fire, the end of those that do not. Returns
  /// those that fire.
  private mutating func follow(_ firing: [String: Alert], at now: Instant) -> Set<String> {
    var placed: Set<String> = []
    for identifier in running.sorted() {
      guard let members = incidents[identifier]?.members else { continue }
      for (place, member) in members.enumerated() where member.isFiring {
        if let alert = firing[member.alert] {
          placed.insert(member.alert)
          take(alert, at: place, of: identifier, member, at: now)
        } else {
          changeMember(place, of: identifier) { $0.endedAt = now }
          note(IncidentEvent(at: now, .ended, subject: member.alert), in: identifier)
        }
      }
    }
    return placed
  }

  private mutating func take(
    _ alert: Alert, at place: Int, of identifier: Int, _ member: IncidentMember, at now: Instant
  ) {
    if alert.severity != member.severity || alert.summary != member.summary {
      changeMember(place, of: identifier) { $0.renew(alert) }
    }
    if place < policy.mostTraces, now >= member.trace.isDueAt {
      changeMember(place, of: identifier) { _ = $0.trace.append(alert.value, at: now) }
    }
  }

  /// Finds for each alert the incident it belongs to. Those that explain others come first.
  private mutating func place(_ signals: [IncidentSignal], at now: Instant) {
    guard !signals.isEmpty else { return }
    var index = Bonds(self, at: now)
    for signal in signals.sorted(by: Self.precedes) {
      let alert = signal.alert
      if reopen(with: alert, at: now) { continue }
      if let (identifier, bond) = index.home(of: signal, in: self) {
        join(alert, to: identifier, bond, at: now)
        index.take(alert, identifier, at: now)
      } else if alert.severity >= policy.least {
        let identifier = begin(with: alert, at: now)
        join(alert, to: identifier, .first, at: now)
        index.take(alert, identifier, at: now)
      }
    }
  }

  private static func precedes(_ left: IncidentSignal, _ right: IncidentSignal) -> Bool {
    func key(_ signal: IncidentSignal) -> (Int, Int64, Int, String) {
      let alert = signal.alert
      let isWorst = alert.severity == .act ? 0 : alert.severity == .watch ? 1 : 2
      return (
        signal.parent == nil ? 0 : 1, (alert.firedAt ?? alert.activeAt).milliseconds, isWorst,
        alert.identifier
      )
    }
    return key(left) < key(right)
  }

  /// An alert that was a part of an incident fires again: in one that is not over, or was not long ago.
  private mutating func reopen(with alert: Alert, at now: Instant) -> Bool {
    guard let home = ownHome(of: alert.identifier),
      let place = incidents[home]?.members.firstIndex(where: { $0.alert == alert.identifier })
    else { return false }
    let root = root(of: home)
    if let resolvedAt = incidents[root]?.resolvedAt {
      guard now - resolvedAt < policy.reopenWithin else { return false }
      for part in family(of: root) { open(part.identifier, at: now) }
      note(IncidentEvent(at: now, .reopened, subject: alert.identifier), in: root)
    }
    changeMember(place, of: home) { member in
      member.endedAt = nil
      member.times += 1
      member.renew(alert)
    }
    note(
      IncidentEvent(
        at: now, .fired, subject: alert.identifier, text: IncidentMember.Bond.again.rawValue), in: home)
    return true
  }

  /// Opens an incident that was over; whoever had taken it on is asked anew.
  mutating func open(_ identifier: Int, at now: Instant) {
    change(identifier) { incident in
      incident.state = .open
      incident.resolvedAt = nil
      incident.acknowledgement = nil
      incident.releasedAt = now
      incident.rung = 0
      incident.rungAt = now
    }
  }
}

extension IncidentMember {
  /// Takes over what may change of an alert while it fires.
  fileprivate mutating func renew(_ alert: Alert) {
    severity = alert.severity
    summary = alert.summary
  }
}
