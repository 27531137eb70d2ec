import Basics
import Model
import Monitoring
import Store
import Telemetry

extension Engine {
  /// Gathers the alerts that fire into incidents, after the rules were applied.
  func followIncidents() {
    // Where no alert has changed only what takes its time can be due.
    guard !unsaved.alerts.isEmpty || incidents.isDue(at: now) else { return }
    incidents.followedAt = now
    let (plan, now) = (configuration.onCall, self.now)
    let firing = book.active.values.filter { $0.state == .firing && !$0.isDismissed }
    let parents = parents(among: firing)
    let signals = firing.map { alert in
      IncidentSignal(
        alert, parent: parents[alert.identifier], isQuiet: silences.contains { $0.covers(alert, at: now) })
    }
    incidents.book.advance(with: signals, ladder: { plan?.ladder(for: $0, at: now) ?? [] }, at: now)
    collectIncidentChanges()
  }

  /// The alerts that explain others which are in no incident yet: by the rules on which alert hides which.
  private func parents(among firing: [Alert]) -> [String: String] {
    let new = firing.filter { incidents.book.running(with: $0.identifier) == nil }
    guard !new.isEmpty, let policy = configuration.policy, !policy.inhibitions.isEmpty else { return [:] }
    let inhibitions = InhibitionIndex(policy.inhibitions, among: firing)
    return new.reduce(into: [:]) { $0[$1.identifier] = inhibitions.source(hiding: $1.labels) }
  }

  /// Hands what has changed to what is to be saved, and tells of escalations in the log.
  private func collectIncidentChanges() {
    let changes = incidents.book.takeChanges()
    if !changes.isEmpty { incidents.views = nil }
    for (identifier, event) in changes.events where event.kind == .escalated {
      guard let incident = incidents.book[identifier] else { continue }
      note(
        .incidentEscalated, incident.address, severity: incident.severity, subject: incident.title,
        detail: event.subject, who: event.who)
      tell(event.subject.split { ", ".contains($0) }.map(String.init), of: incident)
    }
    unsaved.incidents.add(changes)
  }

  func saveIncidents() throws(StoreFault) {
    let changes = unsaved.incidents
    for identifier in changes.incidents.sorted() {
      if let incident = incidents.book[identifier] { try store.save(incident) }
    }
    // In the order they came, which is the order they are read in again.
    for identifier in Set(changes.members.map(\.incident)).sorted() {
      for member in incidents.book[identifier]?.members ?? []
      where changes.members.contains(IncidentBook.MemberKey(incident: identifier, alert: member.alert)) {
        try store.save(member, of: identifier)
      }
    }
    for (identifier, event) in changes.events where incidents.book[identifier] != nil {
      try store.append(event, to: identifier)
    }
  }

  func reloadIncidents() throws(StoreFault) {
    let limit = incidents.book.policy.mostRemembered
    incidents.book = IncidentBook(try store.incidents(limit: limit), policy: incidents.book.policy)
    incidents.views = nil
  }

  /// Everything that is an incident of its own, the most urgent first.
  func incidentViews() -> [IncidentView] {
    let names = runbookNames
    if let known = incidents.views { return known }
    let book = incidents.book
    let views = book.incidents.values.filter { $0.mergedInto == nil }.map { incident in
      var view = IncidentView(book.family(of: incident.identifier))
      if incident.state != .resolved { view.similar = incidents.similar(to: incident) }
      var seen: Set<String> = []
      view.runbooks = view.rules.compactMap { names[$0.name] }.filter { seen.insert($0).inserted }
      return view
    }.sorted(by: IncidentView.isMoreUrgent)
    incidents.views = views
    return views
  }

  /// The names of the runbooks by the rules they are for.
  var runbookNames: [String: String] {
    let rules = configuration.rules.flatMap(\.rules)
    return incidents.runbookNames(of: rules, among: configuration.runbooks)
  }
}

/// What people order about incidents.
extension Engine {
  func tend(_ order: Order) throws(Refusal) -> Order.Draft? {
    guard order.draft.address.kind == .incident,
      let number = Incident.identifier(order.draft.address.identifier)
    else { throw Refusal("no_such_incident", order.draft.address.identifier) }
    if order.draft.verb == .silence { return try silence(order, of: firingAlerts(of: number)) }
    if order.draft.verb == .unsilence { return try endSilence(order) }
    defer { collectIncidentChanges() }
    do throws(IncidentFault) { return try tend(order, number) } catch {
      throw Refusal(error.rawValue, error == .alreadyTaken ? holder(of: number) : String(number))
    }
  }

  /// A command of a runbook is run for no incident: the order alone tells of it.
  func heedRun(_ order: Order) throws(Refusal) -> Order.Draft? {
    let name = order.draft.address.identifier
    guard configuration.runbooks.contains(where: { $0.name == name }) else {
      throw Refusal("no_such_runbook", name)
    }
    return nil
  }

  private func holder(of number: Int) -> String {
    incidents.book[incidents.book.root(of: number)]?.acknowledgement?.by ?? ""
  }

