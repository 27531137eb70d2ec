import Basics
import Canvas
import Model
import Monitoring
import Telemetry

extension Dashboard {
  /// The queue of alerts by urgency, the selected one beside it, the rules they come from, and what was.
  static let alerts = Dashboard(
    lists: [.alerts, .rules, .alertHistory, .objectives],
    commands: [.open, .acknowledge, .silence, .resolve, .comment, .undo]
  ) { stage, rect in
    var rest = rect
    stage.drawObjectives(in: rest.takeTop(stage.objectiveRows(rect.height)))
    let words = stage.phrases.lists
    let queue = stage.phrases.screens.name(.alerts)
    if rect.width >= 150 {
      var left = rest.takeLeft(rect.width * 3 / 5)
      let isQuiet = stage.snapshot.alerts.isEmpty
      let rules = left.takeBottom(isQuiet ? left.height - 8 : left.height * 2 / 5)
      stage.list(.alerts, queue, empty: stage.quiet, in: left)
      stage.list(.rules, words.title(.rules), empty: words.noRules, in: rules)
      let history = rest.takeBottom(rest.height * 2 / 5)
      stage.list(.alertHistory, words.title(.alertHistory), empty: words.noHistory, in: history)
      stage.drawSelectedAlert(in: rest)
    } else if rect.height >= 30, stage.console.focusedList == .alerts {
      let isQuiet = stage.snapshot.alerts.isEmpty
      let detail = rest.takeBottom(isQuiet ? rest.height - 6 : rest.height / 2)
      stage.list(.alerts, queue, empty: stage.quiet, in: rest)
      if stage.snapshot.alerts.isEmpty {
        stage.list(.rules, words.title(.rules), empty: words.noRules, in: detail)
      } else {
        stage.drawSelectedAlert(in: detail)
      }
    } else {
      let focused = stage.console.focusedList
      let isQuiet = stage.snapshot.alerts.isEmpty
      let below = rest.takeBottom(focused != .alerts || isQuiet ? rest.height * 3 / 5 : 0)
      stage.list(.alerts, queue, empty: stage.quiet, in: rest)
      if focused == .alertHistory {
        stage.list(.alertHistory, words.title(.alertHistory), empty: words.noHistory, in: below)
      } else {
        stage.list(.rules, words.title(.rules), empty: words.noRules, in: below)
      }
    }
  }

  /// One alert: what it says, since when, how its value went, what was done about it.
  static let alert = Dashboard(
    lists: [.itemTrail], commands: [.runbook, .acknowledge, .silence, .resolve, .comment, .undo]
  ) { stage, rect in
    guard let name = stage.console.place.subject, let view = stage.snapshot.alert(name) else {
      return stage.say(stage.phrases.lists.alertGone, in: rect)
    }
    var rest = rect
    let trail = rest.takeBottom(max(5, rect.height / 3))
    stage.draw(view, in: rest)
    stage.list(
      .itemTrail, stage.phrases.lists.title(.itemTrail), empty: stage.phrases.lists.nothingOrdered, in: trail)
  }
}

extension Stage {
  fileprivate var quiet: String { phrases.lists.quiet(snapshot.rules.count) }

  fileprivate mutating func drawSelectedAlert(in rect: Rect) {
    let row = console.currentRow(in: .alerts)
    let name = row.flatMap { console.prepared[.alerts]?.arrangement.identities[$0] }
    guard let view = name.flatMap({ snapshot.alert($0) }) else {
      _ = panel(phrases.lists.alert, in: rect)
      return say(quiet, in: rect.inset(2, 1))
    }
    draw(view, in: rect)
  }

  fileprivate mutating func draw(_ view: AlertView, in rect: Rect) {
    let severity =
      figures.sign(view.alert.severity) + " \(phrases.states.severity(view.alert.severity))".ink(.muted)
    var inside = panel(view.alert.rule, note: severity, in: rect)
    let used = paragraph(view.alert.summary[language], .strong, in: inside)
    _ = inside.takeTop(used)
    _ = inside.takeTop(paragraph(view.alert.description[language], .muted, in: inside))
    _ = inside.takeTop(1)
    _ = inside.takeTop(facts(alertFacts(view), in: inside))
    _ = inside.takeTop(1)
    _ = inside.takeTop(paragraph(view.expression, .muted, in: inside))
    guard inside.height >= 6 else { return }
    _ = inside.takeTop(1)
    drawValues(of: view, in: inside)
  }

