import Basics
import Costs
import Model
import Scheduling

extension Console {
  /// The nodes that acts go to: those marked or selected, or those of the selected units.
  private var nodesMeant: [Address] {
    var seen: Set<Address> = []
    return targets(of: .node).filter { seen.insert($0).inserted }
  }

  /// Lets nothing new come to nodes, or lets those go that are held already.
  mutating func cordon() -> [Effect] {
    let nodes = nodesMeant
    guard !nodes.isEmpty, let acts = snapshot?.acts else { return decline { $0.acts.nothingToHold } }
    let open = nodes.filter { acts.holds[$0.identifier] == nil }
    let isHolding = !open.isEmpty
    let meant = isHolding ? open : nodes
    let drafts = meant.map { Order.Draft(isHolding ? .cordon : .uncordon, $0) }
    guard meant.count > 1 else { return submit(drafts) }
    overlay = .confirmation(
      Confirmation(
        drafts, kind: isHolding ? .cordon : .uncordon, names: meant.map(\.identifier), mustType: true))
    return []
  }

  mutating func openDrain() -> [Effect] {
    let nodes = nodesMeant
    guard !nodes.isEmpty else { return decline { $0.acts.nothingToHold } }
    overlay = .form(
      Form(
        .drain, subjects: nodes, title: nodes.map(\.identifier),
        fields: [Form.Field(.deadline, "10m"), Form.Field(.reason, "")]))
    return []
  }

  /// Moves the selected unit to the node that the policy would choose, or to the selected one of the candidates.
  mutating func openMigrate() -> [Effect] {
    guard case .screen(.scheduler) = place, let advice = desk.advice else {
      return decline { $0.acts.nothingToMove }
    }
    let chosen = focusedList == .candidates ? targets(of: .node).first?.identifier : nil
    let best = advice.rows.first { $0.isChosen && !$0.isHere }?.node
    overlay = .form(
      Form(
        .migrate, subjects: [advice.unit.address], title: [advice.unit.identifier],
        fields: [Form.Field(.node, chosen ?? best ?? ""), Form.Field(.reason, "")]))
    return []
  }

  mutating func openBalance() -> [Effect] {
    let draft = Order.Draft(.rebalance, Address(.scheduler, "acts"))
    overlay = .confirmation(
      Confirmation([draft], kind: .balance, names: names(of: [draft.address]), mustType: false))
    return []
  }

  /// Asks whether nodes are to be emptied, and says which, by how many moves and what they cost.
  mutating func openConsolidate() -> [Effect] {
    guard let snapshot, snapshot.acts.isExecuting else { return decline { $0.acts.adviceOnly } }
    let plan = ConsolidationPlan(
      snapshot.units, in: snapshot.cluster, MigrationBook(snapshot.acts.migrations), at: snapshot.at)
    guard !plan.moves.isEmpty else { return decline { $0.acts.nothingToEmpty } }
    let words = phrases.acts
    let names = plan.nodes.map { words.emptied($0.node, $0.units, price(Int($0.price))) }
    overlay = .confirmation(
      Confirmation(
        [Order.Draft(.consolidate, Address(.scheduler, "acts"))],
        kind: .consolidate(nodes: plan.nodes.count, moves: plan.moves.count, saving: price(plan.saving)),
        names: names, mustType: false))
    return []
  }

  /// Thousandths of the currency as people read them; nil without a price book.
  private func price(_ thousandths: Int) -> String? {
    snapshot?.costs.prices.map { book in
      Money(trillionths: Int128(thousandths) * (Money.grain / 1_000), currency: book.currency).rounded()
    }
  }

  /// Says no to the plan of the selected move.
  mutating func callOff() -> [Effect] {
    let open = snapshot?.acts.migrations.first { $0.stage == .planned }
    guard let migration = selectedMove ?? open else { return decline { $0.acts.noMoves } }
    return submit([Order.Draft(.callOff, Address(.migration, String(migration.number)))])
  }

  /// Pauses what the scheduler does, or lets it go on: one key, and no question.
  mutating func halt() -> [Effect] {
    let isPaused = snapshot?.acts.settings.isPaused == true
    return submit([Order.Draft(isPaused ? .proceed : .pause, Address(.scheduler, "acts"))])
  }
}
