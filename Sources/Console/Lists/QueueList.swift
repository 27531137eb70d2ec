import Basics
import Canvas
import Model
import Monitoring
import Telemetry

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
