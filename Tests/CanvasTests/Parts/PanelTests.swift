import Canvas
import Testing

@Suite struct PanelTests {
  private func drawn(_ panel: Panel, _ width: Int, _ height: Int, _ glyphs: Glyphs = .unicode) -> (
    rows: [String], inside: Rect
  ) {
    var painter = Painter(size: Size(width: width, height: height), glyphs: glyphs)
    let inside = painter.draw(panel, in: painter.bounds)
    return ((0..<height).map(painter.frame.text(ofRow:)), inside)
  }

  @Test func `a title, a note and a footnote stand in the border`() {
    let (rows, inside) = drawn(Panel("Nodes", note: "3", footnote: "end"), 18, 3)
    #expect(rows == ["╭─ Nodes ──── 3 ─╮", "│                │", "╰────────── end ─╯"])
    #expect(inside == Rect(x: 1, y: 1, width: 16, height: 1))
  }

  @Test func `a panel that is wide enough leaves a column of air at its sides`() {
    #expect(drawn(Panel("Nodes"), 20, 3).1 == Rect(x: 2, y: 1, width: 16, height: 1))
  }

  @Test func `where there is no room the note goes before the title`() {
    #expect(drawn(Panel("Nodes", note: "many"), 12, 2).rows[0] == "╭─ Nodes ──╮")
    #expect(drawn(Panel("Nodes", footnote: "a long footnote"), 9, 2).rows == ["╭─ Nod…─╮", "╰───────╯"])
  }

  @Test func `a panel is drawn with ASCII alone`() {
    #expect(drawn(Panel("a"), 8, 3, .ascii).rows == ["+- a --+", "|      |", "+------+"])
  }

  @Test(arguments: [(1, 5), (5, 1), (0, 0)]) func `too small for a border there is neither border nor inside`(
    width: Int, height: Int
  ) {
    let (rows, inside) = drawn(Panel("x"), width, height)
    #expect(rows.joined().isEmpty)
    #expect(inside.isEmpty)
  }

  @Test func `the border of the panel at hand stands out`() {
    var painter = Painter(size: Size(width: 4, height: 2), glyphs: .unicode)
    painter.draw(Panel("", isFocused: true), in: painter.bounds)
    #expect(painter.frame[0, 0].ink == .focus)
    painter.draw(Panel(""), in: painter.bounds)
    #expect(painter.frame[0, 0].ink == .border)
  }

  @Test(arguments: [(5, 2, 3), (6, 2, 3), (1, 2, 1), (0, 2, 1), (7, 1, 7), (7, 3, 3)])
  func `a heat map puts as many in a row as fit`(width: Int, pitch: Int, perRow: Int) {
    let map = HeatMap(count: 10, pitch: pitch)
    #expect(map.perRow(in: width) == perRow)
    #expect(map.rows(in: width) == (10 + perRow - 1) / perRow)
  }

  @Test func `a heat map draws row by row until there is no more room`() {
    var painter = Painter(size: Size(width: 5, height: 2), glyphs: .unicode)
    let count = painter.draw(HeatMap(count: 9, selected: 4), in: painter.bounds) { (0x30 + UInt32($0), .ok) }
    #expect(count == 6)
    #expect(painter.frame.text == "0 1 2\n3 4 5")
    #expect(painter.frame[2, 1].ground == .selection)
    #expect(painter.frame[3, 1].ground == .ground)
  }
}
