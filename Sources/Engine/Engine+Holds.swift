import Basics
import Model
import Scheduling

extension Engine {
  private func node(of order: Order) throws(Refusal) -> NodeView {
    let address = order.draft.address
    guard address.kind == .node, let node = fleet.node(named: address.identifier) else {
      throw Refusal(purpose == .errand ? "nobody_watches" : "no_such_node", address.identifier)
    }
    return node
  }

  /// Nothing new comes to a node from now on; where it is drained, what is on it goes too.
  func hold(_ order: Order) throws(Refusal) -> Order.Draft? {
    let node = try node(of: order).identifier
    let isDraining = order.draft.verb == .drain
    if isDraining, !configuration.isExecuting { throw Refusal("no_executor", node) }
    var deadline: Instant?
    if let text = order.draft.fields["deadline"], !text.isEmpty {
      guard let span = Span(prometheus: text), span > .zero, span <= .days(365) else {
        throw Refusal("bad_duration", text)
      }
      deadline = now + span
    }
    let former = acts.holds[node]
    if former?.isDraining == isDraining { throw Refusal("already_held", node) }
    if !isDraining { callOffDrain(of: node) }
    acts.holds[node] = NodeHold(
      node: node, isDraining: isDraining, since: now, who: order.who, reason: order.draft.reason,
      deadline: deadline)
    heedHold(of: node)
    return former.map(again) ?? Order.Draft(.uncordon, order.draft.address)
  }

  /// What would hold a node as it was held.
  private func again(_ hold: NodeHold) -> Order.Draft {
    let rest = hold.deadline.map { max($0 - now, .seconds(1)).prometheus }
    return Order.Draft(
      hold.isDraining ? .drain : .cordon, Address(.node, hold.node), rest.map { ["deadline": $0] } ?? [:],
      reason: hold.reason)
  }

  /// A node may be used again; what was to leave it and has not begun to stays.
  func letGo(_ order: Order) throws(Refusal) -> Order.Draft? {
    let node = order.draft.address.identifier
    guard order.draft.address.kind == .node, let hold = acts.holds.removeValue(forKey: node) else {
      throw Refusal("not_held", node)
    }
    callOffDrain(of: node)
    heedHold(of: node)
    return again(hold)
  }

  private func heedHold(of node: String) {
    unsaved.holds.insert(node)
    heedActs()
  }

  /// What was planned before does not stand any more.
  private func heedActs() {
    if units.cluster.revision > 0 { settleUnits() }
    acts.plannedOn = nil
  }

  /// Brings a unit to the node somebody names, or to the best there is.
  func migrate(_ order: Order) throws(Refusal) -> Order.Draft? {
    let address = order.draft.address
    if order.draft.undoes != nil, try takeBack(address) { return nil }
    guard address.kind == .unit,
      var unit = units.views.first(where: { $0.identifier == address.identifier })
    else { throw Refusal(purpose == .errand ? "nobody_watches" : "no_such_unit", address.identifier) }
    guard configuration.isExecuting else { throw Refusal("no_executor", unit.node) }
    guard unit.state != .evicting else { throw Refusal("already_moving", unit.name) }
    guard !acts.book.isMoving(unit.name) else { throw Refusal("already_moving", unit.name) }
    // It will have more to do than when it was let go for lack of work.
    if unit.state == .ghost, let rule = configuration.scaling.first(where: { $0.group == unit.group }) {
      unit.cores = max(unit.cores ?? 0, (rule.cores ?? 0) * rule.limits.target)
    }
    let relocation = relocation
    switch relocation.move(unit, to: order.draft.fields["target"].flatMap { $0.isEmpty ? nil : $0 }) {
    case .failure(let obstacle): throw Refusal("no_place", obstacle.words.joined)
    case .success(let found):
      enter([found], .order)
      // What was a ghost is not made one again by an undo: there may be work for it.
      guard unit.state != .ghost else {
        acts.keptUp[unit.name] = now + ActKeeper.respite
        return nil
      }
      return Order.Draft(
        .migrate, Address(.unit, "\(found.target)/\(unit.name)"), ["target": unit.node])
    }
  }

