import Basics
import Canvas
import Model

/// What rows are sorted by.
enum SortKey {
  case number(Double)
  case text(String)
}

/// One column of a list: how it is named, drawn and sorted. A list is a table of these and nothing else.
struct ListColumn<Row>: Sendable {
  let title: @Sendable (Phrases) -> String
  let width: Table.Column.Width
  let alignment: Painter.Alignment
  /// When space is short, the column with the highest rank goes first; rank 0 always stays.
  let rank: Int
  /// Whether the greatest comes first when the column is first sorted by.
  let startsFalling: Bool
  let key: (@Sendable (Row) -> SortKey)?
  let line: @Sendable (Row, Drawing) -> Line

  init(
    _ title: @escaping @Sendable (Phrases) -> String, _ width: Table.Column.Width,
    _ alignment: Painter.Alignment = .left,
    rank: Int = 0, startsFalling: Bool = false, key: (@Sendable (Row) -> SortKey)? = nil,
    line: @escaping @Sendable (Row, Drawing) -> Line
  ) {
    self.title = title
    self.width = width
    self.alignment = alignment
    self.rank = rank
    self.startsFalling = startsFalling
    self.key = key
    self.line = line
  }
}

/// What a cell needs to know to draw itself.
struct Drawing {
  let phrases: Phrases
  let glyphs: Glyphs
  let snapshot: Snapshot
  let zone: Zone
  let today: Day
  /// The columns there are to draw into.
  var width = 0

  var language: Language { phrases.language }
  var now: Instant { snapshot.at }
}
