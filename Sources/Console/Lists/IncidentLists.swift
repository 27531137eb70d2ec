import Basics
import Canvas
import Model
import Monitoring

/// The incidents, the most urgent first.
enum IncidentList: ListKind {
  static let identifier = ListID.incidents

  static let columns: [ListColumn<IncidentView>] = [
    ListColumn({ _ in "" }, .fixed(1), line: { view, drawing in sign(view.incident, drawing) }),
    ListColumn(
      { _ in "#" }, .fixed(4), .right, startsFalling: true, key: { .number(Double($0.incident.identifier)) },
      line: { view, _ in String(view.incident.identifier).ink(.muted) }),
    ListColumn(
      \.incidents.incident, .flexible(24), key: { .text($0.incident.title.english) },
      line: { view, drawing in
        view.incident.title[drawing.language].printable.ink(view.incident.state == .resolved ? .past : .base)
      }),
    ListColumn(
      \.lists.state, .fixed(9), rank: 1, key: { .text($0.incident.state.rawValue) },
      line: { view, drawing in state(view.incident, drawing) }),
    ListColumn(
      \.incidents.firing, .fixed(7), .right, rank: 3, startsFalling: true,
      key: { .number(Double($0.firing)) },
      line: { view, _ in "\(view.firing)/\(view.members.count)".ink(.muted) }),
    ListColumn(
      \.lists.who, .fixed(12), rank: 2,
      line: { view, _ in
        (view.incident.assignee ?? view.incident.acknowledgement?.by ?? "").printable.ink(.info)
      }),
    ListColumn(
      \.incidents.opened, .fixed(14), .right, rank: 4, startsFalling: true,
      key: { .number(Double($0.incident.openedAt.milliseconds)) },
      line: { view, drawing in Readable(drawing).clock(view.incident.openedAt).ink(.muted) }),
    ListColumn(
      \.incidents.lasted, .fixed(8), .right,
      key: { .number($0.incident.duration(at: $0.incident.resolvedAt ?? .epoch).seconds) },
      line: { view, drawing in Readable(drawing).age(view.incident.duration(at: drawing.now)).ink(.muted) }),
  ]

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [IncidentView] { snapshot.incidents }
  static func identity(of row: IncidentView) -> String { row.address.description }
  static func place(of row: IncidentView) -> Place? { .incident(row.incident.identifier) }
  static func text(of row: IncidentView, _ drawing: Drawing) -> String {
    "\(row.incident.title[drawing.language]) \(row.nodes.joined(separator: " ")) \(row.incident.state.rawValue)"
  }

  static func sign(_ incident: Incident, _ drawing: Drawing) -> Line {
    switch incident.state {
    case .open: Readable(drawing).sign(incident.severity)
    case .acknowledged: drawing.glyphs.done.ink(.info)
    case .resolved: drawing.glyphs.ok.ink(.ok)
    }
  }

  static func state(_ incident: Incident, _ drawing: Drawing) -> Line {
    let words = drawing.phrases.incidents.state(incident.state)
    switch incident.state {
    case .open: return words.ink(Readable(drawing).role(incident.severity), bold: true)
    case .acknowledged: return words.ink(.info)
    case .resolved: return words.ink(.ok)
    }
  }
}

extension ListContext {
  /// The incident of the page.
  func incident(in snapshot: Snapshot) -> IncidentView? {
    subject.flatMap { Incident.identifier($0) }.flatMap { snapshot.incident($0) }
  }
}

/// The alerts of an incident, in the order they fired.
enum IncidentAlertList: ListKind {
  static let identifier = ListID.incidentAlerts

  static let columns: [ListColumn<IncidentMember>] = [
    ListColumn(
      { _ in "" }, .fixed(1),
      line: { member, drawing in
        member.isFiring ? Readable(drawing).sign(member.severity) : drawing.glyphs.ok.ink(.ok)
      }),
    ListColumn(
      \.lists.alert, .flexible(24), key: { .text($0.summary.english) },
      line: { member, drawing in member.summary[drawing.language].printable.ink(.base) }),
    ListColumn(
      \.lists.detail, .flexible(14), rank: 2,
      line: { member, drawing in drawing.phrases.incidents.bond(member.bond).ink(.muted) }),
    ListColumn(
      \.lists.trend, .fixed(12), rank: 3, line: { member, drawing in trend(member, drawing) }),
    ListColumn(
      \.lists.when, .fixed(14), .right, rank: 1, startsFalling: true,
      key: { .number(Double($0.firedAt.milliseconds)) },
      line: { member, drawing in Readable(drawing).clock(member.firedAt).ink(.muted) }),
  ]

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [IncidentMember] {
    context.incident(in: snapshot)?.members ?? []
  }

