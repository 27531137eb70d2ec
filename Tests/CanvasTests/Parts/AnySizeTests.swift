import Canvas
import Testing

/// A part that can be drawn anywhere, with how far around its rectangle it may write.
private struct Drawing: CustomTestStringConvertible, Sendable {
  let testDescription: String
  var margin = (left: 0, right: 0)
  let draw: @Sendable (inout Painter, Rect) -> Void

  static let values: [Float] = [0, 0.5, .nan, 1, 2, -1, .infinity, -.infinity, .greatestFiniteMagnitude]

  static let all: [Drawing] = [
    Drawing(testDescription: "panel") { painter, rect in
      painter.draw(Panel("a 漢字 title", note: "note", footnote: "foot", isFocused: true), in: rect)
    },
    // The ground of a row reaches one column into the panel's margin, and the scroll bar stands in its border.
    Drawing(testDescription: "table", margin: (1, 2)) { painter, rect in
      let columns = [
        Table.Column("Name", .flexible(4)), Table.Column("漢字", .fixed(6), .right, rank: 1, sorting: .falling),
        Table.Column("Last", .flexible(3), .center, rank: 2),
      ]
      var table = Table(columns: columns, count: 30, top: 3, selected: 7, isFocused: true)
      table.isMarked = { $0 % 2 == 0 }
      _ = painter.draw(table, in: rect) { row, column, _ in "行 \(row) of \(column)".ink(.base) }
    },
    Drawing(testDescription: "area") { painter, rect in
      painter.draw(Graph([.init(values, ink: .series1)], style: .area, ceiling: 1, threshold: 0.8), in: rect)
    },
    Drawing(testDescription: "lines") { painter, rect in
      let series = [
        Graph.Series(values, ink: .series1), .init([], ink: .series2), .init([0.5], ink: .series3),
      ]
      painter.draw(Graph(series, style: .lines, ceiling: 1, threshold: 1), in: rect)
    },
    Drawing(testDescription: "a graph without bounds") { painter, rect in
      for ceiling in [Float.infinity, .nan, 0, -1] {
        painter.draw(
          Graph([.init(values, ink: .series1)], style: .lines, ceiling: ceiling, threshold: ceiling), in: rect
        )
      }
    },
    Drawing(testDescription: "gauge") { painter, rect in
      for ratio in values { painter.gauge(Double(ratio), in: rect, ink: .ok) }
    },
    Drawing(testDescription: "heat map") { painter, rect in
      for pitch in 1...3 {
        painter.draw(HeatMap(count: 500, pitch: pitch, selected: 2), in: rect) { index in
          (Glyphs.unicode.heat(Double(values[index % values.count])), .load3)
        }
      }
    },
  ]
}

@Suite struct AnySizeTests {
  @Test(arguments: Drawing.all, Size.awkward)
  fileprivate func `a part draws at any size and stays within its rectangle`(drawing: Drawing, size: Size) {
    for glyphs in [Glyphs.unicode, .ascii] {
      var sheet = Sheet(size.width + 8, size.height + 4, glyphs)
      let rect = Rect(x: 4, y: 2, width: size.width, height: size.height)
      drawing.draw(&sheet.painter, rect)
      let around = Rect(
        x: rect.x - drawing.margin.left, y: rect.y,
        width: rect.width + drawing.margin.left + drawing.margin.right, height: rect.height)
      #expect(sheet.isUntouched(outside: around))
      #expect(sheet.painter.frame.flaw == nil)
    }
  }

  @Test(arguments: Drawing.all, Size.awkward)
  fileprivate func `a part larger than the frame is cut off by it`(drawing: Drawing, size: Size) {
    var sheet = Sheet(size.width, size.height)
    drawing.draw(&sheet.painter, Rect(x: -3, y: -2, width: size.width + 6, height: size.height + 4))
    #expect(sheet.painter.frame.flaw == nil)
    #expect(sheet.painter.frame.cells.count == size.width * size.height)
  }

  @Test(arguments: Drawing.all.filter { $0.testDescription != "heat map" })
  fileprivate func `where there is only ASCII a part adds nothing beyond it`(drawing: Drawing) {
    var painter = Painter(size: Size(width: 40, height: 12), glyphs: .ascii)
    drawing.draw(&painter, painter.bounds)
    let foreign = painter.frame.cells.map(\.scalar).filter {
      $0 > 0x7E && !"漢字行".unicodeScalars.map(\.value).contains($0)
    }
    #expect(foreign.isEmpty)
  }
}
