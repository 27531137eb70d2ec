import Basics
import Community
import Model
import Monitoring
import Roadmap
import Store
import Telemetry

/// Why an order is refused: a word that listings and screens have a sentence for, and what it is about.
struct Refusal: Error {
  let word: String
  let detail: String

  init(_ word: String, _ detail: String = "") {
    self.word = word
    self.detail = detail
  }

  /// As the outcome of an order.
  var outcome: String { detail.isEmpty ? word : "\(word) \(detail)" }
}

extension Engine {
  /// Carries out what people have ordered since the last step, in the order they did.
  func carryOutOrders() {
    let pending = attempt { () throws(StoreFault) in try store.pendingOrders() } ?? []
    // What was decided but could not be written down yet is still pending in the store.
    for order in pending where !unsaved.decided.contains(where: { $0.identifier == order.identifier }) {
      if !isTooEarly(for: order) { decide(order) }
    }
  }

  /// Right after the watch was taken it is not known yet which nodes and units there are.
  private func isTooEarly(for order: Order) -> Bool {
    guard purpose == .watch, case .holder(_, let since) = role, now - since < .minutes(1) else {
      return false
    }
    let name = order.draft.address.identifier
    switch order.draft.verb {
    case .cordon, .drain: return fleet.node(named: name) == nil
    case .migrate: return !units.views.contains { $0.identifier == name }
    case .rebalance, .consolidate: return units.cluster.revision == 0
    default: return false
    }
  }

  private func decide(_ order: Order) {
    var order = order
    order.decidedAt = now
    do throws(Refusal) {
      order.inverse = try carryOut(order)
      order.status = .done
      order.outcome = prediction(of: order)
    } catch {
      order.status = .refused
      order.outcome = error.outcome
    }
    incidents.followedAt = nil
    // Where the watch was taken over it has been read as waiting.
    orders.removeAll { $0.identifier == order.identifier }
    orders.insert(order, at: 0)
    if orders.count > Self.orderLength { orders.removeLast() }
    unsaved.decided.append(order)
    let words = [order.draft.verb.rawValue, order.draft.fields["field"], order.draft.fields["value"]]
    note(
      order.status == .done ? .orderDone : .orderRefused, order.draft.address,
      subject: title(of: order.draft.address),
      detail: words.compactMap { $0 }.joined(separator: " ")
        + (order.outcome.isEmpty ? "" : ": \(order.outcome)"),
      who: order.who)
  }

  /// Does it, and returns what would take it back.
  private func carryOut(_ order: Order) throws(Refusal) -> Order.Draft? {
    if let undone = order.draft.undoes,
      orders.contains(where: { $0.draft.undoes == undone && $0.status == .done })
    {
      throw Refusal("already_undone", String(undone))
    }
    if order.draft.address.kind == .incident { return try tend(order) }
    switch order.draft.verb {
    case .acknowledge, .unacknowledge: return try acknowledge(order)
    case .silence: return try silence(order)
    case .unsilence: return try endSilence(order)
    case .resolve: return try resolve(order)
    case .comment: return nil
    case .set where order.draft.address.kind == .scheduler: return try setActs(order)
    case .set: return try change(order)
    case .observe: return try observe(order)
    case .withdraw: return try withdraw(order)
    case .add: return try add(order)
    case .remove: return try remove(order)
    case .pin: return try pin(order)
    case .unpin: return try unpin(order)
    case .enact: return try enact(order)
    case .repeal: return try repeal(order)
    case .apply: return try apply(order)
    case .cordon, .drain: return try hold(order)
    case .uncordon: return try letGo(order)
    case .migrate: return try migrate(order)
    case .rebalance: return try rebalance(order)
    case .consolidate: return try consolidate(order)
    case .pause, .proceed: return try setPaused(order)
    case .callOff: return try callOff(order)
    case .run where order.draft.address.kind == .runbook: return try heedRun(order)
    case .assign, .escalate, .merge, .split, .link, .unlink, .tick, .untick, .run: return try tend(order)
    }
  }

  func alert(of order: Order) throws(Refusal) -> Alert {
    guard order.draft.address.kind == .alert, let alert = book.active[order.draft.address.identifier] else {
      throw Refusal("no_such_alert", order.draft.address.identifier)
    }
    return alert
  }

  private func acknowledge(_ order: Order) throws(Refusal) -> Order.Draft? {
    let alert = try alert(of: order)
    let isTaking = order.draft.verb == .acknowledge
    if isTaking, let taken = alert.acknowledgement, taken.by != order.who {
      throw Refusal("already_taken", taken.by)
    }
    let acknowledgement =
      isTaking ? Alert.Acknowledgement(by: order.who, at: now, comment: order.draft.reason) : nil
    _ = book.acknowledge(alert.identifier, acknowledgement)
    unsaved.alerts.insert(alert.identifier)
    return Order.Draft(isTaking ? .unacknowledge : .acknowledge, order.draft.address)
  }

  private func resolve(_ order: Order) throws(Refusal) -> Order.Draft? {
    let alert = try alert(of: order)
    _ = book.dismiss(alert.identifier, at: now)
    unsaved.alerts.insert(alert.identifier)
    return nil
  }

