import Basics
import Canvas
import Model
import Roadmap

/// The programmes with their phases and milestones, a branch each, and their time beside them.
enum PlanList: ListKind {
  /// A row of the tree.
  struct Row {
    let programme: Programme
    /// Nil for the programme itself.
    let item: PlanItem?
    let isFolded: Bool
    let scale: TimeScale

    var identity: String { item?.identifier ?? programme.identifier }
  }

  static let identifier = ListID.plan

  static let columns: [ListColumn<Row>] = [
    ListColumn(
      \.plan.item, .flexible(30), key: { .text($0.identity) },
      line: { row, drawing in title(row, drawing) }),
    ListColumn(
      \.plan.priority, .fixed(6), rank: 5, key: { .number(Double(row: $0)) },
      line: { row, drawing in
        row.item?.priority.map {
          drawing.phrases.plan.priorityName($0.given).ink($0.rank <= 2 ? .watch : .muted)
        } ?? .empty
      }),
    ListColumn(
      \.plan.standingName, .fixed(13), rank: 2, key: { .number(urgency($0)) },
      line: { row, drawing in standing(row, drawing) }),
    ListColumn(
      \.plan.progress, .fixed(10), rank: 3, startsFalling: true, key: { .number(progress($0)) },
      line: { row, drawing in bar(row, drawing) }),
    ListColumn(
      \.plan.owner, .fixed(14), rank: 6, key: { .text(owner($0, .english)) },
      line: { row, drawing in owner(row, drawing.language).ink(.muted) }),
    ListColumn(
      \.plan.timeline, .flexible(24), rank: 1, line: { row, drawing in Timeline(row, drawing).line }),
  ]

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [Row] {
    snapshot.plan.programmes.flatMap { programme -> [Row] in
      let isFolded = context.folded.contains(programme.identifier)
      let scale = TimeScale(programme, today: context.drawing.today)
      let head = Row(programme: programme, item: nil, isFolded: isFolded, scale: scale)
      if isFolded { return [head] }
      return [head]
        + programme.phases.flatMap { phase -> [Row] in
          let isFolded = context.folded.contains(phase.identifier)
          let milestones = isFolded ? [] : programme.children(of: phase, .milestone)
          return [Row(programme: programme, item: phase, isFolded: isFolded, scale: scale)]
            + milestones.map { Row(programme: programme, item: $0, isFolded: false, scale: scale) }
        }
    }
  }

  static func identity(of row: Row) -> String { row.identity }
  static func place(of row: Row) -> Place? { .item(row.identity) }

  static func text(of row: Row, _ drawing: Drawing) -> String {
    let title = row.item?.title ?? row.programme.title
    let priority = row.item?.priority?.given ?? ""
    return "\(row.identity) \(title.english) \(title.chinese) \(owner(row, drawing.language)) \(priority)"
  }

  private static func title(_ row: Row, _ drawing: Drawing) -> Line {
    let fold = row.isFolded ? drawing.glyphs.closed : drawing.glyphs.opened
    guard let item = row.item else { return "\(fold) \(row.programme.title[drawing.language])".ink(.title) }
    if item.kind == .phase { return "  \(fold) \(item.title[drawing.language])".ink(.strong) }
    return "    \(item.identifier) ".ink(.muted) + item.title[drawing.language].ink(.base)
  }

  private static func standing(_ row: Row, _ drawing: Drawing) -> Line {
    guard let item = row.item else {
      guard let claim = row.programme.completion else { return .empty }
      return "\(Figures.percent(claim.claimed)) ".ink(.claimed)
        + drawing.phrases.provenance.name(.claimed).ink(.muted)
    }
    guard item.kind == .milestone else { return .empty }
    return Readable(drawing).standing(row.programme.standing(of: item, on: drawing.today))
  }

  private static func progress(_ row: Row) -> Double {
    guard let item = row.item else { return row.programme.computedCompletion }
    if item.kind == .milestone { return row.programme.progress(of: item) }
    let milestones = row.programme.children(of: item, .milestone)
    guard !milestones.isEmpty else { return 0 }
    return milestones.reduce(0) { $0 + row.programme.progress(of: $1) } / Double(milestones.count)
  }

  private static func bar(_ row: Row, _ drawing: Drawing) -> Line {
    let ratio = progress(row)
    return drawing.glyphs.gauge(ratio, columns: 4, ink: .series1) + " "
      + Figures.percent(ratio).padded(to: 5, onLeft: true).ink(ratio > 0 ? .base : .faint)
  }

  /// What people entered, else the role the plan names.
  static func owner(_ row: Row, _ language: Language) -> String {
    guard let item = row.item else { return row.programme.owner ?? row.programme.ownerGiven?[language] ?? "" }
    return item.state.owner ?? item.ownerRole?[language] ?? ""
  }

  private static func urgency(_ row: Row) -> Double {
    guard let item = row.item else { return 10 }
    return item.state.status == .done ? 9 : item.state.status == .blocked ? 0 : 5
  }
}

extension Double {
  fileprivate init(row: PlanList.Row) { self = Double(row.item?.priority?.rank ?? Priority.none) }
}
