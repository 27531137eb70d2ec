import Basics
import Canvas
import Model
import Monitoring

/// Everything that has happened, newest first.
enum LogList: ListKind {
  static let identifier = ListID.log

  static let columns: [ListColumn<LogEntry>] = [
    ListColumn(
      \.lists.when, .fixed(11), startsFalling: true, key: { .number(Double($0.at.milliseconds)) },
      line: { entry, drawing in Readable(drawing).clock(entry.at).ink(.muted) }),
    ListColumn({ _ in "" }, .fixed(1), line: { entry, drawing in sign(entry, drawing) }),
    ListColumn(\.lists.what, .flexible(24), line: { entry, drawing in sentence(entry, drawing) }),
    ListColumn(
      \.lists.detail, .flexible(10), rank: 2,
      line: { entry, drawing in detail(entry, drawing).ink(.muted) }),
    ListColumn(
      \.lists.who, .fixed(12), rank: 1, key: { .text($0.who) },
      line: { entry, _ in entry.who.ink(.muted) }),
  ]

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [LogEntry] { snapshot.log }

  static func identity(of row: LogEntry) -> String {
    "\(row.at.milliseconds) \(row.kind.rawValue) \(row.address?.description ?? "") \(row.detail)"
  }

  static func text(of row: LogEntry, _ drawing: Drawing) -> String {
    "\(sentence(row, drawing).text) \(detail(row, drawing)) \(row.who) \(row.address?.description ?? "")"
  }

  static func place(of row: LogEntry) -> Place? { row.address.flatMap { Place($0) } }

  static func sign(_ entry: LogEntry, _ drawing: Drawing) -> Line {
    let glyphs = drawing.glyphs
    switch entry.severity {
    case .act: return glyphs.act.ink(.act)
    case .watch: return glyphs.watch.ink(.watch)
    case .ok: return glyphs.ok.ink(.ok)
    case .info: return entry.kind == .orderDone ? glyphs.done.ink(.info) : glyphs.dot.ink(.muted)
    }
  }

  /// What happened and to what.
  static func sentence(_ entry: LogEntry, _ drawing: Drawing) -> Line {
    let phrases = drawing.phrases
    let subject = entry.subject[drawing.language]
    return "\(phrases.log.event(entry.kind)) ".ink(.muted) + subject.ink(.base)
      + (subject.isEmpty ? detail(entry, drawing).ink(.base) : .empty)
  }

  /// What belongs to it, in words where the log keeps a code.
  static func detail(_ entry: LogEntry, _ drawing: Drawing) -> String {
    let (log, acts) = (drawing.phrases.log, drawing.phrases.acts)
    if entry.kind == .moveFailed { return acts.fault(entry.detail) }
    if entry.kind == .movesPlanned { return acts.planned(entry.detail) }
    guard entry.kind == .orderDone || entry.kind == .orderRefused else { return entry.detail }
    // `verb field value: outcome`.
    let parts = entry.detail.split(separator: ": ", maxSplits: 1).map(String.init)
    let words = (parts.first ?? "").split(separator: " ", maxSplits: 1).map(String.init)
    guard let verb = words.first.flatMap(Order.Verb.init) else { return entry.detail }
    let ordered = ([log.verb(verb)] + words.dropFirst()).joined(separator: " ")
    guard parts.count > 1 else { return ordered }
    return log.cameTo(ordered, entry.kind == .orderRefused ? log.refusal(parts[1]) : parts[1])
  }
}

/// Every order with its outcome, newest first: the audit log.
enum OrderList: ListKind {
  static let identifier = ListID.orders

  static let columns: [ListColumn<Order>] = [
    ListColumn(
      { _ in "№" }, .fixed(5), .right, startsFalling: true, key: { .number(Double($0.identifier)) },
      line: { order, _ in String(order.identifier).ink(.muted) }),
    ListColumn(
      \.lists.when, .fixed(14),
      line: { order, drawing in Readable(drawing).clock(order.at).ink(.muted) }),
    ListColumn(
      \.lists.who, .fixed(10), rank: 2, key: { .text($0.who) },
      line: { order, _ in order.who.ink(.base) }),
    ListColumn(\.lists.what, .flexible(16), line: { order, drawing in words(order, drawing) }),
    ListColumn(
      \.lists.subject, .flexible(14), rank: 1, key: { .text($0.draft.address.description) },
      line: {
        order, drawing in drawing.snapshot.title(of: order.draft.address)[drawing.language].ink(.base)
      }),
    ListColumn(\.lists.outcome, .flexible(10), line: { order, drawing in outcome(order, drawing) }),
  ]

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [Order] { snapshot.orders }
  static func identity(of row: Order) -> String { row.address.description }
  static func place(of row: Order) -> Place? { Place(row.draft.address) }

  static func text(of row: Order, _ drawing: Drawing) -> String {
    "\(words(row, drawing).text) \(row.who) \(row.draft.address) \(row.draft.reason)"
  }

  /// What was ordered.
  static func words(_ order: Order, _ drawing: Drawing) -> Line {
    let fields = order.draft.fields
    let what = [fields["field"], fields["value"], fields["duration"]].compactMap { $0 }.joined(separator: " ")
    let reason = order.draft.reason.isEmpty ? Line.empty : "  \(order.draft.reason)".ink(.muted)
    return "\(drawing.phrases.log.verb(order.draft.verb)) ".ink(.base) + what.ink(.strong) + reason
  }

  /// What came of it.
  static func outcome(_ order: Order, _ drawing: Drawing) -> Line {
    switch order.status {
    case .pending: return drawing.phrases.log.pending.ink(.watch)
    case .done: return "\(drawing.glyphs.done) \(drawing.phrases.log.done)".ink(.ok)
    case .refused: return "\(drawing.glyphs.lost) \(drawing.phrases.log.refusal(order.outcome))".ink(.act)
    }
  }
}

/// The orders about the thing of a page, newest first.
enum TrailList: ListKind {
  static let identifier = ListID.itemTrail

  static let columns: [ListColumn<Order>] = [
    ListColumn(
      \.lists.when, .fixed(14),
      line: { order, drawing in Readable(drawing).clock(order.at).ink(.muted) }),
    ListColumn(\.lists.who, .fixed(10), line: { order, _ in order.who.ink(.base) }),
    ListColumn(\.lists.what, .flexible(16), line: { order, drawing in OrderList.words(order, drawing) }),
    ListColumn(
      \.lists.outcome, .fixed(14), rank: 1,
      line: { order, drawing in OrderList.outcome(order, drawing) }),
  ]

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [Order] {
    guard let subject = context.subject else { return [] }
    return context.answers.trails.first { $0.key.identifier == subject }?.value ?? []
  }

  static func identity(of row: Order) -> String { row.address.description }
  static func text(of row: Order, _ drawing: Drawing) -> String { OrderList.text(of: row, drawing) }
}
