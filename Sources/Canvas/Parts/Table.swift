/// Rows under column heads. Only the rows in view are ever asked for.
public struct Table {
  /// One column and how it gives way.
  public struct Column: Sendable {
    /// How wide a column is.
    public enum Width: Hashable, Sendable {
      case fixed(Int)
      /// At least so wide; takes a share of what is left.
      case flexible(Int)
    }

    public var title: String
    public var width: Width
    public var alignment: Painter.Alignment
    /// When space is short, the column with the highest rank goes first; rank 0 always stays.
    public var rank: Int
    /// Whether rows are sorted by this column, and which way.
    public var sorting: Sorting?

    public init(
      _ title: String, _ width: Width, _ alignment: Painter.Alignment = .left, rank: Int = 0,
      sorting: Sorting? = nil
    ) {
      self.title = title
      self.width = width
      self.alignment = alignment
      self.rank = rank
      self.sorting = sorting
    }
  }

  /// The direction rows are sorted in.
  public enum Sorting: Sendable {
    case rising, falling
  }

  public var columns: [Column]
  /// How many rows there are in all.
  public var count: Int
  /// The first row in view.
  public var top: Int
  public var selected: Int?
  public var isFocused: Bool
  /// Whether the view goes along so that the selected row is in it.
  public var follows = true
  public var isMarked: (Int) -> Bool = { _ in false }

  public init(columns: [Column], count: Int, top: Int, selected: Int?, isFocused: Bool) {
    self.columns = columns
    self.count = count
    self.top = top
    self.selected = selected
    self.isFocused = isFocused
  }

  /// Where a table's parts came to stand, for the mouse.
  public struct Layout: Sendable {
    /// The head of each drawn column, with its index.
    public var heads: [(index: Int, rect: Rect)] = []
    /// The area of the rows.
    public var body = Rect(x: 0, y: 0, width: 0, height: 0)
    /// The row at the top of the body.
    public var top = 0
  }
}

extension Table {
  private static let gap = 2

  /// The columns that fit, with their widths, in their order.
  func fitted(to width: Int) -> [(index: Int, width: Int)] {
    var kept = Array(columns.indices)
    func needed() -> Int {
      kept.reduce(Self.gap * (kept.count - 1)) { $0 + least(columns[$1].width) }
    }
    while kept.count > 1, needed() > width,
      let last = kept.filter({ columns[$0].rank > 0 }).max(by: { columns[$0].rank < columns[$1].rank })
    {
      kept.removeAll { $0 == last }
    }
    let flexible = kept.filter { isFlexible(columns[$0].width) }
    var spare = max(0, width - needed())
    var open = flexible.count
    return kept.map { index in
      guard isFlexible(columns[index].width) else { return (index, least(columns[index].width)) }
      let share = spare / open
      spare -= share
      open -= 1
      return (index, least(columns[index].width) + share)
    }
  }

  private func least(_ width: Column.Width) -> Int {
    switch width {
    case .fixed(let columns), .flexible(let columns): columns
    }
  }

  private func isFlexible(_ width: Column.Width) -> Bool {
    if case .flexible = width { true } else { false }
  }

  /// The first row to show so that the selection is in view and no space is wasted.
  public static func top(_ top: Int, showing selected: Int?, of count: Int, in height: Int) -> Int {
    guard height > 0 else { return 0 }
    var top = min(top, max(0, count - height))
    if let selected {
      top = min(top, selected)
      top = max(top, selected - height + 1)
    }
    return max(0, top)
  }
}

extension Painter {
  /// Draws heads and the rows in view. `cell` gives the line for a row, a column and that column's width.
  public mutating func draw(_ table: Table, in rect: Rect, cell: (Int, Int, Int) -> Line) -> Table.Layout {
    var layout = Table.Layout()
    var body = rect
    let head = body.takeTop(1)
    let fitted = table.fitted(to: rect.width)
    layout.body = body
    layout.top = Table.top(
      table.top, showing: table.follows ? table.selected : nil, of: table.count, in: body.height)
    forEachColumn(fitted, in: head) { painter, index, place in
      painter.drawHead(table.columns[index], in: place)
      layout.heads.append((index, place))
    }
    for offset in 0..<min(body.height, max(0, table.count - layout.top)) {
      let row = layout.top + offset
      let line = body.row(offset)
      drawGround(of: row, in: table, under: line)
      forEachColumn(fitted, in: line) { painter, index, place in
        painter.write(cell(row, index, place.width), in: place, table.columns[index].alignment)
      }
    }
    drawScrollbar(table.count, layout.top, in: body)
    return layout
  }

  private mutating func forEachColumn(
    _ fitted: [(index: Int, width: Int)], in row: Rect, _ body: (inout Painter, Int, Rect) -> Void
  ) {
    var rest = row
    for (index, width) in fitted {
      body(&self, index, rest.takeLeft(width))
      _ = rest.takeLeft(2)
    }
  }

  private mutating func drawHead(_ column: Table.Column, in rect: Rect) {
    var title = column.title.ink(.muted)
    switch column.sorting {
    case .rising: title = (column.title + glyphs.rising).ink(.accent)
    case .falling: title = (column.title + glyphs.falling).ink(.accent)
    case nil: break
    }
    write(title, in: rect, column.alignment)
  }

  private mutating func drawGround(of row: Int, in table: Table, under line: Rect) {
    let wide = Rect(x: line.x - 1, y: line.y, width: line.width + 2, height: 1)
    if table.isMarked(row) { lay(.marked, under: wide) }
    guard table.selected == row else { return }
    lay(table.isFocused ? .selection : .raised, under: wide)
  }

  /// A thin bar in the border right of the rows, when there are more than fit.
  private mutating func drawScrollbar(_ count: Int, _ top: Int, in body: Rect) {
    guard count > body.height, body.height > 1 else { return }
    let length = max(1, body.height * body.height / count)
    let start = top * (body.height - length) / max(1, count - body.height)
    for offset in 0..<length {
      put(glyphs.isUnicode ? 0x2503 : 0x23, x: body.right + 1, y: body.y + start + offset, ink: .muted)
    }
  }
}
