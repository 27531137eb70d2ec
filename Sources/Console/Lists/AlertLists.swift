import Basics
import Canvas
import Model
import Monitoring
import Telemetry

/// The alerts that the queue shows as one row with the alert of the page, one by one, most urgent first.
enum AlertList: ListKind {
  static let identifier = ListID.alerts

  static let columns: [ListColumn<AlertView>] = [
    ListColumn({ _ in "" }, .fixed(1), line: { view, drawing in sign(view, drawing) }),
    ListColumn(
      \.lists.state, .fixed(9), rank: 2, key: { .text($0.alert.state.rawValue) },
      line: {
        view, drawing in
        state(view, drawing)
      }),
    ListColumn(
      \.lists.what, .flexible(40), key: { .text($0.alert.summary.english) },
      line: { view, drawing in
        view.alert.summary[drawing.language].ink(view.needsSomeone ? .strong : .base)
      }),
    ListColumn(
      \.lists.node, .fixed(14), rank: 3, key: { .text($0.node ?? "") },
      line: { view, _ in (view.node ?? view.alert.labels["instance"]).ink(.muted) }),
    ListColumn(
      \.lists.trend, .fixed(12), rank: 5,
      line: { view, drawing in
        trend(view, drawing)
      }),
    ListColumn(
      \.lists.value, .fixed(8), .right, rank: 4, startsFalling: true, key: { .number($0.alert.value) },
      line: { view, _ in value(view).ink(.base) }),
    ListColumn(
      \.lists.takenBy, .fixed(12), rank: 2, key: { .text($0.alert.acknowledgement?.by ?? "") },
      line: { view, drawing in owner(view, drawing) }),
    ListColumn(
      \.lists.since, .fixed(8), .right, key: { .number(-Double($0.alert.activeAt.milliseconds)) },
      line: { view, drawing in Readable(drawing).since(view.alert.activeAt).ink(.muted) }),
  ]

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [AlertView] {
    context.subject.flatMap { snapshot.alert($0) }.map { snapshot.crowd(of: $0) } ?? []
  }

  static func identity(of row: AlertView) -> String { row.alert.identifier }
  static func place(of row: AlertView) -> Place? { .alert(row.alert.identifier) }

  static func text(of row: AlertView, _ drawing: Drawing) -> String {
    "\(row.alert.summary[drawing.language]) \(row.alert.rule) \(row.alert.labels) \(row.alert.state.rawValue)"
  }

  /// The last values about the limit, near enough to see them move.
  static func trend(_ view: AlertView, _ drawing: Drawing, columns: Int = 12) -> Line {
    let limit = view.threshold.map { Float($0) }
    let known = view.values.suffix(columns).filter(\.isFinite) + (limit.map { [$0] } ?? [])
    guard let least = known.min(), let most = known.max() else { return .empty }
    let margin = max((most - least) / 4, most.magnitude / 50)
    return drawing.glyphs.sparkline(
      view.values.suffix(columns), columns: columns, floor: least - margin, ceiling: most + margin
    ) { value in value >= limit ?? .infinity ? .watch : .series2 }
  }

  /// A value as short as its size allows; a ratio as a percentage.
  static func value(_ view: AlertView) -> String { shown(view.alert.value, of: view) }

  /// A value of an alert's condition; where the limit is a share it is one too.
  static func shown(_ value: Double, of view: AlertView) -> String {
    if let threshold = view.threshold, threshold > 0, threshold <= 1, value.magnitude <= 1.5 {
      return Figures.percent(value)
    }
    return Figures.count(value)
  }

  static func sign(_ view: AlertView, _ drawing: Drawing) -> Line {
    if view.silence != nil { return drawing.glyphs.silenced.ink(.past) }
    if view.alert.acknowledgement != nil { return drawing.glyphs.done.ink(.info) }
    if view.alert.state == .pending { return drawing.glyphs.idle.ink(.watch) }
    return Readable(drawing).sign(view.alert.severity)
  }

  static func state(_ view: AlertView, _ drawing: Drawing) -> Line {
    let words = drawing.phrases.states
    if view.silence != nil { return words.silenced.ink(.past) }
    switch view.alert.state {
    case .pending: return words.pending.ink(.watch)
    case .firing: return words.firing.ink(Readable(drawing).role(view.alert.severity))
    case .resolved: return words.resolved.ink(.ok)
    }
  }

  static func owner(_ view: AlertView, _ drawing: Drawing) -> Line {
    let figures = Readable(drawing)
    if let taken = view.alert.acknowledgement {
      return taken.by.ink(.info) + " \(figures.since(taken.at))".ink(.muted)
    }
    if let silence = view.silence {
      return silence.author.ink(.past) + " \(figures.age(silence.endsAt - drawing.now))".ink(.muted)
    }
    return .empty
  }
}

/// The rules and how their evaluation goes.
enum RuleList: ListKind {
  static let identifier = ListID.rules

  static let columns: [ListColumn<RuleView>] = [
    ListColumn(
      { _ in "" }, .fixed(1),
      line: { rule, drawing in
        if rule.fault != nil { return drawing.glyphs.lost.ink(.act) }
        return rule.firing > 0 ? Readable(drawing).sign(rule.severity) : drawing.glyphs.ok.ink(.ok)
      }),
    ListColumn(
      \.lists.rule, .flexible(22), key: { .text($0.name) }, line: { rule, _ in rule.name.ink(.base) }),
    ListColumn(
      \.lists.group, .fixed(10), rank: 3, key: { .text($0.group) },
      line: { rule, _ in rule.group.ink(.muted) }),
    ListColumn(
      \.states.firing, .fixed(6), .right, startsFalling: true, key: { .number(Double($0.firing)) },
      line: {
        rule, drawing in
        String(rule.firing).ink(rule.firing > 0 ? Readable(drawing).role(rule.severity) : .faint)
      }),
    ListColumn(
      \.states.pending, .fixed(7), .right, rank: 1, startsFalling: true,
      key: { .number(Double($0.pending)) },
      line: { rule, _ in String(rule.pending).ink(rule.pending > 0 ? .watch : .faint) }),
    ListColumn(
      \.lists.holdFor, .fixed(5), .right, rank: 2, key: { .number($0.holdFor.seconds) },
      line: {
        rule, _ in
        rule.holdFor.prometheus.ink(.muted)
      }),
    ListColumn(
      \.lists.expression, .flexible(30), rank: 4,
      line: { rule, _ in rule.fault.map { $0.ink(.act) } ?? rule.expression.ink(.muted) }),
  ]

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [RuleView] { snapshot.rules }
  static func identity(of row: RuleView) -> String { row.name }
  static func text(of row: RuleView, _ drawing: Drawing) -> String {
    "\(row.name) \(row.group) \(row.expression)"
  }
}
