import Basics
import Canvas
import Model
import Monitoring
import Telemetry

/// A row of the queue: an incident with what fires of it, an alert that is a part of none, or a crowd of such alerts.
struct QueueRow {
  let incident: IncidentView?
  /// The most urgent alert of it; nil where nothing of an incident fires any more.
  let alert: AlertView?
  /// How many alerts of one rule stand alike, this one included.
  var crowd = 1

  var place: Place? {
    incident.map { .incident($0.incident.identifier) } ?? alert.map { .alert($0.alert.identifier) }
  }

  var identity: String { incident?.address.description ?? alert?.alert.identifier ?? "" }
  var title: Bilingual { incident?.incident.title ?? alert?.alert.summary ?? Bilingual("") }
  var severity: Severity { incident?.incident.severity ?? alert?.alert.severity ?? .info }
  var since: Instant { incident?.incident.openedAt ?? alert?.alert.activeAt ?? .epoch }
  /// Whether nobody has it whom it concerns: its most urgent alert tells, for those that are silenced come after.
  var needsSomeone: Bool {
    (alert?.needsSomeone ?? false) && incident?.incident.needsSomeone ?? true
  }
}

extension Snapshot {
  /// What is broken, the most urgent first: an incident stands where its most urgent alert would.
  var queue: [QueueRow] {
    let open = incidents.filter { $0.incident.state != .resolved }
    let byNumber = Dictionary(open.map { ($0.incident.identifier, $0) }) { first, _ in first }
    var crowds: [Crowd: Int] = [:]
    for place in alerts.indices where alerts[place].incident == nil {
      crowds[alerts[place].crowd, default: 0] += 1
    }
    var (seen, told): (Set<Int>, Set<Crowd>) = ([], [])
    var rows: [QueueRow] = []
    // Of very many alerts only what is shown is copied.
    for place in alerts.indices {
      if let incident = alerts[place].incident.flatMap({ byNumber[$0] }) {
        guard seen.insert(incident.incident.identifier).inserted else { continue }
        rows.append(QueueRow(incident: incident, alert: alerts[place]))
      } else {
        let count = crowds[alerts[place].crowd] ?? 1
        guard count < Crowd.least || told.insert(alerts[place].crowd).inserted else { continue }
        rows.append(
          QueueRow(incident: nil, alert: alerts[place], crowd: count < Crowd.least ? 1 : count))
      }
    }
    return rows
      + open.filter { !seen.contains($0.incident.identifier) }.map { QueueRow(incident: $0, alert: nil) }
  }

  /// The alerts that one row of the queue stands for.
  func crowd(of alert: AlertView) -> [AlertView] {
    let all = alerts.filter { $0.incident == nil && $0.crowd == alert.crowd }
    return alert.incident == nil && all.count >= Crowd.least ? all : [alert]
  }

  /// The row of the queue that a place is about.
  func queueRow(of place: Place) -> QueueRow? {
    switch place {
    case .incident(let number):
      incident(number).map { view in
        QueueRow(incident: view, alert: alerts.first { $0.incident == view.incident.identifier })
      }
    case .alert(let name): alert(name).map { QueueRow(incident: nil, alert: $0) }
    default: nil
    }
  }
}

/// What alerts that are in no incident have alike where many of them are one row.
private struct Crowd: Hashable {
  let rule: String
  let state: Alert.State
  let isSilenced: Bool

  static let least = 4
}

extension AlertView {
  fileprivate var crowd: Crowd {
    Crowd(rule: alert.rule, state: alert.state, isSilenced: silence != nil)
  }
}

/// What is broken, the most urgent first; alerts that belong together are one row.
enum QueueList: ListKind {
  static let identifier = ListID.queue

