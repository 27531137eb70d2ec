/// Values over time, drawn in dots of an eighth of a cell.
public struct Graph {
  /// One line of the graph: values evenly spaced over the window, oldest first, not-a-number where there is none.
  public struct Series: Sendable {
    public var values: [Float]
    public var ink: Role
    public init(_ values: [Float], ink: Role) {
      self.values = values
      self.ink = ink
    }
  }

  /// How the values are shown.
  public enum Style: Sendable {
    /// The area under the first series, its colour rising with height.
    case area
    case lines
    /// Areas between one series and the next, of series that are sums already.
    case stack
  }

  public var series: [Series]
  public var style: Style
  /// The value at the top edge; the bottom edge is 0.
  public var ceiling: Float
  /// Where a threshold line is drawn.
  public var threshold: Float?
  /// The first step of the gradient of an area.
  public var gradient: (Double) -> Role = Role.load

  public init(_ series: [Series], style: Style, ceiling: Float, threshold: Float? = nil) {
    self.series = series
    self.style = style
    self.ceiling = ceiling
    self.threshold = threshold
  }
}

extension Graph {
  /// The bits of a braille pattern by column (left, right) and row from the bottom.
  private static let bits: [[UInt8]] = [[0x40, 0x04, 0x02, 0x01], [0x80, 0x20, 0x10, 0x08]]

  /// A grid of dots, two columns and four rows a cell.
  struct Dots {
    let width: Int
    let height: Int
    var patterns: [UInt8]
    var inks: [Role]

    init(_ size: Size) {
      (width, height) = (size.width, size.height)
      patterns = Array(repeating: 0, count: width * height)
      inks = Array(repeating: .base, count: width * height)
    }

    mutating func set(column: Int, row: Int, _ ink: Role) {
      guard column >= 0, row >= 0, column < width * 2, row < height * 4 else { return }
      let index = (height - 1 - row / 4) * width + column / 2
      patterns[index] |= Graph.bits[column % 2][row % 4]
      inks[index] = ink
    }
  }

  func dots(in size: Size) -> Dots {
    var dots = Dots(size)
    guard size.width > 0, size.height > 0, ceiling > 0, ceiling.isFinite else { return dots }
    switch style {
    case .area: if let first = series.first { fill(&dots, first) }
    case .lines: for line in series { trace(&dots, line) }
    // The highest first: what lies before it covers its lower part.
    case .stack: for line in series.reversed() { cover(&dots, line) }
    }
    return dots
  }

  private func heights(_ values: [Float], _ dots: Dots) -> [Int?] {
    let columns = dots.width * 2
    guard !values.isEmpty else { return [] }
    return (0..<columns).map { column in
      // Where several values share a dot the highest shows: a peak must not hide between two dots.
      let start = column * values.count / columns
      let end = max(start + 1, (column + 1) * values.count / columns)
      let known = values[start..<end].lazy.filter { !$0.isNaN }
      guard let value = known.max() else { return nil }
      return Int((min(max(value / ceiling, 0), 1) * Float(dots.height * 4)).rounded())
    }
  }

  private func fill(_ dots: inout Dots, _ series: Series) {
    let inks = (0..<dots.height).map { gradient((Double($0) + 0.5) / Double(dots.height)) }
    for (column, height) in heights(series.values, dots).enumerated() {
      guard let height else { continue }
      // A value that is there but too small to see still leaves its lowest dot.
      for row in 0..<max(height, 1) { dots.set(column: column, row: row, inks[row / 4]) }
    }
  }

  /// Fills everything under a series with its colour.
  private func cover(_ dots: inout Dots, _ series: Series) {
    for (column, height) in heights(series.values, dots).enumerated() {
      for row in 0..<(height ?? 0) { dots.set(column: column, row: row, series.ink) }
    }
  }

  private func trace(_ dots: inout Dots, _ series: Series) {
    var last: Int?
    for (column, height) in heights(series.values, dots).enumerated() {
      guard let height else {
        last = nil
        continue
      }
      let row = max(0, height - 1)
      let from = last ?? row
      for between in min(from, row)...max(from, row) where between != from || last == nil || from == row {
        dots.set(column: column, row: between, series.ink)
      }
      last = row
    }
  }
}

extension Painter {
  /// Draws the lines into a rectangle; axes are the business of whoever knows the units.
  public mutating func draw(_ graph: Graph, in rect: Rect) {
    drawThreshold(graph, in: rect)
    let dots = graph.dots(in: Size(width: rect.width, height: rect.height))
    for index in dots.patterns.indices where dots.patterns[index] != 0 {
      let pattern = dots.patterns[index]
      let glyph = glyphs.isUnicode ? 0x2800 + UInt32(pattern) : plainGlyph(pattern)
      put(glyph, x: rect.x + index % rect.width, y: rect.y + index / rect.width, ink: dots.inks[index])
    }
  }

  /// What stands for a braille pattern where there is no braille: more dots, a heavier sign.
  private func plainGlyph(_ pattern: UInt8) -> UInt32 {
    let signs: [Unicode.Scalar] = [".", ".", ":", ":", "+", "+", "*", "#", "#"]
    return signs[pattern.nonzeroBitCount].value
  }

  private mutating func drawThreshold(_ graph: Graph, in rect: Rect) {
    guard let threshold = graph.threshold, graph.ceiling > 0, graph.ceiling.isFinite,
      threshold <= graph.ceiling, threshold >= 0
    else { return }
    let row = Int((1 - threshold / graph.ceiling) * Float(rect.height))
    let place = rect.row(min(row, rect.height - 1))
    for x in place.x..<place.right where !place.isEmpty { put(glyphs.dotted, x: x, y: place.y, ink: .watch) }
  }
}