  private func alertFacts(_ view: AlertView) -> [(name: String, value: Line)] {
    let alert = view.alert
    var rows: [(name: String, value: Line)] = [
      (phrases.lists.state, AlertList.state(view, drawing) + "  \(times(alert))".ink(.muted)),
      (phrases.lists.value, AlertList.value(view).ink(.strong) + limit(view)),
    ]
    if let objective = snapshot.objective(alert.labels[ObjectiveSeries.label]) {
      let left = ObjectiveList.left(objective, drawing) + "  \(objective.address)".ink(.muted)
      rows.append((phrases.objectives.left, left))
    }
    if let incident = snapshot.incident(of: alert.identifier)?.incident {
      let number = "#\(incident.identifier)  ".ink(.key)
      rows.append((phrases.incidents.incident, number + IncidentList.state(incident, drawing)))
    }
    if let runbook = view.runbook {
      let key = console.setup.keymap.label(of: .runbook)
      rows.append((phrases.incidents.runbook, runbook.ink(.key) + "  \(key)".ink(.muted)))
    }
    if let taken = alert.acknowledgement {
      rows.append(
        (
          phrases.lists.takenBy,
          taken.by.ink(.info) + "  \(figures.clock(taken.at))  ".ink(.muted) + taken.comment.ink(.base)
        ))
    }
    if let silence = view.silence {
      rows.append(
        (
          phrases.states.silenced,
          phrases.lists.silencedUntil(figures.clock(silence.endsAt), silence.author).ink(.past)
            + "  \(silence.comment)".ink(.base)
        ))
    }
    if let routing = view.routing {
      let words = phrases.routing.summary(routing) { figures.clock($0) }
      rows.append((phrases.routing.notification, words.printable.ink(.base)))
    }
    let labels = alert.labels.filter { !["alertname", "severity"].contains($0.name) }
    rows.append(
      (phrases.lists.labels, labels.map { "\($0.name)=".ink(.muted) + $0.value.ink(.base) }.joined(by: "  ")))
    return rows
  }

  private func times(_ alert: Alert) -> String {
    let active = phrases.lists.sinceTime(figures.clock(alert.activeAt), figures.since(alert.activeAt))
    guard let fired = alert.firedAt, fired != alert.activeAt else { return active }
    return "\(active)  \(phrases.lists.firedAt(figures.clock(fired)))"
  }

  private func limit(_ view: AlertView) -> Line {
    let threshold = view.threshold.map { "  \(phrases.lists.limit) \(AlertList.shown($0, of: view))" } ?? ""
    let held = view.holdFor > .zero ? "  \(phrases.lists.holdFor) \(view.holdFor.prometheus)" : ""
    return (threshold + held).ink(.muted)
  }

  /// The last values of the condition, with the limit drawn in.
  private mutating func drawValues(of view: AlertView, in rect: Rect) {
    let highest = max(view.values.filter { !$0.isNaN }.max() ?? 0, Float(view.threshold ?? 0)) * 1.1
    guard highest > 0 else { return }
    var plot = rect
    let axis = plot.takeBottom(1)
    let scale = plot.takeLeft(8)
    write(AlertList.shown(Double(highest), of: view).ink(.faint), in: scale.row(0).inset(1, 0), .right)
    write("0".ink(.faint), in: scale.row(plot.height - 1).inset(1, 0), .right)
    let times = Rect(x: plot.x, y: axis.y, width: plot.width, height: 1)
    let span = view.interval * Int64(max(0, view.values.count - 1))
    write("-\(span.prometheus)".ink(.faint), in: times)
    write(phrases.common.now.ink(.faint), in: times, .right)
    let graph = Graph(
      [Graph.Series(view.values, ink: .series1)], style: .lines, ceiling: highest,
      threshold: view.threshold.map { Float($0) })
    painter.draw(graph, in: plot)
  }
}
