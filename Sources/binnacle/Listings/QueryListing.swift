import Basics
import Canvas
import Console
import Model
import Telemetry
import Terminal

/// What a query came to, as a table for people or as comma-separated values.
struct QueryListing {
  private let answer: QueryAnswer
  private let options: Options

  init(_ answer: QueryAnswer, _ options: Options) {
    self.answer = answer
    self.options = options
  }

  /// The columns of the terminal.
  static func width(_ options: Options) -> Int {
    let wanted = options.environment["COLUMNS"].flatMap { Int($0) } ?? TTY.size()?.width ?? 160
    return max(20, min(wanted, 400))
  }

  /// One row a sample: its time, its value, and a column for each label there is.
  var commaSeparated: String {
    let names = Set(rows.flatMap { $0.labels.map(\.name) }).sorted()
    let cells = rows.flatMap { row in
      row.samples.map { sample in
        [sample.at.rfc3339, PrometheusJSON.number(sample.value)] + names.map { row.labels[$0] }
      }
    }
    if case .value(.text(let text)) = answer.outcome {
      return Listing(name: "query", columns: ["value"], rows: [[text]]).commaSeparated
    }
    return Listing(name: "query", columns: ["timestamp", "value"] + names, rows: cells).commaSeparated
  }

  private var rows: [Series] {
    guard case .value(let value) = answer.outcome else { return [] }
    switch value {
    case .scalar(let number): return [Series(labels: [:], samples: [Sample(at: time, value: number)])]
    case .text: return []
    case .vector(let samples):
      return samples.map { Series(labels: $0.labels, samples: [Sample(at: time, value: $0.value)]) }
    case .matrix(let series): return series
    }
  }

  private var time: Instant {
    if case .instant(_, let time) = answer.request.subject { time } else { .epoch }
  }

  var table: String {
    guard case .value(let value) = answer.outcome else { return "" }
    switch value {
    case .scalar(let number): return PrometheusJSON.number(number) + "\n"
    case .text(let text): return text.printable + "\n"
    case .vector, .matrix: break
    }
    let rows = rows
    guard !rows.isEmpty else { return options.phrases.noSeries + "\n" }
    return text(of: rows.contains { $0.samples.count > 1 } ? trends(rows) : values(rows), rows.count)
  }

  /// The columns of a table with what stands in them.
  private struct Sheet {
    var columns: [Table.Column]
    var cell: (_ row: Int, _ column: Int, _ width: Int) -> Line
  }

  private func values(_ rows: [Series]) -> Sheet {
    let texts = rows.map { PrometheusJSON.number($0.samples[0].value) }
    let width = max(5, texts.map(\.columns).max() ?? 0)
    let words = options.phrases
    return Sheet(
      columns: [
        Table.Column(words.seriesTitle, .fixed(room(for: rows, beside: width + 2))),
        Table.Column(words.valueTitle, .fixed(width), .right),
      ]
    ) { row, column, _ in
      column == 0 ? rows[row].labels.description.printable.ink(.base) : texts[row].ink(.strong)
    }
  }

  /// As wide as the longest name, where the terminal is.
  private func room(for rows: [Series], beside columns: Int) -> Int {
    let longest = rows.map(\.labels.description.columns).max() ?? 0
    return max(min(longest, Self.width(options) - columns), min(20, Self.width(options) / 2))
  }

  private func trends(_ rows: [Series]) -> Sheet {
    let figures = rows.map { row in SeriesFigures(row.samples.map(\.value)) }
    let titles = options.phrases.figureTitles
    let columns =
      [Table.Column(options.phrases.seriesTitle, .fixed(room(for: rows, beside: 44)))]
      + titles.enumerated().map { Table.Column($1, .fixed(9), .right, rank: $0 == 0 ? 0 : 4 - $0) }
    return Sheet(columns: columns) { row, column, _ in
      guard column > 0 else { return rows[row].labels.description.printable.ink(.base) }
      let figures = figures[row]
      let value = [figures.last, figures.least, figures.most, figures.mean][column - 1]
      return Figures.count(value).ink(column == 1 ? .strong : .base)
    }
  }

  private func text(of sheet: Sheet, _ count: Int) -> String {
    let size = Size(width: Self.width(options), height: count + 1)
    var painter = Painter(size: size, glyphs: options.glyphs)
    let table = Table(columns: sheet.columns, count: count, top: 0, selected: nil, isFocused: false)
    _ = painter.draw(table, in: Rect(size), cell: sheet.cell)
    let depth =
      options.depth ?? (TTY.isOutput ? ColourDepth.detected(options.environment, colours: 256) : .none)
    do {
      let theme = try ThemeLibrary(options.paths.themes).theme(
        options.themeName ?? ThemeLibrary.defaultName)
      return FrameText.text(painter.frame, theme: theme, depth: depth, paintsGround: false)
    } catch { return FrameText.text(painter.frame, theme: .plain, depth: .none) }
  }
}
