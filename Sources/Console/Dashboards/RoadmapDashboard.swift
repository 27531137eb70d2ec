import Basics
import Canvas
import Model
import Roadmap

extension Dashboard {
  /// All programmes as a tree with their time beside it, and the selected item beneath.
  static let roadmap = Dashboard(lists: [.plan], commands: [.open, .edit, .comment, .undo, .left, .right]) {
    stage, rect in
    var rest = rect
    let words = stage.phrases
    if rect.width >= 170 {
      let detail = rest.takeRight(60)
      stage.drawSelectedItem(in: detail)
    } else if rect.height >= 32 {
      stage.drawSelectedItem(in: rest.takeBottom(11))
    }
    stage.list(.plan, words.screens.name(.roadmap), note: stage.planNote, empty: words.plan.none, in: rest)
  }

  /// One item: what it is to reach, when, how far it is, what belongs to it, what was done about it.
  static let item = Dashboard(
    lists: [.itemParts, .itemTrail], commands: [.open, .edit, .comment, .undo]
  ) { stage, rect in
    guard let name = stage.console.place.subject else { return }
    var rest = rect
    let words = stage.phrases
    stage.drawItem(named: name, in: rest.takeTop(rect.height >= 30 ? 11 : 8))
    let trail = rest.takeBottom(rest.height >= 14 ? rest.height / 3 : rest.height >= 9 ? 4 : 0)
    stage.list(.itemParts, words.plan.parts, empty: words.plan.noParts, in: rest)
    stage.list(.itemTrail, words.lists.title(.itemTrail), empty: words.lists.nothingOrdered, in: trail)
  }
}

extension Stage {
  fileprivate var planNote: Line {
    let standings = snapshot.plan.programmes.flatMap { programme in
      programme.milestones.map { programme.standing(of: $0, on: drawing.today) }
    }
    let overdue = standings.count { if case .overdue = $0 { true } else { false } }
    let done = standings.count { $0 == .done }
    let late = overdue > 0 ? "\(glyphs.act) \(phrases.bridge.overdue(overdue))".ink(.act) + "  " : .empty
    return late + "\(done)/\(standings.count) \(phrases.bridge.done)".ink(.muted)
  }

  fileprivate mutating func drawSelectedItem(in rect: Rect) {
    let row = console.currentRow(in: .plan)
    guard let name = row.flatMap({ console.prepared[.plan]?.arrangement.identities[$0] }) else { return }
    drawItem(named: name, in: rect)
  }

  fileprivate mutating func drawItem(named name: String, in rect: Rect) {
    if let programme = snapshot.plan.programme(name) {
      draw(programme, in: rect)
    } else if let (programme, item) = snapshot.plan.find(name) {
      draw(item, of: programme, in: rect)
    } else {
      say(phrases.lists.gone, in: rect)
    }
  }

  private mutating func draw(_ programme: Programme, in rect: Rect) {
    let document = "\(programme.document.version)  \(programme.document.date)".ink(.muted)
    var inside = panel("\(programme.identifier)  \(programme.title[language])", note: document, in: rect)
    _ = inside.takeTop(
      paragraph(programme.present[language], .base, in: inside.height > 6 ? inside : inside.row(0)))
    let computed = Figures.percent(programme.computedCompletion).ink(.strong)
    let claim = programme.completion.map {
      "   \(Figures.percent($0.claimed)) ".ink(.claimed) + figures.badge(.claimed)
        + "  \($0.asOf?.iso ?? "")".ink(.muted)
    }
    let owner = programme.owner ?? programme.ownerGiven?[language]
    facts(
      [
        (phrases.plan.completion, computed + " \(phrases.plan.computed)".ink(.muted) + (claim ?? .empty)),
        (phrases.plan.owner, owner?.ink(.base) ?? "\(glyphs.watch) \(phrases.plan.ownerMissing)".ink(.watch)),
        (phrases.plan.launch, launch(programme)),
        (phrases.plan.review, programme.document.review[language].ink(.base)),
        (phrases.plan.source, programme.source.ink(.muted)),
      ], in: inside)
  }

  private func launch(_ programme: Programme) -> Line {
    if let launch = programme.launch { return launch.iso.ink(.base) }
    return programme.lacksLaunch
      ? "\(glyphs.watch) \(phrases.plan.noLaunch)".ink(.watch) : programme.window.written.ink(.base)
  }

  private mutating func draw(_ item: PlanItem, of programme: Programme, in rect: Rect) {
    let priority =
      item.priority.map { phrases.plan.priorityName($0.given).ink($0.rank <= 2 ? .watch : .muted) } ?? .empty
    var inside = panel("\(item.identifier)  \(item.title[language])", note: priority, in: rect)
    if !item.aim.isEmpty { _ = inside.takeTop(paragraph(item.aim[language], .muted, in: inside.row(0))) }
    let hasState = !Plan.fields(of: item.kind).isEmpty
    let progress = programme.progress(of: item)
    let owner =
      item.state.owner?.ink(.base)
      ?? item.ownerRole.map { $0[language].ink(.base) + "  " + figures.badge(.claimed) }
    let rows: [(name: String, value: Line)?] = [
      hasState || item.kind == .phase
        ? (phrases.plan.standingName, figures.standing(programme.standing(of: item, on: drawing.today)))
        : nil,
      hasState
        ? (
          phrases.plan.progress,
          glyphs.gauge(progress, columns: 20, ink: .series1) + " \(Figures.percent(progress))".ink(.strong)
        ) : nil,
      (phrases.plan.window, window(of: item, programme)),
      hasState ? (phrases.plan.owner, owner ?? "\(glyphs.dash)".ink(.faint)) : nil,
      item.state.note.map { (phrases.plan.note, $0.ink(.base)) },
      item.state.doneOn.map { (phrases.plan.doneOn, $0.iso.ink(.ok)) },
      item.references.isEmpty
        ? nil : (phrases.plan.references, item.references.joined(separator: "  ").ink(.muted)),
      (phrases.plan.partOf, programme.title[language].ink(.muted)),
      (phrases.plan.source, item.source.ink(.muted)),
    ]
    facts(rows.compactMap { $0 }, in: inside)
  }

  /// When, in dates if there are any, with how the plan says it.
  private func window(of item: PlanItem, _ programme: Programme) -> Line {
    let dates = programme.days(of: item).map { "\($0.lowerBound.iso) … \($0.upperBound.iso)" }
    let given = item.windowLabel?[language] ?? item.window.map { phrases.plan.windowName($0) }
    let isEntered = item.state.start != nil || item.state.end != nil
    return (dates ?? "").ink(.base) + (dates == nil ? "" : "  ").ink(.base) + (given ?? "").ink(.muted)
      + (isEntered ? "  " + figures.badge(.manual) : .empty)
  }
}
