extension Painter {
  /// A horizontal bar filled to a ratio, in eighths of a cell.
  public mutating func gauge(_ ratio: Double, in rect: Rect, ink: Role) {
    let row = rect.row(0)
    guard !row.isEmpty else { return }
    let eighths = Int((min(max(ratio.isNaN ? 0 : ratio, 0), 1) * Double(row.width * 8)).rounded())
    for column in 0..<row.width {
      let filled = min(max(eighths - column * 8, 0), 8)
      put(barGlyph(filled), x: row.x + column, y: row.y, ink: filled > 0 ? ink : .faint)
    }
  }

  private func barGlyph(_ eighths: Int) -> UInt32 {
    if eighths == 0 { return glyphs.track }
    guard glyphs.isUnicode else { return eighths >= 4 ? glyphs.full : glyphs.half }
    return Glyphs.widths[eighths - 1].value
  }
}

extension Glyphs {
  /// A gauge as text, for table cells.
  public func gauge(_ ratio: Double, columns: Int, ink: Role) -> Line {
    let eighths = Int((min(max(ratio.isNaN ? 0 : ratio, 0), 1) * Double(columns * 8)).rounded())
    var filled = String.UnicodeScalarView()
    filled.append(contentsOf: repeatElement(Unicode.Scalar(full)!, count: eighths / 8))
    if eighths % 8 > 0 {
      let rest = isUnicode ? Self.widths[eighths % 8 - 1] : eighths % 8 >= 4 ? "#" : "="
      filled.append(rest)
    }
    let open = String(repeating: String(Unicode.Scalar(track)!), count: columns - filled.count)
    return String(filled).ink(ink) + open.ink(.faint)
  }

  /// The last values as a row of small columns from `floor` to `ceiling`; gaps where a value is not a number. Even the
  /// highest column leaves a little air, so that rows above one another stay apart.
  public func sparkline(
    _ values: some Collection<Float>, columns: Int, floor: Float = 0, ceiling: Float, ink: (Float) -> Role
  ) -> Line {
    var line = Line([Run(String(repeating: " ", count: max(0, columns - values.count)))])
    for value in values.suffix(columns) {
      let ratio = ceiling > floor ? (value - floor) / (ceiling - floor) : 0
      let glyph = value.isNaN ? " " : String(Unicode.Scalar(column(Double(min(ratio, 1)) * 7 / 8))!)
      let role = value.isNaN ? Role.faint : ink(value)
      if let last = line.runs.indices.last, line.runs[last].ink == role {
        line.runs[last].text += glyph
      } else {
        line.runs.append(Run(glyph, ink: role))
      }
    }
    return line
  }
}
