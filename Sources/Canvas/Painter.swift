/// Draws into a frame. Everything is clipped to the rectangle it is drawn in, so a part can never spill over.
public struct Painter {
  public private(set) var frame: Frame
  public let glyphs: Glyphs

  public init(size: Size, glyphs: Glyphs) {
    frame = Frame(size: size)
    self.glyphs = glyphs
  }

  public var bounds: Rect { Rect(frame.size) }

  /// Where a text stands in its rectangle.
  public enum Alignment: Sendable {
    case left, center, right
  }

  /// Lays a ground under a rectangle; what stands there stays.
  public mutating func lay(_ ground: Role, under rect: Rect) {
    forEachCell(in: rect) { $0.ground = ground }
  }

  /// Empties a rectangle and gives it a ground.
  public mutating func clear(_ rect: Rect, ground: Role = .ground) {
    let blank = Cell(0x20, ground: ground)
    splitWide(atEdgesOf: rect)
    if !frame.marks.isEmpty { dropMarks(in: rect) }
    forEachCell(in: rect) { $0 = blank }
  }

  /// Makes everything in a rectangle recede, as behind a dialog.
  public mutating func dim(_ rect: Rect) {
    forEachCell(in: rect) { cell in
      cell.ink = .faint
      cell.ground = .ground
      cell.marks.remove(.bold)
    }
  }

  private mutating func forEachCell(in rect: Rect, _ change: (inout Cell) -> Void) {
    let rect = rect.intersection(bounds)
    guard !rect.isEmpty else { return }
    let width = frame.size.width
    frame.cells.withUnsafeMutableBufferPointer { cells in
      for y in rect.y..<rect.bottom {
        for x in rect.x..<rect.right { change(&cells[y * width + x]) }
      }
    }
  }

  /// Puts one character of one column; nothing outside the frame.
  @inline(__always)
  public mutating func put(_ scalar: UInt32, x: Int, y: Int, ink: Role, bold: Bool = false) {
    guard x >= 0, y >= 0, x < frame.size.width, y < frame.size.height else { return }
    let index = y * frame.size.width + x
    breakWide(at: index, x)
    frame.cells[index].scalar = scalar
    frame.cells[index].ink = ink
    frame.cells[index].marks = bold ? .bold : []
  }

  /// Writes a line into the first row of a rectangle. What does not fit ends in an ellipsis.
  /// Returns how many columns were used.
  @discardableResult
  public mutating func write(_ line: Line, in rect: Rect, _ alignment: Alignment = .left) -> Int {
    let row = rect.row(0)
    guard !row.isEmpty else { return 0 }
    let needed = alignment == .left ? 0 : line.columns
    let spare = max(0, row.width - needed)
    let shift = alignment == .right ? spare : alignment == .center ? spare / 2 : 0
    var x = row.x + shift
    for run in line.runs {
      guard let end = write(run, x: x, in: row) else {
        put(glyphs.ellipsis, x: row.right - 1, y: row.y, ink: run.ink)
        return row.width
      }
      x = end
    }
    return x - row.x - shift
  }

  /// Where the run ends, or nil when it did not fit.
  private mutating func write(_ run: Run, x start: Int, in row: Rect) -> Int? {
    let y = row.y
    var x = start
    for step in GlyphWalk(Substring(run.text)) {
      if step.columns == 0 {
        // A mark at the very beginning has nothing of its own to join.
        if x > row.x { join(step.scalar, x: x - 1, y: y) }
        continue
      }
      guard x + step.columns <= row.right else { return nil }
      put(glyphs.spelled(step.scalar), x: x, y: y, ink: run.ink, bold: run.isBold)
      if step.columns == 2 { widen(x: x, y: y) }
      if let ground = run.ground { lay(ground, under: Rect(x: x, y: y, width: step.columns, height: 1)) }
      x += step.columns
    }
    return x
  }
}

extension Painter {
  /// Makes the character just put take two columns; a blank takes its place where the frame has only one.
  private mutating func widen(x: Int, y: Int) {
    guard x >= 0, y >= 0, y < frame.size.height, x < frame.size.width else { return }
    let index = y * frame.size.width + x
    guard x + 1 < frame.size.width else {
      frame.cells[index].scalar = 0x20
      return
    }
    breakWide(at: index + 1, x + 1)
    frame.cells[index].marks.insert(.wide)
    frame.cells[index + 1].scalar = 0
    frame.cells[index + 1].ink = frame.cells[index].ink
    frame.cells[index + 1].marks = []
  }

  /// A mark joins the character at a place, or the head of the wide character that ends there.
  private mutating func join(_ mark: UInt32, x: Int, y: Int) {
    guard x >= 0, y >= 0, x < frame.size.width, y < frame.size.height else { return }
    var index = y * frame.size.width + x
    if frame.cells[index].isTail, x > 0 { index -= 1 }
    guard frame.marks[index, default: []].count < 3 else { return }
    frame.cells[index].marks.insert(.combined)
    frame.marks[index, default: []].append(mark)
  }

  /// Overwriting half of a wide character blanks its other half.
  @inline(__always)
  private mutating func breakWide(at index: Int, _ x: Int) {
    let cell = frame.cells[index]
    if cell.isTail, x > 0 {
      frame.cells[index - 1].scalar = 0x20
      frame.cells[index - 1].marks.subtract([.wide, .combined])
      frame.marks[index - 1] = nil
    }
    if cell.marks.contains(.wide), x + 1 < frame.size.width { frame.cells[index + 1].scalar = 0x20 }
    if cell.marks.contains(.combined) { frame.marks[index] = nil }
  }

  private mutating func dropMarks(in rect: Rect) {
    let width = frame.size.width
    frame.marks = frame.marks.filter { !rect.contains(Point(x: $0.key % width, y: $0.key / width)) }
  }

  private mutating func splitWide(atEdgesOf rect: Rect) {
    let rect = rect.intersection(bounds)
    for y in rect.y..<rect.bottom where !rect.isEmpty {
      breakWide(at: y * frame.size.width + rect.x, rect.x)
      breakWide(at: y * frame.size.width + rect.right - 1, rect.right - 1)
    }
  }
}
