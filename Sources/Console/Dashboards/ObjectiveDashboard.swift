import Basics
import Canvas
import Model
import Monitoring

extension Dashboard {
  /// One objective: what is promised, how the budget went, how fast it goes, and the alerts that tell of it.
  static let objective = Dashboard(lists: [.objectiveAlerts], commands: [.open, .acknowledge, .silence]) {
    stage, rect in
    let words = stage.phrases.objectives
    guard let name = stage.console.place.subject, let view = stage.snapshot.objective(name) else {
      return stage.say(words.gone, in: rect)
    }
    var rest = rect
    let alerts = rest.takeBottom(max(4, min(8, rect.height / 4)))
    let facts = rest.takeTop(min(rest.height, stage.factHeight(view) + 2))
    stage.drawFacts(of: view, in: facts)
    let rates = rest.takeRight(rest.width >= 70 ? 36 : 0)
    stage.drawBurnDown(of: view, in: rest)
    stage.drawRates(of: view, in: rates)
    stage.list(
      .objectiveAlerts, stage.phrases.lists.title(.objectiveAlerts), empty: words.noAlerts, in: alerts)
  }
}

extension Stage {
  /// How many rows the strip of objectives takes on a screen so high, when it has the keys and when not.
  func objectiveRows(_ height: Int) -> Int {
    let count = snapshot.objectives.count
    guard count > 0, height >= 18 else { return 0 }
    let most = console.focusedList == .objectives ? height / 2 : height >= 40 ? 9 : height >= 30 ? 6 : 4
    return min(count + 3, most)
  }

  mutating func drawObjectives(in rect: Rect) {
    list(.objectives, phrases.lists.title(.objectives), empty: phrases.objectives.none, in: rect)
  }

  fileprivate func factHeight(_ view: ObjectiveView) -> Int { objectiveFacts(view).count + 1 }

  fileprivate mutating func drawFacts(of view: ObjectiveView, in rect: Rect) {
    let state =
      ObjectiveList.sign(view, drawing)
      + " \(phrases.objectives.standing(view.standing))".ink(ObjectiveList.role(view, drawing))
    var inside = panel(view.objective.title[language], note: state, in: rect)
    paragraph(view.objective.description[language], .muted, in: inside.takeTop(1))
    facts(objectiveFacts(view), in: inside)
  }

  private func objectiveFacts(_ view: ObjectiveView) -> [(name: String, value: Line)] {
    let (words, budget) = (phrases.objectives, view.budget)
    let target =
      ObjectiveList.share(view.objective.target).ink(.strong)
      + "  \(window(view))  \(words.kind(view.objective.kind))  ".ink(.muted) + figures.badge(view.provenance)
    let reached =
      budget.indicator.map { ObjectiveList.share($0).ink(.strong) } ?? figures.unknown
    let seen = "  \(words.seen) \(figures.age(budget.seen))".ink(.muted)
    var rows: [(name: String, value: Line)] = [
      (words.target, target), (words.reached, reached + events(budget, view.objective) + seen),
      (words.left, left(view)), (words.forecast, forecast(view)),
    ]
    if let fault = view.fault { rows.append((phrases.lists.detail, fault.printable.ink(.act))) }
    return rows
  }

  private func window(_ view: ObjectiveView) -> String {
    switch view.objective.window {
    case .rolling(let span): phrases.objectives.rolling(figures.age(span))
    case .calendar:
      phrases.objectives.calendar(
        figures.shortDate(drawing.zone.day(of: view.from)), figures.shortDate(drawing.zone.day(of: view.to)))
    }
  }

  private func events(_ budget: ErrorBudget, _ objective: Objective) -> Line {
    guard objective.countsEvents, budget.events > 0 else { return .empty }
    let bad = figures.count(budget.badEvents.rounded())
    return "  \(phrases.objectives.events(bad, figures.count(budget.events.rounded())))".ink(.muted)
  }

  private func left(_ view: ObjectiveView) -> Line {
    let budget = view.budget
    guard view.standing != .unknown else { return figures.unknown }
    let allowed = phrases.objectives.ofBudget(figures.age(budget.allowedTime))
    let time = budget.timeLeft < .zero ? "-\(figures.age(-budget.timeLeft))" : figures.age(budget.timeLeft)
    return ObjectiveList.left(view, drawing) + "  \(time) \(allowed)".ink(.muted)
  }

  private func forecast(_ view: ObjectiveView) -> Line {
    let words = phrases.objectives
    switch view.forecast {
    case .spent: return words.spent.ink(ObjectiveList.role(view, drawing))
    case .notAtThisRate: return words.notAtThisRate.ink(.base)
    case .unknown: return words.unknown.ink(.muted)
    case .at(let time, let earliest, let latest):
      let last = latest.map { figures.clock($0) } ?? words.sound
      return words.spentBy(figures.clock(time)).ink(.watch)
        + "  \(words.between(figures.clock(earliest), last))  ".ink(.muted) + figures.badge(.forecast)
    }
  }
}

extension Stage {
  /// How much of the budget was left as the window went on.
  fileprivate mutating func drawBurnDown(of view: ObjectiveView, in rect: Rect) {
    var plot = panel(phrases.objectives.underway, in: rect)
    guard plot.height >= 4, plot.width >= 20 else { return }
    let axis = plot.takeBottom(1)
    let scale = plot.takeLeft(7)
    write("100 %".ink(.faint), in: scale.row(0).inset(1, 0), .right)
    write("0 %".ink(.faint), in: scale.row(plot.height - 1).inset(1, 0), .right)
    if plot.height >= 5 { write("50 %".ink(.faint), in: scale.row(plot.height / 2).inset(1, 0), .right) }
    let times = Rect(x: plot.x, y: axis.y, width: plot.width, height: 1)
    write(figures.clock(view.from).ink(.faint), in: times)
    let isRolling = view.to == now
    write((isRolling ? phrases.common.now : figures.clock(view.to)).ink(.faint), in: times, .right)
    guard view.burnDown.contains(where: { !$0.isNaN }) else {
      return say(phrases.objectives.standing(.unknown), in: plot)
    }
    let values = view.burnDown.map { $0.isNaN ? $0 : min(max($0, 0), 1) }
    var graph = Graph([Graph.Series(values, ink: .series1)], style: .area, ceiling: 1)
    graph.gradient = { Role.load(1 - $0) }
    painter.draw(graph, in: plot)
  }

  /// How fast the budget goes, window by window.
  fileprivate mutating func drawRates(of view: ObjectiveView, in rect: Rect) {
    guard rect.width > 10 else { return }
    let words = phrases.objectives
    let inside = panel(words.rates, in: rect)
    guard !view.rates.isEmpty else { return say(words.standing(.unknown), in: inside) }
    let rows = view.rates.map { rate -> (name: String, value: Line) in
      let limit = rate.limit.map { "  \(words.limit(Figures.brief($0)))".ink(.muted) } ?? .empty
      return (words.over(rate.window.prometheus), ObjectiveList.burn(rate, drawing) + limit)
    }
    facts(rows, in: inside)
  }
}
