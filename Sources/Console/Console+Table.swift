import Basics
import Canvas
import Model

extension Console {
  /// A console that shows one snapshot and has no keys, for listings.
  public init(_ setup: Setup, showing snapshot: Snapshot) {
    self.init(setup)
    latest = snapshot
    now = snapshot.at
  }

  /// A list alone, in a frame as high as the list is long; without a list the house in a few lines.
  public func table(of identifier: ListID?, width: Int) -> Frame {
    let lines = identifier == nil ? summary(width: width) : identifier == .ways ? learning(width: width) : []
    let list = identifier ?? .bridgeNeeds
    let rows = listed(list)
    let size = Size(width: width, height: lines.count + rows.arrangement.count + 1)
    var painter = Painter(size: size, glyphs: setup.glyphs)
    var rest = Rect(size)
    for line in lines { painter.write(line, in: rest.takeTop(1)) }
    draw(rows, of: list, in: rest, &painter)
    return painter.frame
  }

  private func listed(_ identifier: ListID) -> AnyList.Prepared {
    guard let list = Self.lists[identifier], let snapshot else { return AnyList.Prepared() }
    return list.prepared(
      snapshot, ListContext(subject: nil, answers: answers, drawing: drawing), ListState(), after: nil)
  }

  private func draw(
    _ ready: AnyList.Prepared, of identifier: ListID, in rect: Rect, _ painter: inout Painter
  ) {
    guard let list = Self.lists[identifier] else { return }
    let table = Table(
      columns: list.columns(phrases, ListState(), setup.glyphs), count: ready.arrangement.count, top: 0,
      selected: nil, isFocused: false)
    var drawing = drawing
    _ = painter.draw(table, in: rect) { row, column, width in
      drawing.width = width
      return ready.line(row, column, drawing)
    }
  }

  private func learning(width: Int) -> [Line] {
    Stage(self, size: Size(width: width, height: 1)).learningLines + [.empty]
  }

  /// How the house is, each subject on a line, and who holds the watch.
  private func summary(width: Int) -> [Line] {
    let stage = Stage(self, size: Size(width: width, height: 1))
    let tiles = Tile.all(stage.snapshot, drawing, isNarrow: false)
    let column = 2 + (tiles.map(\.title.columns).max() ?? 0)
    func line(_ name: String, _ text: Line) -> Line { name.padded(to: column).ink(.muted) + text }
    let subjects = tiles.map { tile in
      let details = tile.lines.filter { !$0.text.isEmpty }
      return line(tile.title, details.reduce(tile.headline) { $0 + "  ".ink(.base) + $1 })
    }
    let watch = line(phrases.bridge.watchTitle, stage.holder.ink(.base))
    return [stage.verdict, .empty] + subjects + [watch, .empty]
  }
}
