import Canvas
import Testing

@Suite struct GaugeTests {
  @Test(arguments: [
    (0.0, "────", "...."), (0.5, "██──", "##.."), (1, "████", "####"), (0.25, "█───", "#..."),
    (0.28125, "█▏──", "#=.."), (0.375, "█▌──", "##.."),
    (-1, "────", "...."), (7, "████", "####"), (.nan, "────", "...."), (.infinity, "████", "####"),
    (-.infinity, "────", "...."),
  ])
  func `a bar is filled in eighths of a cell`(ratio: Double, rich: String, plain: String) {
    for (glyphs, bar) in [(Glyphs.unicode, rich), (.ascii, plain)] {
      var painter = Painter(size: Size(width: 4, height: 1), glyphs: glyphs)
      painter.gauge(ratio, in: painter.bounds, ink: .ok)
      #expect(painter.frame.text == bar)
      #expect(glyphs.gauge(ratio, columns: 4, ink: .ok).text == bar)
    }
  }

  @Test(arguments: 0...40) func `a gauge is as wide as asked for at any ratio`(step: Int) {
    for columns in 0...9 {
      #expect(Glyphs.unicode.gauge(Double(step) / 40, columns: columns, ink: .ok).columns == columns)
      #expect(Glyphs.ascii.gauge(Double(step) / 40, columns: columns, ink: .ok).columns == columns)
    }
  }

  @Test(
    arguments: [
      ([0, 0.5, 1], 3, "▁▄▇", "_=%"), ([1], 3, "  ▇", "  %"), ([0, 0, 1, 1], 2, "▇▇", "%%"),
      ([.nan, 1], 2, " ▇", " %"), ([], 2, "  ", "  "),
      ([.infinity, -.infinity, 9, -9], 4, "▇▁▇▁", "%_%_"), ([0.5], 0, "", ""),
    ] as [([Float], Int, String, String)])
  func `the last values are a row of small columns`(
    values: [Float], columns: Int, rich: String, plain: String
  ) {
    #expect(Glyphs.unicode.sparkline(values, columns: columns, ceiling: 1) { _ in .ok }.text == rich)
    #expect(Glyphs.ascii.sparkline(values, columns: columns, ceiling: 1) { _ in .ok }.text == plain)
  }

  @Test(arguments: [Float(0), -1, .nan, .infinity]) func `without a ceiling all columns are low`(
    ceiling: Float
  ) {
    #expect(Glyphs.unicode.sparkline([5, .infinity], columns: 2, ceiling: ceiling) { _ in .ok }.text == "▁▁")
  }

  @Test func `neighbours of one meaning are one run`() {
    let line = Glyphs.unicode.sparkline([0.1, 0.2, 0.9], columns: 3, ceiling: 1) { $0 > 0.5 ? .act : .ok }
    #expect(line.runs.map(\.ink).suffix(2) == [.ok, .act])
  }
}
