import Basics
import Canvas
import Community
import Model
import Monitoring
import Roadmap

extension Console {
  /// Starts an act on what is marked or selected; anything that cannot be taken back asks first.
  mutating func act(_ command: Command) -> [Effect] {
    // A question changes nothing, so it may be typed everywhere.
    if command == .edit, isExploring { return openExplored(focusedList ?? .expressions) }
    guard !setup.isReadOnly, snapshot?.store.isReadOnly != true else {
      say(.bad) { $0.notices.readOnly }
      return []
    }
    return Self.acts[command]?(&self) ?? []
  }

  private static let acts: [Command: Action] = [
    .acknowledge: { $0.acknowledge() },
    .silence: { $0.openSilence() },
    .resolve: { $0.openResolve() },
    .comment: { $0.openComment() },
    .edit: { $0.openEdit() },
    .undo: { $0.undo() },
    .pin: { $0.openPin() },
    .enact: { $0.openEnact() },
    .apply: { $0.openApply() },
    .removeExpression: { $0.unpin() },
  ]

  /// Nothing to do, and a word about why.
  private mutating func decline(_ words: (Phrases) -> String) -> [Effect] {
    say(.plain, words)
    return []
  }

  private func submit(_ drafts: [Order.Draft]) -> [Effect] { drafts.map(Effect.submit) }

  private mutating func acknowledge() -> [Effect] {
    if let own = ownIncident {
      let isTaken = own.incident.acknowledgement != nil
      return [.submit(Order.Draft(isTaken ? .unacknowledge : .acknowledge, own.address))]
    }
    let alerts = targets(of: .alert)
    guard !alerts.isEmpty else { return decline { $0.notices.nothingToAcknowledge } }
    let drafts = alerts.map { address -> Order.Draft in
      let isTaken = snapshot?.alert(address.identifier)?.alert.acknowledgement != nil
      return Order.Draft(isTaken && alerts.count == 1 ? .unacknowledge : .acknowledge, address)
    }
    guard alerts.count > 1 else { return submit(drafts) }
    overlay = .confirmation(
      Confirmation(drafts, kind: .acknowledge, names: names(of: alerts), mustType: true))
    return []
  }

  private mutating func openSilence() -> [Effect] {
    let alerts = targets(of: .alert)
    guard let first = alerts.first else { return decline { $0.notices.nothingToSilence } }
    if alerts.count == 1, let silence = snapshot?.alert(first.identifier)?.silence {
      let draft = Order.Draft(.unsilence, first, ["silence": silence.identifier])
      overlay = .confirmation(
        Confirmation([draft], kind: .unsilence, names: names(of: alerts), mustType: false))
      return []
    }
    overlay = .form(
      Form(
        .silence, subjects: alerts, title: names(of: alerts),
        fields: [Form.Field(.duration, "2h"), Form.Field(.reason, "")]))
    return []
  }

  private mutating func openResolve() -> [Effect] {
    let alerts = ownIncident.map { [$0.address] } ?? targets(of: .alert)
    guard !alerts.isEmpty else { return decline { $0.notices.nothingToResolve } }
    let drafts = alerts.map { Order.Draft(.resolve, $0) }
    overlay = .confirmation(
      Confirmation(drafts, kind: .resolve, names: names(of: alerts), mustType: alerts.count > 1))
    return []
  }

  private mutating func openComment() -> [Effect] {
    guard let address = ownIncident?.address ?? targets().first else { return [] }
    overlay = .form(
      Form(.comment, subjects: [address], title: names(of: [address]), fields: [Form.Field(.reason, "")]))
    return []
  }

  private mutating func openEdit() -> [Effect] {
    if let own = ownIncident { return openAssign(own) }
    guard let snapshot, let address = targets().first, let fields = fields(of: address, in: snapshot) else {
      return decline { $0.notices.nothingToEdit }
    }
    let kind: Form.Kind = address.kind == .indicator ? .observe : .set
    overlay = .form(Form(kind, subjects: [address], title: names(of: [address]), fields: fields))
    return []
  }

  /// The incident of the page; acts there go to it, whatever is selected.
  private var ownIncident: IncidentView? {
    guard case .incident(let number) = place else { return nil }
    return snapshot?.incident(number)
  }

  private mutating func openAssign(_ view: IncidentView) -> [Effect] {
    overlay = .form(
      Form(
        .assign, subjects: [view.address], title: names(of: [view.address]),
        fields: [Form.Field(.person, view.incident.assignee ?? "")]))
    return []
  }

  /// What can be entered about a thing; nil when nothing can.
  private func fields(of address: Address, in snapshot: Snapshot) -> [Form.Field]? {
    if address.kind == .indicator {
      return [Form.Field(.value, ""), Form.Field(.day, drawing.today.iso), Form.Field(.reason, "")]
    }
    if let programme = snapshot.plan.programme(address.identifier) {
      return [
        Form.Field(.plan(.launch), programme.launch?.iso ?? ""),
        Form.Field(.plan(.owner), programme.owner ?? ""),
      ]
    }
    guard let item = snapshot.plan.find(address.identifier)?.item else { return nil }
    let fields = Plan.fields(of: item.kind).map { Form.Field(.plan($0), item.state.text(of: $0)) }
    return fields.isEmpty ? nil : fields
  }

  private mutating func undo() -> [Effect] {
    guard let snapshot else { return [] }
    let undone = Set(snapshot.orders.filter { $0.status == .done }.compactMap(\.draft.undoes))
    let last = snapshot.orders.first { order in
      order.who == setup.who && order.status == .done && order.inverse != nil && order.draft.undoes == nil
        && !undone.contains(order.identifier)
    }
    guard let last, var draft = last.inverse else { return decline { $0.notices.nothingToUndo } }
    draft.undoes = last.identifier
    let title = snapshot.title(of: draft.address)
    show(Notice(.plain, Phrases.both { $0.notices.undone(title[$0.language]) }))
    return [.submit(draft)]
  }

  /// What people call the things under some addresses.
  func names(of addresses: [Address]) -> [String] {
    guard let snapshot else { return [] }
    return addresses.map { snapshot.title(of: $0)[setup.language] }
  }
}

extension Snapshot {
  /// What people call the thing under an address.
  func title(of address: Address) -> Bilingual {
    switch address.kind {
    case .alert: alert(address.identifier)?.alert.summary ?? Bilingual(address.identifier)
    case .indicator: board.indicator(address.identifier)?.title ?? Bilingual(address.identifier)
    case .programme: plan.programme(address.identifier)?.title ?? Bilingual(address.identifier)
    case .phase, .milestone, .task, .deliverable, .checkpoint, .goal:
      plan.find(address.identifier)?.item.title ?? Bilingual(address.identifier)
    case .finding:
      findings.first { $0.identifier == address.identifier }?.title ?? Bilingual(address.identifier)
    case .objective: objective(address.identifier)?.objective.title ?? Bilingual(address.identifier)
    case .suggestion:
      bottlenecks.lazy.compactMap { $0.suggestion(address)?.title }.first ?? Bilingual(address.identifier)
    case .incident:
      Incident.identifier(address.identifier).flatMap { incident($0)?.incident.title }
        ?? Bilingual(address.identifier)
    case .runbook: runbook(address.identifier)?.title ?? Bilingual(address.identifier)
    case .node, .rule, .order, .price, .source, .panel: Bilingual(address.identifier)
    }
  }
}
