import Basics
import Canvas
import Model
import Monitoring
import Telemetry

extension Dashboard {
  /// The queue of what is broken by urgency, the selected thing beside it, the rules, and what was.
  static let alerts = Dashboard(
    lists: [.queue, .rules, .alertHistory, .objectives],
    commands: [
      .open, .acknowledge, .silence, .escalate, .runbook, .comment, .resolve, .edit, .handover, .undo,
    ]
  ) { stage, rect in
    var rest = rect
    stage.drawObjectives(in: rest.takeTop(stage.objectiveRows(rect.height)))
    let words = stage.phrases.lists
    let queue = words.title(.queue)
    if rect.width >= 150 {
      var left = rest.takeLeft(rect.width * 3 / 5)
      let isQuiet = stage.snapshot.alerts.isEmpty
      let rules = left.takeBottom(isQuiet ? left.height - 8 : left.height * 2 / 5)
      stage.list(.queue, queue, empty: stage.quiet, in: left)
      stage.list(.rules, words.title(.rules), empty: words.noRules, in: rules)
      let history = rest.takeBottom(rest.height * 2 / 5)
      stage.list(.alertHistory, words.title(.alertHistory), empty: words.noHistory, in: history)
      stage.drawSelectedAlert(in: rest)
    } else {
      let focused = stage.console.focusedList
      let rows = stage.console.prepared[.queue]?.arrangement.count ?? 0
      // The queue takes what it needs, up to half; who looks at something else sees the head of it.
      let height = min(max(rows + 3, 6), rest.height / (focused == .queue ? 2 : 3))
      stage.list(.queue, queue, empty: stage.quiet, in: rest.takeTop(height))
      if focused == .alertHistory {
        stage.list(.alertHistory, words.title(.alertHistory), empty: words.noHistory, in: rest)
      } else if focused == .queue, rows > 0 {
        stage.drawSelectedAlert(in: rest)
      } else {
        stage.list(.rules, words.title(.rules), empty: words.noRules, in: rest)
      }
    }
  }

  /// One alert: what it says, since when, how its value went, what was done about it, and those that stand like it.
  static let alert = Dashboard(
    lists: [.itemTrail, .alerts], commands: [.runbook, .acknowledge, .silence, .resolve, .comment, .undo]
  ) { stage, rect in
    guard let row = stage.snapshot.queueRow(of: stage.console.place) else {
      return stage.say(stage.phrases.lists.alertGone, in: rect)
    }
    var rest = rect
    var trail = rest.takeBottom(max(5, rect.height / 3))
    stage.drawCard(row, title: row.alert?.alert.rule ?? "", in: rest)
    if stage.console.page.focusable.contains(.alerts) {
      let isFocused = stage.console.focusedList == .alerts
      let width = rect.width >= 120 ? trail.width * 3 / 5 : isFocused ? trail.width : 0
      if width > 0 {
        stage.list(.alerts, stage.phrases.lists.title(.alerts), empty: "", in: trail.takeLeft(width))
      }
    }
    guard trail.width > 0 else { return }
    stage.list(
      .itemTrail, stage.phrases.lists.title(.itemTrail), empty: stage.phrases.lists.nothingOrdered, in: trail)
  }
}

extension Stage {
  fileprivate var quiet: String { phrases.lists.quiet(snapshot.rules.count) }

  fileprivate mutating func drawSelectedAlert(in rect: Rect) {
    guard
      let row = console.currentRow(in: .queue).flatMap({ console.prepared[.queue]?.place($0) })
        .flatMap({ snapshot.queueRow(of: $0) })
    else {
      _ = panel(phrases.lists.alert, in: rect)
      return say(quiet, in: rect.inset(2, 1))
    }
    drawCard(row, title: row.alert?.alert.rule ?? phrases.incidents.incident, in: rect)
  }
}