  static func identity(of row: IncidentMember) -> String { row.alert }
  static func place(of row: IncidentMember) -> Place? { row.isFiring ? .alert(row.alert) : nil }
  static func text(of row: IncidentMember, _ drawing: Drawing) -> String {
    "\(row.summary[drawing.language]) \(row.rule) \(row.node)"
  }

  private static func trend(_ member: IncidentMember, _ drawing: Drawing) -> Line {
    let known = member.trace.values.suffix(12).filter(\.isFinite)
    guard let least = known.min(), let most = known.max() else { return .empty }
    let margin = max((most - least) / 4, most.magnitude / 50)
    return drawing.glyphs.sparkline(
      member.trace.values.suffix(12), columns: 12, floor: least - margin, ceiling: most + margin
    ) { _ in .series2 }
  }
}

/// What happened in an incident, the newest first.
enum TimelineList: ListKind {
  static let identifier = ListID.incidentEvents

  /// An event with what it is called.
  struct Row {
    let number: Int
    let event: IncidentEvent
    let words: String
  }

  static let columns: [ListColumn<Row>] = [
    ListColumn(
      \.lists.when, .fixed(14), line: { row, drawing in Readable(drawing).clock(row.event.at).ink(.muted) }),
    ListColumn(\.lists.what, .flexible(24), line: { row, _ in row.words.ink(ink(row.event.kind)) }),
  ]

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [Row] {
    guard let view = context.incident(in: snapshot) else { return [] }
    let sentence = IncidentSentence(context.drawing.phrases.incidents, view, context.drawing.language)
    return view.events.enumerated().reversed().map { number, event in
      Row(number: number, event: event, words: sentence.of(event))
    }
  }

  static func identity(of row: Row) -> String { String(row.number) }
  static func text(of row: Row, _ drawing: Drawing) -> String { row.words }

  private static func ink(_ kind: IncidentEvent.Kind) -> Role {
    switch kind {
    case .fired, .worsened, .reopened: .watch
    case .escalated: .act
    case .ended, .resolved: .ok
    case .acknowledged, .released, .assigned, .commented, .ticked, .unticked, .ran: .base
    case .absorbed, .merged, .split, .linked, .unlinked: .muted
    }
  }
}

/// The incidents of before that are like one.
enum SimilarList: ListKind {
  static let identifier = ListID.similarIncidents

  static let columns: [ListColumn<Similarity>] = [
    ListColumn(
      { _ in "#" }, .fixed(4), .right, line: { row, _ in String(row.identifier).ink(.muted) }),
    ListColumn(
      \.incidents.similar, .flexible(16),
      line: { row, drawing in
        (drawing.snapshot.incident(row.identifier)?.incident.title[drawing.language] ?? "").printable.ink(
          .base)
      }),
    ListColumn(
      \.lists.detail, .flexible(20), rank: 1,
      line: { row, drawing in
        drawing.phrases.incidents.alike(
          row.rules.count, row.labels.count, Readable(drawing).age(row.apart)
        ).ink(.muted)
      }),
    ListColumn(
      \.incidents.lasted, .fixed(8), .right, rank: 2,
      line: { row, drawing in
        let past = drawing.snapshot.incident(row.identifier)?.incident
        return past.map { Readable(drawing).age($0.duration(at: drawing.now)).ink(.muted) } ?? .empty
      }),
    ListColumn({ _ in "≈" }, .fixed(5), .right, line: { row, _ in Figures.percent(row.score).ink(.strong) }),
  ]

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [Similarity] {
    context.incident(in: snapshot)?.similar ?? []
  }

  static func identity(of row: Similarity) -> String { String(row.identifier) }
  static func place(of row: Similarity) -> Place? { .incident(row.identifier) }
  static func text(of row: Similarity, _ drawing: Drawing) -> String { row.rules.joined(separator: " ") }
}