  private func tend(_ order: Order, _ number: Int) throws(IncidentFault) -> Order.Draft? {
    let (draft, who) = (order.draft, order.who)
    switch draft.verb {
    case .acknowledge: return try takeOn(number, order)
    case .unacknowledge: return try giveBack(number, order)
    case .resolve: return try resolve(number, order)
    case .comment: try incidents.book.comment(number, draft.reason, by: who, at: now)
    case .assign: return try assign(number, order)
    case .escalate: try escalate(number, order)
    case .merge, .split, .link, .unlink: return try relate(number, order)
    case .tick, .untick:
      let (step, isDone) = (draft.fields["step"] ?? "", draft.verb == .tick)
      try incidents.book.tick(number, step: step, isDone: isDone, by: who, at: now)
      return Order.Draft(isDone ? .untick : .tick, draft.address, ["step": step])
    case .run:
      try incidents.book.run(
        number, command: draft.fields["command"] ?? "", outcome: draft.reason, by: who, at: now)
    case .silence, .unsilence, .set, .observe, .withdraw, .add, .remove, .pin, .unpin, .enact, .repeal,
      .apply, .cordon, .drain, .uncordon, .migrate, .rebalance, .consolidate, .pause, .proceed,
      .callOff:
      throw .notForIncidents
    }
    return nil
  }

  /// Who takes an incident on takes its alerts on that nobody has.
  private func takeOn(_ number: Int, _ order: Order) throws(IncidentFault) -> Order.Draft? {
    try incidents.book.acknowledge(number, by: order.who, comment: order.draft.reason, at: now)
    let acknowledgement = Alert.Acknowledgement(by: order.who, at: now, comment: order.draft.reason)
    for alert in firingAlerts(of: number) where alert.acknowledgement == nil {
      _ = book.acknowledge(alert.identifier, acknowledgement)
      unsaved.alerts.insert(alert.identifier)
    }
    return Order.Draft(.unacknowledge, order.draft.address)
  }

  private func giveBack(_ number: Int, _ order: Order) throws(IncidentFault) -> Order.Draft? {
    let holder = holder(of: number)
    try incidents.book.release(number, by: order.who, at: now)
    for alert in firingAlerts(of: number) where alert.acknowledgement?.by == holder {
      _ = book.acknowledge(alert.identifier, nil)
      unsaved.alerts.insert(alert.identifier)
    }
    return Order.Draft(.acknowledge, order.draft.address)
  }

  func firingAlerts(of number: Int) -> [Alert] {
    incidents.book.family(of: incidents.book.root(of: number)).flatMap(\.members).filter(\.isFiring)
      .compactMap { book.active[$0.alert] }
  }

  /// What still fires of an incident that a person calls over is called over too, until its condition was gone once.
  private func resolve(_ number: Int, _ order: Order) throws(IncidentFault) -> Order.Draft? {
    let firing = try incidents.book.resolve(number, by: order.who, comment: order.draft.reason, at: now)
    for alert in firing {
      _ = book.dismiss(alert, at: now)
      unsaved.alerts.insert(alert)
    }
    return nil
  }

  private func assign(_ number: Int, _ order: Order) throws(IncidentFault) -> Order.Draft? {
    let person = order.draft.fields["person"].flatMap { $0.isEmpty ? nil : $0 }
    let former = try incidents.book.assign(number, to: person, by: order.who, at: now)
    return Order.Draft(.assign, order.draft.address, ["person": former ?? ""])
  }

  /// To those who are named, else to the next rung of the ladder.
  private func escalate(_ number: Int, _ order: Order) throws(IncidentFault) {
    guard let incident = incidents.book[incidents.book.root(of: number)] else { throw .noSuchIncident }
    let named = (order.draft.fields["to"] ?? "").split(separator: ",").map(String.init)
    let ladder = configuration.onCall?.ladder(for: incident, at: now) ?? []
    let next = incident.rung < ladder.count ? ladder[incident.rung].people : []
    guard !named.isEmpty || !next.isEmpty else { throw .nobodyToTell }
    try incidents.book.escalate(
      number, to: named.isEmpty ? next : named, by: order.who, reason: order.draft.reason, at: now)
  }

  private func relate(_ number: Int, _ order: Order) throws(IncidentFault) -> Order.Draft? {
    let (draft, who) = (order.draft, order.who)
    let text = draft.fields["incident"] ?? ""
    if draft.verb == .split {
      let former = try incidents.book.split(number, by: who, at: now)
      return Order.Draft(.merge, draft.address, ["incident": String(former)])
    }
    guard let other = Incident.identifier(text) else { throw .noSuchIncident }
    if draft.verb == .merge {
      try incidents.book.merge(number, into: other, by: who, at: now)
      return Order.Draft(.split, draft.address)
    }
    if draft.verb == .link {
      try incidents.book.link(number, other, by: who, at: now)
      return Order.Draft(.unlink, draft.address, draft.fields)
    }
    try incidents.book.unlink(number, other, by: who, at: now)
    return Order.Draft(.link, draft.address, draft.fields)
  }
}