  private func change(_ order: Order) throws(Refusal) -> Order.Draft? {
    guard let word = order.draft.fields["field"], let field = PlanChange.Field(rawValue: word) else {
      throw Refusal("no_such_field", order.draft.fields["field"] ?? "")
    }
    let change = PlanChange(order.draft.address, field, order.draft.fields["value"] ?? "")
    let before: PlanChange
    do throws(PlanFault) { before = try plan.apply(change, on: configuration.zone.day(of: now)) } catch {
      throw Refusal(error)
    }
    if change.address.kind == .programme {
      unsaved.programmes.insert(change.address.identifier)
    } else {
      unsaved.items.insert(change.address.identifier)
    }
    findings = nil
    return Order.Draft(.set, before.address, ["field": before.field.rawValue, "value": before.value])
  }

  private func observe(_ order: Order) throws(Refusal) -> Order.Draft? {
    let address = order.draft.address
    guard address.kind == .indicator, let indicator = board.indicator(address.identifier) else {
      throw Refusal("no_such_indicator", address.identifier)
    }
    let text = order.draft.fields["value"] ?? ""
    guard let value = Self.value(text, in: indicator.unit) else { throw Refusal("bad_value", text) }
    var day = configuration.zone.day(of: now)
    if let text = order.draft.fields["day"], !text.isEmpty {
      guard let named = Day(iso: text) else { throw Refusal("bad_date", text) }
      guard named <= day else { throw Refusal("future_date", text) }
      day = named
    }
    let enteredAt = entryTime(of: indicator.identifier)
    let reading = Reading(
      indicator: indicator.identifier, day: day, value: value, provenance: .manual,
      note: Bilingual(order.draft.reason), source: order.who, enteredAt: enteredAt)
    board.add(reading)
    unsaved.readings.append(reading)
    findings = nil
    return Order.Draft(.withdraw, address, ["entered": String(enteredAt.milliseconds)])
  }

  /// Readings are told apart by when they were entered, so two of one step stand a moment apart.
  private func entryTime(of indicator: String) -> Instant {
    let known = Set((board.readings[indicator] ?? []).map(\.enteredAt))
    var at = now
    while known.contains(at) { at = at + .milliseconds(1) }
    return at
  }

  /// A share is typed as a percentage with its sign or as a number from 0 to 1; nothing else is guessed at.
  private static func value(_ text: String, in unit: String) -> Double? {
    guard let quantity = Quantity(text), let value = quantity.value, quantity.upper == nil else { return nil }
    guard unit == "ratio" else { return value }
    if quantity.unit == "percent" { return value / 100 }
    return (0...1).contains(value) ? value : nil
  }

  private func withdraw(_ order: Order) throws(Refusal) -> Order.Draft? {
    let address = order.draft.address
    guard let milliseconds = order.draft.fields["entered"].flatMap({ Int64($0) }),
      board.remove(address.identifier, enteredAt: Instant(milliseconds: milliseconds))
    else { throw Refusal("no_such_reading", address.identifier) }
    let enteredAt = Instant(milliseconds: milliseconds)
    unsaved.readings.removeAll { $0.indicator == address.identifier && $0.enteredAt == enteredAt }
    unsaved.withdrawn.append((address.identifier, enteredAt))
    findings = nil
    return nil
  }

  /// What people call the thing under an address.
  func title(of address: Address) -> Bilingual {
    switch address.kind {
    case .alert: book.active[address.identifier]?.summary ?? Bilingual(address.identifier)
    case .indicator: board.indicator(address.identifier)?.title ?? Bilingual(address.identifier)
    case .programme: plan.programme(address.identifier)?.title ?? Bilingual(address.identifier)
    case .phase, .milestone, .task, .deliverable, .checkpoint, .goal:
      plan.find(address.identifier)?.item.title ?? Bilingual(address.identifier)
    case .objective:
      configuration.objectives.first { $0.name == address.identifier }?.title ?? Bilingual(address.identifier)
    case .suggestion: suggestionTitle(address)
    case .incident:
      Incident.identifier(address.identifier).flatMap { incidents.book[$0]?.title }
        ?? Bilingual(address.identifier)
    case .runbook:
      configuration.runbooks.first { $0.name == address.identifier }?.title ?? Bilingual(address.identifier)
    case .scheduler: Bilingual(english: "scheduler", chinese: "调度器")
    case .node, .rule, .finding, .order, .price, .source, .panel, .silence, .unit, .group,
      .migration:
      Bilingual(address.identifier)
    }
  }
}

extension Refusal {
  init(_ fault: PlanFault) {
    switch fault {
    case .unknown(let address): self.init("no_such_item", address.description)
    case .misplaced(let field, let address): self.init("misplaced_field", "\(field.rawValue) \(address)")
    case .badStatus(let text): self.init("bad_status", text)
    case .badProgress(let text): self.init("bad_progress", text)
    case .badDate(let text): self.init("bad_date", text)
    case .badAmount(let text): self.init("bad_amount", text)
    case .endBeforeStart(let start, let end): self.init("end_before_start", "\(start.iso) \(end.iso)")
    }
  }
}