  /// Calls a move off that has not begun, whose unit is to be where it was; false where there is none.
  private func takeBack(_ address: Address) throws(Refusal) -> Bool {
    guard let slash = address.identifier.firstIndex(of: "/") else { return false }
    let name = String(address.identifier[address.identifier.index(after: slash)...])
    guard let newest = acts.book.newest(of: name), acts.book.isMoving(name) else { return false }
    let off = acts.book.callOff(at: now) { $0.number == newest.number }
    if off.isEmpty { throw Refusal("already_moving", name) }
    return true
  }

  /// Brings units from full nodes to emptier ones, once. Units that moved a short while ago stay.
  func rebalance(_ order: Order) throws(Refusal) -> Order.Draft? {
    guard order.draft.address.kind == .scheduler else {
      throw Refusal("no_such_item", order.draft.address.description)
    }
    guard configuration.isExecuting, purpose != .errand else {
      throw Refusal(purpose == .errand ? "nobody_watches" : "no_executor", "")
    }
    let resting = acts.book.entries.values.filter {
      $0.isOpen || now - $0.changedAt < Self.rest
    }
    let relocation = relocation
    let found = relocation.rebalance(units.views, resting: Set(resting.map(\.unit)))
    guard !found.isEmpty else { throw Refusal("nothing_to_balance") }
    enter(found, .rebalance)
    learn(from: found, relocation)
    return nil
  }

  /// For so long a unit that moved is not moved again for balance.
  private static let rest = Span.minutes(10)

  /// Lets the scheduler begin nothing new, or go on.
  func setPaused(_ order: Order) throws(Refusal) -> Order.Draft? {
    let address = order.draft.address
    guard address.kind == .scheduler else { throw Refusal("no_such_item", address.description) }
    let isPaused = order.draft.verb == .pause
    guard acts.settings.isPaused != isPaused else {
      throw Refusal(isPaused ? "already_paused" : "not_paused", acts.settings.pausedBy)
    }
    acts.settings.isPaused = isPaused
    acts.settings.pausedBy = isPaused ? order.who : ""
    unsaved.hasNewSettings = true
    acts.plannedOn = nil
    return Order.Draft(isPaused ? .proceed : .pause, address)
  }

  /// From now on new places are chosen by another policy, or the scheduler goes so far by itself.
  func setActs(_ order: Order) throws(Refusal) -> Order.Draft? {
    let (field, value) = (order.draft.fields["field"] ?? "", order.draft.fields["value"] ?? "")
    let before: String
    switch field {
    case "policy":
      guard PlacementAdvice.policies.contains(value) else { throw Refusal("no_such_policy", value) }
      before = acts.settings.policy
      acts.settings.policy = value
      forgiveViolation()
    case "initiative":
      guard let initiative = Autonomy(rawValue: value) else {
        throw Refusal("bad_value", value)
      }
      before = acts.settings.initiative.rawValue
      acts.settings.initiative = initiative
    default: throw Refusal("no_such_field", field)
    }
    unsaved.hasNewSettings = true
    acts.plannedOn = nil
    return Order.Draft(.set, order.draft.address, ["field": field, "value": before])
  }

  /// Says no to what of a plan has not begun; its units stay where they are for an hour.
  func callOff(_ order: Order) throws(Refusal) -> Order.Draft? {
    let address = order.draft.address
    guard address.kind == .migration, let number = Int64(address.identifier),
      let plan = acts.book[number]?.plan
    else { throw Refusal("no_such_move", address.identifier) }
    let off = acts.book.callOff(at: now) { $0.plan == plan }
    guard !off.isEmpty else { throw Refusal("begun_already", address.identifier) }
    let end = now + ActKeeper.respite
    for migration in off {
      acts.calledOff[migration.unit] = end
      guard migration.cause == .demand || migration.cause == .idle, let group = migration.group else {
        continue
      }
      acts.refuse(group, growing: migration.cause == .demand, at: now)
    }
    acts.plannedOn = nil
    return nil
  }
}
