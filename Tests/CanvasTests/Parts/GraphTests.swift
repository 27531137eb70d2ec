import Canvas
import Testing

@Suite struct GraphTests {
  private func drawn(_ graph: Graph, _ width: Int, _ height: Int, _ glyphs: Glyphs = .unicode) -> [String] {
    var painter = Painter(size: Size(width: width, height: height), glyphs: glyphs)
    painter.draw(graph, in: painter.bounds)
    return (0..<height).map(painter.frame.text(ofRow:))
  }

  private func area(_ values: [Float]) -> Graph {
    Graph([.init(values, ink: .series1)], style: .area, ceiling: 1)
  }
  private func line(_ values: [Float]) -> Graph {
    Graph([.init(values, ink: .series1)], style: .lines, ceiling: 1)
  }

  @Test func `an area fills dots from the bottom, two columns and four rows a cell`() {
    #expect(drawn(area([1, 1]), 1, 1) == ["⣿"])
    #expect(drawn(area([0.5, 0.5]), 1, 1) == ["⣤"])
    #expect(drawn(area([0, 1]), 1, 1) == ["⣸"])
    #expect(drawn(area([1, 1, 0.5, 0.5]), 2, 2) == ["⣿", "⣿⣿"])
  }

  @Test func `a value too small to see leaves its lowest dot, and none where there is no value`() {
    #expect(drawn(area([0, 0]), 1, 1) == ["⣀"])
    #expect(drawn(area([.nan, 0]), 1, 1) == ["⢀"])
    #expect(drawn(area([.nan, .nan]), 1, 1) == [""])
    #expect(drawn(area([]), 1, 1) == [""])
  }

  @Test func `a line joins its dots and breaks where there is no value`() {
    #expect(drawn(line([1, 1]), 1, 1) == ["⠉"])
    #expect(drawn(line([0, 1]), 1, 1) == ["⡸"])
    #expect(drawn(line([1, .nan, 0, 0]), 2, 1) == ["⠁⣀"])
  }

  @Test func `stacked areas cover the lower part of those above them`() {
    let stack = Graph(
      [Graph.Series([0.5, 0.5], ink: .series1), Graph.Series([1, 1], ink: .series2)], style: .stack,
      ceiling: 1)
    #expect(drawn(stack, 1, 2) == ["⣿", "⣿"])
    var painter = Painter(size: Size(width: 1, height: 2), glyphs: .unicode)
    painter.draw(stack, in: painter.bounds)
    #expect(painter.frame.cells.map(\.ink) == [.series2, .series1])
  }

  @Test func `of several values in one dot the highest shows`() {
    #expect(drawn(area([0, 1, 0, 0, 0, 0]), 1, 1) == ["⣇"])
  }

  @Test func `values beyond the ceiling stay below it`() {
    #expect(drawn(area([9, .infinity]), 1, 1) == ["⣿"])
    #expect(drawn(area([-9, -.infinity]), 1, 1) == ["⣀"])
  }

  @Test(arguments: [(Float(1), 0), (0.5, 2), (0, 3)]) func `a threshold is a dotted line`(
    threshold: Float, row: Int
  ) {
    var graph = area([])
    graph.threshold = threshold
    #expect(drawn(graph, 3, 4)[row] == "┈┈┈")
    #expect(drawn(graph, 3, 4, .ascii)[row] == "...")
  }

  @Test(arguments: [Float(1.01), -0.1, .nan, .infinity]) func `a threshold out of view is not drawn`(
    threshold: Float
  ) {
    var graph = area([])
    graph.threshold = threshold
    #expect(drawn(graph, 3, 2) == ["", ""])
  }

  @Test func `without braille more dots are a heavier sign`() {
    #expect(drawn(area([0, 0, 0.5, 0.5, 1, 1]), 3, 1, .ascii) == [":+#"])
  }

  @Test func `an area's colour rises with its height`() {
    var painter = Painter(size: Size(width: 1, height: 4), glyphs: .unicode)
    painter.draw(area([1, 1]), in: painter.bounds)
    #expect((0..<4).map { painter.frame[0, $0].ink } == [.load7, .load5, .load3, .load1])
  }
}
