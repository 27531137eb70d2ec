import Basics
import Canvas
import Model
import Monitoring

/// The bottlenecks of all nodes, those that last first.
enum BottleneckList: ListKind {
  static let identifier = ListID.bottlenecks

  static let columns: [ListColumn<BottleneckView>] = [
    ListColumn({ _ in "" }, .fixed(1), line: { view, drawing in sign(view, drawing) }),
    ListColumn(
      \.lists.node, .flexible(12), key: { .text($0.node) }, line: { view, _ in view.node.ink(.strong) }),
    ListColumn(
      \.bottlenecks.bottleneck, .flexible(16), key: { .text($0.bottleneck.title.english) },
      line: { view, drawing in view.bottleneck.title[drawing.language].ink(.base) }),
    ListColumn(
      \.bottlenecks.figures, .flexible(30), rank: 1,
      line: { view, drawing in view.bottleneck.figures[drawing.language].ink(.base) }),
    ListColumn(
      \.bottlenecks.suggestion, .flexible(24), rank: 3,
      line: { view, drawing in
        (view.bottleneck.suggestions.first?.title[drawing.language] ?? "").ink(.muted)
      }),
    ListColumn(
      \.bottlenecks.points, .fixed(6), .right, rank: 2, startsFalling: true,
      key: { .number($0.bottleneck.score.total) },
      line: { view, _ in Figures.fixed(view.bottleneck.score.total, 0).ink(.muted) }),
    ListColumn(
      \.lists.since, .fixed(10), .right, key: { .number(-Double($0.since.milliseconds)) },
      line: { view, drawing in Readable(drawing).lasting(view).ink(.muted) }),
  ]

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [BottleneckView] {
    snapshot.bottlenecks
  }
  static func identity(of row: BottleneckView) -> String { row.identifier }
  static func place(of row: BottleneckView) -> Place? { .node(row.node) }

  static func text(of row: BottleneckView, _ drawing: Drawing) -> String {
    "\(row.identifier) \(row.bottleneck.title[drawing.language]) \(row.bottleneck.figures[drawing.language])"
  }

  static func sign(_ view: BottleneckView, _ drawing: Drawing) -> Line {
    view.isActive ? Readable(drawing).sign(view.bottleneck.severity) : drawing.glyphs.done.ink(.past)
  }
}

/// What would help against the bottlenecks of a node, with what each is foreseen to come to.
enum SuggestionList: ListKind {
  /// A suggestion with what it is against.
  struct Row {
    let view: BottleneckView
    let suggestion: Suggestion

    var address: Address { view.address(of: suggestion) }
    /// When it was last done, if it was.
    var applied: AppliedSuggestion? { view.applied.last { $0.address == address } }
  }

  static let identifier = ListID.suggestions

  static let columns: [ListColumn<Row>] = [
    ListColumn(
      \.bottlenecks.suggestion, .flexible(28),
      line: { row, drawing in row.suggestion.title[drawing.language].ink(.strong) }),
    ListColumn(
      \.bottlenecks.effect, .flexible(24), line: { row, drawing in foreseen(row.suggestion.effect, drawing) }),
    ListColumn(\.lists.outcome, .flexible(16), rank: 2, line: { row, drawing in outcome(row, drawing) }),
  ]

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [Row] {
    snapshot.bottlenecks(of: context.subject).flatMap { view in
      view.bottleneck.suggestions.map { Row(view: view, suggestion: $0) }
    }
  }

  static func identity(of row: Row) -> String { row.address.description }
  static func text(of row: Row, _ drawing: Drawing) -> String { row.suggestion.title[drawing.language] }

  /// `busy 98 % ▸ 49 %, waiting -99 %`.
  static func foreseen(_ effect: Suggestion.Effect, _ drawing: Drawing) -> Line {
    let way =
      "\(effect.unit.text(effect.before)) \(drawing.glyphs.pointer) \(effect.unit.text(effect.predicted))"
    guard let waiting = effect.waiting, waiting < 1 else { return way.ink(.base) }
    let less = Figures.percent(-min(1 - waiting, 0.99))
    return way.ink(.base) + "  \(drawing.phrases.bottlenecks.waiting) \(less)".ink(.muted)
  }

  private static func outcome(_ row: Row, _ drawing: Drawing) -> Line {
    guard let applied = row.applied else { return .empty }
    let words = drawing.phrases.bottlenecks
    if let realised = applied.effect.realised {
      return "\(drawing.glyphs.done) \(words.realised) \(applied.effect.unit.text(realised))".ink(.ok)
    }
    return "\(drawing.glyphs.idle) \(words.done) \(applied.by)".ink(.info)
  }
}

extension Snapshot {
  /// What holds a node up now, the worst first.
  func bottlenecks(of node: String?) -> [BottleneckView] {
    bottlenecks.filter { $0.node == node && $0.isActive }
  }
}

extension Readable {
  /// For how long a bottleneck has lasted, or how long ago it was gone.
  func lasting(_ view: BottleneckView) -> String { age((view.until ?? now) - view.since) }
}
