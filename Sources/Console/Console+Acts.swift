import Basics
import Canvas
import Community
import Model
import Monitoring
import Roadmap
import Telemetry

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

  /// What each act does to what is marked or selected.
  static let acts: [Command: Action] = [
    .acknowledge: { $0.acknowledge() },
    .silence: { $0.openSilence() },
    .resolve: { $0.openResolve() },
    .escalate: { $0.openEscalate() },
    .comment: { $0.openComment() },
    .edit: { $0.openEdit() },
    .undo: { $0.undo() },
    .pin: { $0.openPin() },
    .enact: { $0.openEnact() },
    .apply: { $0.openApply() },
    .removeExpression: { $0.unpin() },
    .cordon: { $0.cordon() },
    .drain: { $0.openDrain() },
    .migrate: { $0.openMigrate() },
    .balance: { $0.openBalance() },
    .consolidate: { $0.openConsolidate() },
    .halt: { $0.halt() },
    .callOff: { $0.callOff() },
  ]

  /// Nothing to do, and a word about why.
  mutating func decline(_ words: (Phrases) -> String) -> [Effect] {
    say(.plain, words)
    return []
  }

  func submit(_ drafts: [Order.Draft]) -> [Effect] { drafts.map(Effect.submit) }

  /// The alerts and incidents that acts go to; on the page of an incident that itself, whatever is selected.
  private var broken: [Address] {
    if let own = ownIncident { return [own.address] }
    let things = targets().filter { $0.kind == .alert || $0.kind == .incident }
    guard focusedList == .queue, let snapshot else { return things }
    return things.flatMap { address in
      snapshot.alert(address.identifier).map { snapshot.crowd(of: $0).map(\.alert.address) } ?? [address]
    }
  }

  private func isTaken(_ address: Address) -> Bool {
    address.kind == .alert
      ? snapshot?.alert(address.identifier)?.alert.acknowledgement != nil
      : incident(under: address)?.incident.acknowledgement != nil
  }

  private func incident(under address: Address) -> IncidentView? {
    guard address.kind == .incident else { return nil }
    return Incident.identifier(address.identifier).flatMap { snapshot?.incident($0) }
  }

  private mutating func acknowledge() -> [Effect] {
    let things = broken
    guard !things.isEmpty else { return decline { $0.notices.nothingToAcknowledge } }
    let isOne = things.count == 1
    let drafts = things.map { Order.Draft(isOne && isTaken($0) ? .unacknowledge : .acknowledge, $0) }
    guard !isOne else { return submit(drafts) }
    overlay = .confirmation(
      Confirmation(drafts, kind: .acknowledge, names: names(of: things), mustType: true))
    return []
  }

  private mutating func openSilence() -> [Effect] {
    let things = broken
    guard let first = things.first else { return decline { $0.notices.nothingToSilence } }
    if let silence = commonSilence(of: things) {
      let draft = Order.Draft(.unsilence, first, ["silence": silence.identifier])
      overlay = .confirmation(
        Confirmation([draft], kind: .unsilence, names: names(of: [first]), mustType: false))
      return []
    }
    // Many that are one row are silenced by what they have in common, so that those which join them are too.
    let matchers = Silence.matchers(of: alerts(of: things).map(\.alert.labels))
    let isCrowd = isCrowd && !matchers.isEmpty
    var form = Form(
      .silence, subjects: isCrowd ? [Address(.silence, text(of: matchers))] : things,
      title: names(of: isCrowd ? [first] : things),
      fields: [Form.Field(.duration, "2h"), Form.Field(.reason, "")])
    if isCrowd || things.count == 1 { form.note = preview(of: matchers) }
    if isCrowd { form.given = ["matchers": text(of: matchers)] }
    overlay = .form(form)
    return []
  }

  /// Whether acts go to one row that stands for many alerts.
  private var isCrowd: Bool {
    guard focusedList == .queue, let snapshot, targets().count == 1, let address = targets().first else {
      return false
    }
    return snapshot.alert(address.identifier).map { snapshot.crowd(of: $0).count > 1 } ?? false
  }

  private func text(of matchers: [Matcher]) -> String { matchers.map(\.description).joined(separator: ",") }

  /// The silence that covers all that is under some addresses.
  private func commonSilence(of things: [Address]) -> Silence? {
    let alerts = alerts(of: things)
    guard let silence = alerts.first?.silence, things.count == 1 || isCrowd else { return nil }
    return alerts.allSatisfy { $0.silence == silence } ? silence : nil
  }

  /// The alerts of what is under some addresses, of incidents those that fire. There may be thousands of both.
  private func alerts(of things: [Address]) -> [AlertView] {
    let names = Set(things.filter { $0.kind == .alert }.map(\.identifier))
    let numbers = Set(things.filter { $0.kind == .incident }.compactMap { Int($0.identifier) })
    return snapshot?.alerts.filter { view in
      names.contains(view.alert.identifier) || view.incident.map(numbers.contains) ?? false
    } ?? []
  }

  /// What a silence over something would catch.
  private func preview(of matchers: [Matcher]) -> String {
    guard let snapshot else { return "" }
    let preview = SilencePreview(
      matchers, among: snapshot.alerts.map(\.alert), beside: snapshot.silences, at: snapshot.at)
    return phrases.queue.catches(Figures.grouped(preview.caught.count), text(of: matchers))
  }

  private mutating func openResolve() -> [Effect] {
    let things = broken
    guard !things.isEmpty else { return decline { $0.notices.nothingToResolve } }
    let drafts = things.map { Order.Draft(.resolve, $0) }
    overlay = .confirmation(
      Confirmation(drafts, kind: .resolve, names: names(of: things), mustType: things.count > 1))
    return []
  }

  private mutating func openEscalate() -> [Effect] {
    var seen: Set<Address> = []
    let incidents = broken.compactMap { address in
      incident(under: address) ?? snapshot?.alert(address.identifier).flatMap { snapshot?.incident(of: $0) }
    }.filter { seen.insert($0.address).inserted }
    guard !incidents.isEmpty else { return decline { $0.queue.nothingToEscalate } }
    let addresses = incidents.map(\.address)
    overlay = .form(
      Form(
        .escalate, subjects: addresses, title: names(of: addresses),
        fields: [Form.Field(.rung, ""), Form.Field(.reason, "")]))
    return []
  }

  private mutating func openComment() -> [Effect] {
    guard let address = ownIncident?.address ?? targets().first else { return [] }
    overlay = .form(
      Form(.comment, subjects: [address], title: names(of: [address]), fields: [Form.Field(.reason, "")]))
    return []
  }

  private mutating func openEdit() -> [Effect] {
    if let incident = ownIncident ?? targets().first.flatMap({ incident(under: $0) }) {
      return openAssign(incident)
    }
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
    // Among thousands of alerts each is not looked for from the beginning.
    let alerts =
      addresses.count < 8
      ? [:] : Dictionary(snapshot.alerts.map { ($0.alert.address, $0.alert.summary) }) { first, _ in first }
    return addresses.map { (alerts[$0] ?? snapshot.title(of: $0))[setup.language] }
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
    case .scheduler: Bilingual(english: "scheduler", chinese: "调度器")
    case .node, .rule, .order, .price, .source, .panel, .silence, .unit, .group, .migration:
      Bilingual(address.identifier)
    }
  }
}