  static let columns: [ListColumn<QueueRow>] = [
    ListColumn({ _ in "" }, .fixed(1), line: { row, drawing in sign(row, drawing) }),
    ListColumn(
      \.lists.state, .fixed(8), rank: 2, key: { .text($0.incident?.incident.state.rawValue ?? "") },
      line: { row, drawing in state(row, drawing) }),
    ListColumn(
      \.lists.what, .flexible(34), key: { .text($0.title.english) },
      line: { row, drawing in
        row.title[drawing.language].printable.ink(row.needsSomeone ? .strong : .base)
      }),
    ListColumn(
      \.queue.alerts, .fixed(6), .right, rank: 4, startsFalling: true,
      key: { .number(Double($0.incident?.firing ?? $0.crowd)) },
      line: { row, _ in Figures.grouped(row.incident?.firing ?? row.crowd).ink(.muted) }),
    ListColumn(
      \.lists.node, .fixed(12), rank: 3, key: { .text($0.incident?.nodes.first ?? "") },
      line: { row, drawing in node(of: row, drawing).printable.ink(.muted) }),
    ListColumn(
      \.queue.budget, .fixed(7), .right, rank: 6, line: { row, drawing in budget(of: row, drawing) }),
    ListColumn(
      \.lists.trend, .fixed(8), rank: 7,
      line: { row, drawing in row.alert.map { AlertList.trend($0, drawing, columns: 8) } ?? .empty }),
    ListColumn(\.queue.told, .fixed(13), rank: 5, line: { row, drawing in told(row, drawing) }),
    ListColumn(
      \.lists.takenBy, .fixed(10), rank: 2,
      key: { .text($0.incident?.incident.acknowledgement?.by ?? "") },
      line: { row, drawing in owner(of: row, drawing) }),
    ListColumn(
      \.lists.since, .fixed(7), .right, key: { .number(-Double($0.since.milliseconds)) },
      line: { row, drawing in Readable(drawing).since(row.since).ink(.muted) }),
  ]

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [QueueRow] { snapshot.queue }

  static func identity(of row: QueueRow) -> String { row.identity }
  static func place(of row: QueueRow) -> Place? { row.place }

  static func text(of row: QueueRow, _ drawing: Drawing) -> String {
    let alert = row.alert.map { AlertList.text(of: $0, drawing) } ?? ""
    guard let view = row.incident else { return alert }
    let rules = view.rules.map(\.name).joined(separator: " ")
    return "\(IncidentList.text(of: view, drawing)) \(rules) \(alert)"
  }

  private static func sign(_ row: QueueRow, _ drawing: Drawing) -> Line {
    if let alert = row.alert, row.incident == nil || alert.silence != nil {
      return AlertList.sign(alert, drawing)
    }
    return row.incident.map { IncidentList.sign($0.incident, drawing) } ?? .empty
  }

  private static func state(_ row: QueueRow, _ drawing: Drawing) -> Line {
    if let alert = row.alert, row.incident == nil || alert.silence != nil {
      return AlertList.state(alert, drawing)
    }
    guard let view = row.incident else { return .empty }
    return row.alert == nil
      ? drawing.phrases.queue.ebbing.ink(.ok) : IncidentList.state(view.incident, drawing)
  }

  private static func node(of row: QueueRow, _ drawing: Drawing) -> String {
    if row.crowd > 1 { return "" }
    guard let view = row.incident else {
      return row.alert.map { $0.node ?? $0.alert.labels["instance"] } ?? ""
    }
    return view.nodes.count > 1 ? drawing.phrases.queue.nodes(view.nodes.count) : view.nodes.first ?? ""
  }

  private static func budget(of row: QueueRow, _ drawing: Drawing) -> Line {
    drawing.snapshot.objective(of: row).map { ObjectiveList.left($0, drawing) } ?? .empty
  }

  private static func owner(of row: QueueRow, _ drawing: Drawing) -> Line {
    guard let incident = row.incident?.incident else {
      return row.alert.map { AlertList.owner($0, drawing) } ?? .empty
    }
    if let person = incident.assignee { return person.printable.ink(.info) }
    guard let taken = incident.acknowledgement else {
      return row.alert.map { AlertList.owner($0, drawing) } ?? .empty
    }
    return taken.by.printable.ink(.info) + " \(Readable(drawing).since(taken.at))".ink(.muted)
  }

  /// When somebody was told last, or will be first, or why nobody is.
  private static func told(_ row: QueueRow, _ drawing: Drawing) -> Line {
    guard let routing = row.alert?.routing, row.alert?.alert.state == .firing else { return .empty }
    let (words, readable) = (drawing.phrases.routing, Readable(drawing))
    if let mute = routing.reason { return words.brief(mute).ink(.past) }
    if let last = routing.lastSentAt {
      return "\(drawing.glyphs.done) \(readable.clock(last))".ink(.muted)
    }
    if let next = routing.nextSendAt {
      return "\(drawing.glyphs.pointer) \(readable.clock(next))".ink(.muted)
    }
    return words.nobody.ink(.past)
  }
}

extension Snapshot {
  /// The objective that something broken is about: that of its most urgent alert, else the shortest of budget of all.
  func objective(of row: QueueRow) -> ObjectiveView? {
    if let own = row.alert.flatMap({ objective($0.alert.labels[ObjectiveSeries.label]) }) { return own }
    return row.incident?.objectives.compactMap { objective($0) }.min { $0.budget.left < $1.budget.left }
  }
}
