import Basics
import Canvas
import Model
import Monitoring

/// A command of a runbook: what it is called in the log, what it runs, whether it changes anything.
public struct RunbookCommand: Hashable, Sendable {
  public let runbook: String
  /// Its number among the code of the runbook, from 0.
  public let number: Int
  public let text: String
  /// Whether it changes something, so that it is ordered before it is run.
  public let isAction: Bool
  /// The labels of the alert it is run for. They never become a part of the text.
  public let labels: [String: String]
  /// The incident it is run for.
  public let incident: Int?

  public var name: String { "\(runbook)#\(number + 1)" }
}

/// What came of a command.
public struct RunbookOutput: Hashable, Sendable {
  public let command: RunbookCommand
  /// Nil while it runs, or where it was stopped.
  public var status: Int32?
  public var isRunning: Bool
  public var text: String
  public var took: Span

  public init(
    _ command: RunbookCommand, status: Int32? = nil, isRunning: Bool = false, text: String = "",
    took: Span = .zero
  ) {
    self.command = command
    self.status = status
    self.isRunning = isRunning
    self.text = text
    self.took = took
  }
}

/// A runbook, row by row, with what its commands gave.
enum RunbookList: ListKind {
  static let identifier = ListID.runbook

  /// A comfortable measure, which fits the smallest screen.
  static let width = 73

  /// One row: what is shown, and what Space and Enter act on.
  struct Row {
    let number: Int
    let line: Line
    let part: MarkdownPage.Part
  }

  static let columns: [ListColumn<Row>] = [
    ListColumn({ _ in "" }, .flexible(40), line: { row, _ in row.line })
  ]

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [Row] {
    guard let runbook = context.subject.flatMap({ snapshot.runbook($0) }) else { return [] }
    let drawing = context.drawing
    let ticks = context.incident.flatMap { snapshot.incident($0) }?.incident.ticks ?? [:]
    let page = MarkdownPage(
      Markdown(runbook.text[drawing.language]), width: width, glyphs: drawing.glyphs
    ) { step in
      ticks[RunbookStep.name(runbook.name, step)].map { event in
        let who = drawing.phrases.incidents.runbooks.done(event.who.printable)
        return "\(who) \(Readable(drawing).clock(event.at))".ink(.muted)
      }
    }
    return page.rows.enumerated().flatMap { index, row -> [(Line, MarkdownPage.Part)] in
      let shown = [(row.line, row.part)]
      guard case .code(let number) = row.part, isLast(index, of: page.rows) else { return shown }
      let output = context.answers.outputs["\(runbook.name)#\(number + 1)"]
      return shown + lines(of: output, drawing).map { ($0, row.part) }
    }.enumerated().map { Row(number: $0.offset, line: $0.element.0, part: $0.element.1) }
  }

  private static func isLast(_ index: Int, of rows: [MarkdownPage.Row]) -> Bool {
    index + 1 == rows.count || rows[index + 1].part != rows[index].part
  }

  /// What a command gave: how it ended, then the beginning of what it said.
  private static func lines(of output: RunbookOutput?, _ drawing: Drawing) -> [Line] {
    guard let output else { return [] }
    let (words, glyphs) = (drawing.phrases.incidents.runbooks, drawing.glyphs)
    guard !output.isRunning else { return ["    \(words.running)".ink(.info)] }
    let took = output.took < .seconds(1) ? "\(output.took.milliseconds) ms" : output.took.prometheus
    var head = "    \(glyphs.act) \(words.timedOut(took))".ink(.act)
    if let status = output.status {
      let sign = status == 0 ? glyphs.done : glyphs.act
      head = "    \(sign) \(words.ended(status, took))".ink(status == 0 ? .ok : .act)
    }
    let all = output.text.split(separator: "\n", omittingEmptySubsequences: false)
    let said = all.prefix(mostLines).map { "    \($0)".printable.ink(.base) }
    return [head] + said + (all.count > mostLines ? ["    … +\(all.count - mostLines)".ink(.muted)] : [])
  }

  private static let mostLines = 24

  static func identity(of row: Row) -> String { String(row.number) }
  static func text(of row: Row, _ drawing: Drawing) -> String { row.line.text }
}

/// The steps of runbooks by name.
enum RunbookStep {
  static func name(_ runbook: String, _ step: Int) -> String { "\(runbook)#\(step + 1)" }
}
