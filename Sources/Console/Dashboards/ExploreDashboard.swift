import Basics
import Canvas
import Model

extension Dashboard {
  /// Questions in PromQL with their answers as a graph, a table or a heat map, and what was saved of them.
  static let explore = Dashboard(
    lists: [.expressions, .legend, .samples, .panels],
    focusable: [.expressions, .legend, .samples, .panels],
    commands: [
      .edit, .addExpression, .switchExpression, .view, .shorter, .longer, .step, .compare, .stack, .logarithm,
      .pin, .enact, .removeExpression,
    ]
  ) { stage, rect in
    var rest = rect
    stage.drawExpressions(in: rest.takeTop(stage.expressionRows(in: rect)))
    let panels = stage.takePanelList(from: &rest)
    stage.drawExploration(in: rest)
    if let panels { stage.drawPanelList(in: panels) }
    stage.drawCompletions(below: rect.y + stage.expressionRows(in: rect), in: rect)
  }
}

extension Stage {
  var exploration: Exploration { console.exploration }

  /// The rows of the panel of expressions: one each, one for what is wrong with one, and the border.
  fileprivate func expressionRows(in rect: Rect) -> Int {
    let wanted = exploration.entries.count + faultRows(in: rect.width - 4) + 2
    return min(wanted, max(3, rect.height / 2))
  }

  /// The saved panels have a place of their own where there is room or where the keys are on them.
  fileprivate func takePanelList(from rest: inout Rect) -> Rect? {
    let count = snapshot.panels.count
    if console.focusedList == .panels { return rest.takeBottom(min(rest.height, max(5, count + 3))) }
    guard rest.height >= 34, count > 0 else { return nil }
    return rest.takeBottom(min(count + 3, 9))
  }

  fileprivate mutating func drawPanelList(in rect: Rect) {
    list(.panels, phrases.lists.title(.panels), empty: phrases.explore.noPanels, in: rect)
  }

  mutating func drawExploration(in rect: Rect) {
    if exploration.isBlank { return drawExamples(phrases.explore.nothingAsked, in: rect) }
    switch exploration.view {
    case .graph: drawGraphView(in: rect)
    case .table:
      list(.samples, tableTitle, empty: emptiness(Exploration.Slot.table), in: rect)
    case .heat: drawHeatView(in: rect)
    }
  }

  private var tableTitle: String {
    let end = console.timeView.end.map { figures.clock($0) } ?? phrases.common.now
    return "\(phrases.explore.view(.table)) · \(end)"
  }

  /// The graph above, its legend below; where there is much width, beside it.
  private mutating func drawGraphView(in rect: Rect) {
    var rest = rect
    let series = exploration.shown.series
    if series.isEmpty { return drawNothing(in: rect) }
    let title = phrases.lists.title(.legend)
    let note = legendNote
    if rect.width >= 150, rect.height >= 20 {
      let legend = rest.takeRight(min(90, rect.width * 2 / 5))
      drawGraph(in: rest)
      list(.legend, title, note: note, empty: "", in: legend)
    } else {
      let wanted = min(series.count + 3, max(5, rect.height * 2 / 5))
      let legend = rest.takeBottom(rect.height >= 13 ? wanted : 0)
      drawGraph(in: rest)
      list(.legend, title, note: note, empty: "", in: legend)
    }
  }

  private var legendNote: Line? {
    let shown = exploration.shown
    guard shown.total > shown.series.count else { return nil }
    return phrases.explore.ofSeries(shown.series.count, shown.total).ink(.watch)
  }

  /// Why there is nothing to draw, each reason with its own look.
  private mutating func drawNothing(in rect: Rect) {
    let exploration = exploration
    if let failure = exploration.entries.compactMap({ exploration.failure(of: $0) }).first {
      let inside = panel(phrases.explore.view(exploration.view), in: rect)
      return say("\(glyphs.act) \(failure.reason)", .act, in: inside)
    }
    if waitingSince != nil || !exploration.stopped.isEmpty {
      let inside = panel(phrases.explore.view(exploration.view), in: rect)
      return say(emptiness(""), in: inside)
    }
    drawExamples(emptiness(""), in: rect)
  }

  /// Since when the oldest answer that is still to come has been awaited.
  var waitingSince: Instant? {
    exploration.entries.compactMap { exploration.waits(for: $0.letter) }.min()
  }

  /// Why an answer shows nothing, in a sentence.
  private func emptiness(_ slot: String) -> String {
    let words = phrases.explore
    if exploration.entries.allSatisfy({ !$0.isOn }) { return words.allOff }
    if !exploration.stopped.isEmpty { return words.stopped }
    let isWaiting = exploration.entries.contains { exploration.waits(for: $0.letter + slot) != nil }
    if isWaiting { return words.working }
    return slot.isEmpty ? words.noData(console.timeView.span.prometheus) : words.noSamples
  }

  /// A sentence, and three expressions that work here, each a key away.
  private mutating func drawExamples(_ sentence: String, in rect: Rect) {
    let inside = panel(phrases.explore.view(exploration.view), in: rect)
    let commands: [Command] = [.exampleOne, .exampleTwo, .exampleThree]
    let width = min(inside.width, (Console.examples.map(\.columns).max() ?? 0) + 8)
    let height = 2 + commands.count * 2
    let top = inside.y + max(0, (inside.height - height) / 2)
    let left = inside.x + (inside.width - width) / 2
    var rest = Rect(x: left, y: top, width: width, height: inside.bottom - top)
    _ = rest.takeTop(
      paragraph(sentence, .base, in: Rect(x: inside.x, y: top, width: inside.width, height: 2)) + 1)
    for (index, command) in commands.enumerated() {
      var row = rest.takeTop(inside.height >= height + 2 ? 2 : 1)
      let whole = row
      write(console.setup.keymap.label(of: command).ink(.key), in: row.takeLeft(4))
      write(phrases.explore.example(index).ink(.muted), in: row)
      if whole.height > 1 {
        write(ExpressionText(Console.examples[index], cursor: nil, in: row.width).line, in: row.row(1))
      }
      hit(whole, .command(command))
    }
  }

  /// A sentence in the middle in a colour of its own.
  mutating func say(_ text: String, _ ink: Role, in rect: Rect) {
    let lines = text.wrapped(to: max(1, rect.width - 2))
    let top = max(0, (rect.height - lines.count) / 2)
    for (index, line) in lines.enumerated() { write(line.ink(ink), in: rect.row(top + index), .center) }
  }
}
