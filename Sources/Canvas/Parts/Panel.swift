/// A bordered area with its title in the border.
public struct Panel {
  public var title: Line
  /// Stands at the right end of the upper border.
  public var note: Line
  /// Stands at the right end of the lower border.
  public var footnote: Line
  public var isFocused: Bool

  public init(_ title: Line, note: Line = .empty, footnote: Line = .empty, isFocused: Bool = false) {
    self.title = title
    self.note = note
    self.footnote = footnote
    self.isFocused = isFocused
  }
}

extension Painter {
  /// Draws the border and returns the area inside, with one blank column at either side.
  @discardableResult
  public mutating func draw(_ panel: Panel, in rect: Rect) -> Rect {
    guard rect.width >= 2, rect.height >= 2 else { return Rect(x: rect.x, y: rect.y, width: 0, height: 0) }
    let ink: Role = panel.isFocused ? .focus : .border
    drawBorder(rect, ink)
    let upper = Rect(x: rect.x + 2, y: rect.y, width: rect.width - 4, height: 1)
    let title = panel.title.isEmpty ? Line.empty : " " + panel.title + " "
    let used = write(title, in: upper)
    if !panel.note.isEmpty {
      let note = " " + panel.note + " "
      if used + note.columns + 1 <= upper.width { write(note, in: upper, .right) }
    }
    if !panel.footnote.isEmpty {
      let lower = Rect(x: rect.x + 2, y: rect.bottom - 1, width: rect.width - 4, height: 1)
      let footnote = " " + panel.footnote + " "
      if footnote.columns <= lower.width { write(footnote, in: lower, .right) }
    }
    // A narrow panel has no columns to spare for air.
    return rect.inset(rect.width < 20 ? 1 : 2, 1)
  }

  private mutating func drawBorder(_ rect: Rect, _ ink: Role) {
    let (right, bottom) = (rect.right - 1, rect.bottom - 1)
    for x in rect.x..<rect.right {
      put(glyphs.horizontal, x: x, y: rect.y, ink: ink)
      put(glyphs.horizontal, x: x, y: bottom, ink: ink)
    }
    for y in rect.y..<rect.bottom {
      put(glyphs.vertical, x: rect.x, y: y, ink: ink)
      put(glyphs.vertical, x: right, y: y, ink: ink)
    }
    put(glyphs.topLeft, x: rect.x, y: rect.y, ink: ink)
    put(glyphs.topRight, x: right, y: rect.y, ink: ink)
    put(glyphs.bottomLeft, x: rect.x, y: bottom, ink: ink)
    put(glyphs.bottomRight, x: right, y: bottom, ink: ink)
  }
}

extension Line {
  fileprivate static func + (left: String, right: Line) -> Line { Line([Run(left)]) + right }
  fileprivate static func + (left: Line, right: String) -> Line { left + Line([Run(right)]) }
}
