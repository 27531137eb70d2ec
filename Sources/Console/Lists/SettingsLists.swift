import Basics
import Canvas
import Model

/// Where values come from.
enum SourceList: ListKind {
  static let identifier = ListID.sources

  static let columns: [ListColumn<SourceHealth>] = [
    ListColumn(
      { _ in "" }, .fixed(1),
      line: { source, drawing in
        Readable(drawing).sign(source.severity(at: drawing.snapshot.at))
      }),
    ListColumn(
      \.settings.source, .flexible(16), key: { .text($0.name) },
      line: { source, _ in source.name.ink(.base) }),
    ListColumn(
      \.settings.series, .fixed(7), .right, rank: 1, key: { .number(Double($0.series)) },
      line: {
        source, _ in
        String(source.series).ink(.muted)
      }),
    ListColumn(
      \.settings.interval, .fixed(8), .right, rank: 2,
      line: { source, _ in source.interval.prometheus.ink(.muted) }),
    ListColumn(
      \.lists.seen, .fixed(6), .right,
      line: { source, drawing in
        source.lastSeen.map { Readable(drawing).since($0).ink(.muted) } ?? .empty
      }),
    ListColumn(\.lists.detail, .flexible(10), rank: 3, line: { source, _ in (source.fault ?? "").ink(.act) }),
  ]

  /// The worst first.
  static func rows(of snapshot: Snapshot, in context: ListContext) -> [SourceHealth] {
    let byUrgency = Dictionary(grouping: snapshot.sources) { $0.severity(at: snapshot.at) }
    return byUrgency.sorted { $0.key > $1.key }.flatMap(\.value)
  }

  static func identity(of row: SourceHealth) -> String { row.name }
  static func text(of row: SourceHealth, _ drawing: Drawing) -> String { row.name }
}

/// The themes to choose from.
enum ThemeList: ListKind {
  /// A theme, and whether it is in use.
  struct Row {
    let theme: ThemeName
    let isCurrent: Bool
  }

  static let identifier = ListID.themes

  static let columns: [ListColumn<Row>] = [
    ListColumn(
      { _ in "" }, .fixed(1),
      line: { row, drawing in row.isCurrent ? drawing.glyphs.ok.ink(.accent) : .empty }),
    ListColumn(
      \.settings.theme, .flexible(10),
      line: { row, drawing in row.theme.title[drawing.language].ink(row.isCurrent ? .accent : .base) }),
    ListColumn(\.settings.file, .fixed(10), rank: 1, line: { row, _ in row.theme.name.ink(.muted) }),
  ]

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [Row] {
    context.themes.map { Row(theme: $0, isCurrent: $0.name == context.theme) }
  }

  static func identity(of row: Row) -> String { row.theme.name }
  static func text(of row: Row, _ drawing: Drawing) -> String {
    "\(row.theme.name) \(row.theme.title[drawing.language])"
  }
}

/// What the words mean.
enum TermList: ListKind {
  static let identifier = ListID.glossary

  static let columns: [ListColumn<Console.Term>] = [
    ListColumn(
      \.settings.term, .fixed(22), key: { .text($0.term.english) },
      line: { term, drawing in term.term[drawing.language].ink(.strong) }),
    ListColumn(
      \.settings.meaning, .flexible(30),
      line: { term, drawing in
        let assumed = term.isAssumed ? "\(drawing.phrases.provenance.name(.assumed)) ".ink(.derived) : .empty
        return assumed + term.sense[drawing.language].ink(.base)
      }),
  ]

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [Console.Term] { context.terms }
  static func identity(of row: Console.Term) -> String { row.term.english }

  static func text(of row: Console.Term, _ drawing: Drawing) -> String {
    "\(row.term.english) \(row.term.chinese) \(row.sense[drawing.language])"
  }
}
