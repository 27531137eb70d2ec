import Basics
import Canvas
import Model

/// What a dashboard draws on: the painter, everything there is to know, and a note of what lies where.
struct Stage {
  var painter: Painter
  let console: Console
  let snapshot: Snapshot
  let drawing: Drawing
  private(set) var hits: [(rect: Rect, target: HitTarget)] = []
  private(set) var viewports: [ListID: Viewport] = [:]

  init(_ console: Console, size: Size) {
    self.console = console
    painter = Painter(size: size, glyphs: console.setup.glyphs)
    snapshot = console.snapshot ?? .nothing
    drawing = console.drawing
  }

  var phrases: Phrases { console.phrases }
  var language: Language { console.language }
  var glyphs: Glyphs { painter.glyphs }
  var now: Instant { snapshot.at }
  var figures: Readable { Readable(drawing) }

  /// Notes what a press on a rectangle means.
  mutating func hit(_ rect: Rect, _ target: HitTarget) { hits.append((rect, target)) }

  mutating func write(_ line: Line, in rect: Rect, _ alignment: Painter.Alignment = .left) {
    painter.write(line, in: rect, alignment)
  }

  /// Draws a bordered panel and returns the area inside.
  mutating func panel(
    _ title: String, note: Line = .empty, footnote: Line = .empty, in rect: Rect, focused: Bool = false
  )
    -> Rect
  {
    painter.draw(
      Panel(title.ink(focused ? .accent : .title), note: note, footnote: footnote, isFocused: focused),
      in: rect)
  }

  /// Draws a list in a panel of its own. `empty` is said when there is nothing to list.
  mutating func list(
    _ identifier: ListID, _ title: String, note: Line? = nil, empty: String, in rect: Rect
  ) {
    guard rect.height >= 3, rect.width >= 8 else { return }
    let isFocused = console.focusedList == identifier && console.overlay == nil
    let state = console.state(of: identifier)
    let ready = console.prepared[identifier]
    let inside = panel(
      title, note: note ?? countNote(identifier), footnote: filterNote(state), in: rect,
      focused: isFocused && console.page.focusable.count > 1)
    hit(rect, .list(identifier))
    guard let ready, ready.arrangement.count > 0 else {
      let isFiltered = ready.map { $0.total > 0 } ?? false
      return say(isFiltered ? phrases.lists.noMatch(state.filter) : empty, in: inside)
    }
    draw(identifier, ready, state, isFocused: isFocused, in: inside)
  }

  private mutating func draw(
    _ identifier: ListID, _ ready: AnyList.Prepared, _ state: ListState, isFocused: Bool, in rect: Rect
  ) {
    guard let list = Console.lists[identifier] else { return }
    let selected = ready.arrangement.row(of: state.selected)
    var table = Table(
      columns: list.columns(phrases, state, glyphs), count: ready.arrangement.count, top: state.top,
      selected: selected, isFocused: isFocused)
    table.isMarked = { state.marked.contains(ready.arrangement.identities[$0]) }
    table.follows = state.isFollowing
    var drawing = drawing
    let layout = painter.draw(table, in: rect) { row, column, width in
      drawing.width = width
      return ready.line(row, column, drawing)
    }
    viewports[identifier] = Viewport(top: layout.top, height: layout.body.height)
    for head in layout.heads { hit(head.rect, .head(identifier, head.index)) }
    for offset in 0..<min(layout.body.height, ready.arrangement.count - layout.top) {
      hit(layout.body.row(offset).inset(-1, 0), .row(identifier, layout.top + offset))
    }
  }

  /// How many rows there are, and how many of them are shown or marked.
  private func countNote(_ identifier: ListID) -> Line {
    guard let ready = console.prepared[identifier] else { return .empty }
    let state = console.state(of: identifier)
    let count = ready.arrangement.count
    let text = count == ready.total ? "\(count)" : "\(count)/\(ready.total)"
    let marked =
      state.marked.isEmpty ? Line.empty : "  \(phrases.lists.marked(state.marked.count))".ink(.accent)
    return text.ink(.muted) + marked
  }

  private func filterNote(_ state: ListState) -> Line {
    state.filter.isEmpty || console.filterEditor != nil ? .empty : "/\(state.filter)".ink(.accent)
  }

  /// A sentence in the middle of an area, as where there is nothing to show.
  mutating func say(_ text: String, in rect: Rect) {
    let lines = text.wrapped(to: max(1, rect.width - 2))
    let top = max(0, (rect.height - lines.count) / 2)
    for (index, line) in lines.enumerated() { write(line.ink(.muted), in: rect.row(top + index), .center) }
  }

  /// Text over several rows, as many as fit. Returns how many were used.
  @discardableResult
  mutating func paragraph(_ text: String, _ ink: Role = .base, in rect: Rect) -> Int {
    let lines = text.wrapped(to: rect.width).prefix(rect.height)
    for (index, line) in lines.enumerated() { write(line.ink(ink), in: rect.row(index)) }
    return lines.count
  }

  /// Names and values under one another, names muted. Returns how many rows were used.
  @discardableResult
  mutating func facts(_ facts: [(name: String, value: Line)], in rect: Rect) -> Int {
    let width = min(facts.map(\.name.columns).max() ?? 0, rect.width / 2)
    for (index, fact) in facts.prefix(rect.height).enumerated() {
      var row = rect.row(index)
      write(fact.name.ink(.muted), in: row.takeLeft(width))
      _ = row.takeLeft(2)
      write(fact.value, in: row)
    }
    return min(facts.count, rect.height)
  }
}
