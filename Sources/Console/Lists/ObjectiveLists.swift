import Basics
import Canvas
import Model
import Monitoring
import Telemetry

/// The objectives, most urgent first: what is left of each budget and how fast it goes.
enum ObjectiveList: ListKind {
  static let identifier = ListID.objectives

  static let columns: [ListColumn<ObjectiveView>] = [
    ListColumn({ _ in "" }, .fixed(1), line: { view, drawing in sign(view, drawing) }),
    ListColumn(
      \.objectives.objective, .flexible(18), key: { .text($0.objective.title.english) },
      line: { view, drawing in
        view.objective.title[drawing.language].ink(view.severity > .info ? .strong : .base)
      }),
    ListColumn(
      \.lists.state, .fixed(15), rank: 2, key: { .text($0.standing.rawValue) },
      line: { view, drawing in
        drawing.phrases.objectives.standing(view.standing).ink(role(view, drawing))
      }),
    ListColumn(
      \.objectives.target, .fixed(8), .right, rank: 5, key: { .number($0.objective.target) },
      line: { view, _ in share(view.objective.target).ink(.muted) }),
    ListColumn(
      \.objectives.reached, .fixed(9), .right, rank: 4, key: { .number($0.budget.indicator ?? .nan) },
      line: { view, drawing in
        view.budget.indicator.map { share($0).ink(.base) } ?? Readable(drawing).unknown
      }),
    ListColumn(
      \.objectives.left, .fixed(11), .right, key: { .number($0.budget.left) },
      line: { view, drawing in left(view, drawing) }),
    ListColumn(
      \.lists.trend, .fixed(14), rank: 3,
      line: { view, drawing in
        drawing.glyphs.sparkline(Self.trend(view), columns: 14, ceiling: 1) { _ in role(view, drawing) }
      }),
    ListColumn(
      \.objectives.burn, .fixed(8), .right, startsFalling: true, key: { .number($0.burn?.value ?? 0) },
      line: { view, drawing in burn(view.burn, drawing) }),
    ListColumn(
      \.objectives.ends, .fixed(12), .right, rank: 1, line: { view, drawing in ends(view, drawing) }),
  ]

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [ObjectiveView] { snapshot.objectives }
  static func identity(of row: ObjectiveView) -> String { row.objective.name }
  static func place(of row: ObjectiveView) -> Place? { .objective(row.objective.name) }

  static func text(of row: ObjectiveView, _ drawing: Drawing) -> String {
    "\(row.objective.name) \(row.objective.title[drawing.language]) \(row.objective.service)"
  }

  static func sign(_ view: ObjectiveView, _ drawing: Drawing) -> Line {
    if view.fault != nil { return drawing.glyphs.lost.ink(.act) }
    return view.standing == .unknown
      ? drawing.glyphs.unknown.ink(.muted) : Readable(drawing).sign(view.severity)
  }

  static func role(_ view: ObjectiveView, _ drawing: Drawing) -> Role {
    view.standing == .unknown ? .muted : Readable(drawing).role(view.severity)
  }

  /// A share near to one has as many decimals as it takes to see the difference.
  static func share(_ share: Double) -> String {
    let decimals = share >= 1 ? 0 : share > 0.999 ? 3 : share > 0.9 ? 2 : 1
    var text = Figures.fixed(share * 100, decimals)
    while text.contains("."), text.hasSuffix("0") || text.hasSuffix(".") { text.removeLast() }
    return "\(text) %"
  }

  static func left(_ view: ObjectiveView, _ drawing: Drawing) -> Line {
    guard view.standing != .unknown else { return Readable(drawing).unknown }
    let decimals = view.budget.left > 0.99 && view.budget.left < 1 ? 1 : 0
    // Far below nothing the figure says no more than that it is; and what is not whole never looks so.
    let shown = max((view.budget.left * 1_000).rounded(.down) / 1_000, -9.99)
    return Figures.percent(shown, decimals: decimals).ink(role(view, drawing))
  }

  static func burn(_ rate: BurnRate?, _ drawing: Drawing) -> Line {
    guard let rate else { return Readable(drawing).unknown }
    let figure = rate.value.isFinite ? Figures.brief(rate.value) : drawing.glyphs.isUnicode ? "∞" : "inf"
    let isOver = rate.limit.map { rate.value > $0 } ?? false
    return drawing.phrases.objectives.times(figure).ink(isOver ? .act : rate.value > 1 ? .watch : .base)
  }

  static func ends(_ view: ObjectiveView, _ drawing: Drawing) -> Line {
    let words = drawing.phrases.objectives
    switch view.forecast {
    case .spent: return words.spent.ink(role(view, drawing))
    case .at(let time, _, _): return Readable(drawing).clock(time).ink(.watch)
    case .notAtThisRate: return words.sound.ink(.muted)
    case .unknown: return Readable(drawing).unknown
    }
  }

  /// The line of the budget in as many points as there is room for.
  private static func trend(_ view: ObjectiveView) -> [Float] {
    let values = view.burnDown
    guard values.count >= 14 else { return values }
    let step = values.count / 14
    return stride(from: step - 1, to: step * 14, by: step).map {
      values[$0].isNaN ? .nan : max(values[$0], 0)
    }
  }
}

/// The alerts of one objective.
enum ObjectiveAlertList: ListKind {
  static let identifier = ListID.objectiveAlerts
  static let columns = AlertList.columns

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [AlertView] {
    snapshot.alerts.filter { $0.alert.labels[ObjectiveSeries.label] == context.subject }
  }

  static func identity(of row: AlertView) -> String { AlertList.identity(of: row) }
  static func place(of row: AlertView) -> Place? { AlertList.place(of: row) }
  static func text(of row: AlertView, _ drawing: Drawing) -> String { AlertList.text(of: row, drawing) }
}
