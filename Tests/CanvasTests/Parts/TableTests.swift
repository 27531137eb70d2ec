import Canvas
import Testing

@Suite struct TableTests {
  private func drawn(_ table: Table, _ width: Int, _ height: Int) -> (rows: [String], layout: Table.Layout) {
    var painter = Painter(size: Size(width: width, height: height), glyphs: .unicode)
    let layout = painter.draw(table, in: painter.bounds) { row, column, _ in
      "\(["a", "b", "c"][column])\(row)".ink(.base)
    }
    return ((0..<height).map(painter.frame.text(ofRow:)), layout)
  }

  private static let columns = [
    Table.Column("Name", .flexible(4)), Table.Column("Load", .fixed(5), .right, rank: 1, sorting: .rising),
    Table.Column("Place", .flexible(5), rank: 2),
  ]

  private func table(_ count: Int, top: Int = 0, selected: Int? = nil) -> Table {
    Table(columns: Self.columns, count: count, top: top, selected: selected, isFocused: true)
  }

  @Test func `heads stand above rows and what is left over is shared`() {
    let (rows, layout) = drawn(table(2), 24, 4)
    #expect(rows == ["Name     Load↑  Place", "a0          b0  c0", "a1          b1  c1", ""])
    #expect(
      layout.heads.map(\.rect) == [
        Rect(x: 0, y: 0, width: 7, height: 1), Rect(x: 9, y: 0, width: 5, height: 1),
        Rect(x: 16, y: 0, width: 8, height: 1),
      ])
    #expect(layout.body == Rect(x: 0, y: 1, width: 24, height: 3))
  }

  @Test(arguments: [(18, [0, 1, 2]), (17, [0, 1]), (11, [0, 1]), (10, [0]), (1, [0]), (0, [0])])
  func `where space is short the column of the highest rank goes first`(width: Int, kept: [Int]) {
    #expect(drawn(table(2), width, 2).layout.heads.map(\.index) == kept)
  }

  @Test(
    arguments: [
      (0, 5, 20, 10, 0), (0, 15, 20, 10, 6), (12, 3, 20, 10, 3), (15, nil, 20, 10, 10), (5, nil, 8, 10, 0),
      (0, 0, 0, 10, 0), (3, 4, 9, 0, 0), (-4, nil, 9, 3, 0),
    ] as [(Int, Int?, Int, Int, Int)])
  func `the view goes along with the selection and wastes no space`(
    top: Int, selected: Int?, count: Int, height: Int, result: Int
  ) {
    #expect(Table.top(top, showing: selected, of: count, in: height) == result)
  }

  @Test(arguments: 0...40) func `the selected row is always in view`(selected: Int) {
    for top in stride(from: -5, through: 45, by: 5) {
      for height in 1...12 {
        let first = Table.top(top, showing: selected, of: 41, in: height)
        #expect(first <= selected && selected < first + height)
      }
    }
  }

  @Test func `only the rows in view are asked for`() {
    var painter = Painter(size: Size(width: 20, height: 4), glyphs: .unicode)
    var asked: Set<Int> = []
    _ = painter.draw(table(1_000_000, top: 500), in: painter.bounds) { row, _, _ in
      asked.insert(row)
      return .empty
    }
    #expect(asked == [500, 501, 502])
  }

  @Test func `a view that does not follow leaves the selection behind`() {
    var table = table(30, top: 20, selected: 2)
    #expect(drawn(table, 20, 6).layout.top == 2)
    table.follows = false
    #expect(drawn(table, 20, 6).layout.top == 20)
  }

  @Test func `selection and marks are grounds`() {
    var painter = Painter(size: Size(width: 12, height: 4), glyphs: .unicode)
    var table = table(3, selected: 1)
    table.isMarked = { $0 == 2 }
    _ = painter.draw(table, in: Rect(x: 1, y: 0, width: 10, height: 4)) { _, _, _ in "x" }
    #expect((0..<4).map { painter.frame[5, $0].ground } == [.ground, .ground, .selection, .marked])
    #expect([0, 11].map { painter.frame[$0, 2].ground } == [.selection, .selection])
    table.isFocused = false
    _ = painter.draw(table, in: Rect(x: 1, y: 0, width: 10, height: 4)) { _, _, _ in "x" }
    #expect(painter.frame[5, 2].ground == .raised)
  }

  @Test(arguments: [(0, 1), (10, 4), (20, 8)]) func `a bar shows where the view is when not all is in it`(
    top: Int, start: Int
  ) {
    var painter = Painter(size: Size(width: 14, height: 11), glyphs: .unicode)
    _ = painter.draw(table(30, top: top), in: Rect(x: 1, y: 0, width: 10, height: 11)) { _, _, _ in .empty }
    let bar = (0..<11).filter { painter.frame[12, $0].scalar == 0x2503 }
    #expect(bar.count == 3)
    #expect(bar.first == start)
  }
}
