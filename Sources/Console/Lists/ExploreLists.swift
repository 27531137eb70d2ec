import Basics
import Canvas
import Model
import Telemetry

/// The expressions in hand; drawn by the screen itself, which has a line for what is wrong with each.
enum ExpressionList: ListKind {
  static let identifier = ListID.expressions
  static let columns: [ListColumn<Exploration.Entry>] = [
    ListColumn({ _ in "" }, .flexible(10), line: { entry, _ in entry.text.ink(.base) })
  ]

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [Exploration.Entry] {
    context.exploration.entries
  }
  static func identity(of row: Exploration.Entry) -> String { row.letter }
  static func text(of row: Exploration.Entry, _ drawing: Drawing) -> String { row.text }
}

/// What each line of the graph is, and what it comes to.
enum LegendList: ListKind {
  /// A line with the text it comes from.
  struct Row {
    let series: ShownSeries
    let expression: String
  }

  static let identifier = ListID.legend

  static let columns: [ListColumn<Row>] = [
    ListColumn({ _ in "" }, .fixed(1), line: { row, _ in row.series.mark.ink(row.series.ink, bold: true) }),
    ListColumn(
      \.explore.series, .flexible(16), key: { .text($0.series.name($0.expression)) },
      line: { row, drawing in
        (row.series.letter + " ").ink(.muted)
          + SeriesName.line(row.series.telling, else: row.expression)
      }),
    figure(\.explore.last, 0) { $0.last },
    figure(\.explore.least, 3) { $0.least },
    figure(\.explore.most, 1) { $0.most },
    figure(\.explore.mean, 2) { $0.mean },
  ]

  private static func figure(
    _ title: @escaping @Sendable (Phrases) -> String, _ rank: Int,
    _ value: @escaping @Sendable (SeriesFigures) -> Double
  ) -> ListColumn<Row> {
    ListColumn(
      title, .fixed(11), .right, rank: rank, startsFalling: true, key: { .number(value($0.series.figures)) },
      line: { row, drawing in
        row.series.unit.text(value(row.series.figures), in: drawing.language).ink(rank == 0 ? .strong : .base)
      })
  }

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [Row] {
    context.exploration.shown.series.map { series in
      Row(series: series, expression: context.exploration.entry(series.letter)?.text ?? "")
    }
  }
  static func identity(of row: Row) -> String { row.series.identity }
  static func text(of row: Row, _ drawing: Drawing) -> String { row.series.name(row.expression) }
}

/// What the expressions come to at one time, whatever that is.
enum SampleList: ListKind {
  /// One value of an answer.
  struct Row {
    let letter: String
    let labels: Labels
    /// The labels without those that all rows of the answer share.
    var telling: Labels
    let text: String
    let value: Double
    let identity: String
  }

  static let identifier = ListID.samples

  static let columns: [ListColumn<Row>] = [
    ListColumn({ _ in "" }, .fixed(1), line: { row, _ in row.letter.ink(.muted) }),
    ListColumn(
      \.explore.series, .flexible(20), key: { .text($0.labels.description) },
      line: { row, _ in SeriesName.line(row.telling, else: "{}") }),
    ListColumn(
      \.explore.value, .fixed(24), .right, startsFalling: true, key: { .number($0.value) },
      line: { row, _ in row.text.ink(.strong) }),
  ]

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [Row] {
    context.exploration.entries.filter(\.isOn).flatMap { entry -> [Row] in
      guard let answer = context.exploration.answers[entry.letter + Exploration.Slot.table],
        answer.expression == entry.text, let value = answer.value
      else { return [] }
      let rows = rows(of: value, entry.letter)
      let shared = Labels.shared(by: rows.lazy.map(\.labels))
      return rows.map { row in
        var row = row
        row.telling = row.labels.dropping(shared)
        return row
      }
    }
  }

  private static func rows(of value: QueryValue, _ letter: String) -> [Row] {
    func row(_ labels: Labels, _ text: String, _ value: Double) -> Row {
      Row(
        letter: letter, labels: labels, telling: labels, text: text, value: value,
        identity: "\(letter) \(labels)")
    }
    switch value {
    case .scalar(let number): return [row([:], Figures.decimal(number), number)]
    case .text(let text): return [row([:], text, .nan)]
    case .vector(let samples):
      return samples.map { row($0.labels, Figures.decimal($0.value), $0.value) }
    case .matrix(let series):
      return series.map { series in
        let last = series.samples.last?.value ?? .nan
        return row(series.labels, "\(Figures.decimal(last)) (\(series.samples.count))", last)
      }
    }
  }

  static func identity(of row: Row) -> String { row.identity }
  static func text(of row: Row, _ drawing: Drawing) -> String { row.labels.description }
}

/// The panels people have saved, wherever they are shown.
enum PanelList: ListKind {
  static let identifier = ListID.panels

  static let columns: [ListColumn<SavedPanel>] = [
    ListColumn(
      \.explore.panel, .flexible(12), key: { .text($0.title) }, line: { panel, _ in panel.title.ink(.strong) }
    ),
    ListColumn(
      \.explore.onScreen, .fixed(9), rank: 1, key: { .text($0.screen) },
      line: { panel, drawing in
        (ScreenID(rawValue: panel.screen).map { drawing.phrases.screens.name($0) } ?? panel.screen).ink(
          .muted)
      }),
    ListColumn(
      \.explore.expression, .flexible(20), rank: 2,
      line: { panel, _ in panel.expressions.joined(separator: "  ").ink(.base) }),
  ]

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [SavedPanel] { snapshot.panels }
  static func identity(of row: SavedPanel) -> String { row.title }
  static func text(of row: SavedPanel, _ drawing: Drawing) -> String {
    "\(row.title) \(row.expressions.joined(separator: " "))"
  }
}

/// A series' name with its parts told apart.
enum SeriesName {
  /// The metric and its labels, names muted.
  static func line(_ labels: Labels, else name: String) -> Line {
    labels.isEmpty ? name.ink(.base) : line(labels)
  }

  private static func line(_ labels: Labels) -> Line {
    let metric = labels[Labels.metricName]
    let rest = labels.filter { $0.name != Labels.metricName }.map { label in
      (label.name + "=").ink(.muted) + label.value.ink(.base)
    }
    let inside = rest.joined(by: ", ".ink(.faint))
    if metric.isEmpty { return inside }
    return rest.isEmpty ? metric.ink(.strong) : metric.ink(.strong) + " " + inside
  }
}
