import Canvas
import Testing

@Suite struct GeometryTests {
  @Test func `a size is written as columns by rows`() {
    #expect(Size("120x40") == Size(width: 120, height: 40))
    #expect(Size("80X24") == Size(width: 80, height: 24))
    #expect(Size("0x0") == Size(width: 0, height: 0))
  }

  @Test(arguments: ["", "x", "80", "80x", "x24", "80x24x1", "-1x5", "80 x 24", "10001x1", "1x10001", "axb"])
  func `anything else is no size`(text: String) {
    #expect(Size(text) == nil)
  }

  @Test func `nothing is of negative size`() {
    #expect(Size(width: -1, height: -5) == Size(width: 0, height: 0))
    #expect(Rect(x: 3, y: 3, width: -2, height: 1).isEmpty)
    #expect(Rect(x: 0, y: 0, width: 2, height: 2).inset(2, 2).isEmpty)
  }

  @Test func `a rectangle holds its first place and not the one behind its last`() {
    let rect = Rect(x: 2, y: 3, width: 4, height: 2)
    #expect(rect.contains(Point(x: 2, y: 3)) && rect.contains(Point(x: 5, y: 4)))
    #expect(
      !rect.contains(Point(x: 6, y: 4)) && !rect.contains(Point(x: 5, y: 5))
        && !rect.contains(Point(x: 1, y: 3)))
  }

  @Test func `rectangles meet where both are`() {
    let rect = Rect(x: 0, y: 0, width: 4, height: 4)
    #expect(rect.intersection(Rect(x: 2, y: 2, width: 9, height: 9)) == Rect(x: 2, y: 2, width: 2, height: 2))
    #expect(rect.intersection(Rect(x: 8, y: 0, width: 1, height: 1)).isEmpty)
  }

  @Test func `a row that is not there is empty`() {
    let rect = Rect(x: 1, y: 1, width: 4, height: 2)
    #expect(rect.row(1) == Rect(x: 1, y: 2, width: 4, height: 1))
    #expect(rect.row(2).isEmpty && rect.row(-1).isEmpty)
  }

  @Test(arguments: [-3, 0, 1, 5, 99]) func `what is cut off and what stays make up the whole`(count: Int) {
    let whole = Rect(x: 2, y: 3, width: 7, height: 5)
    let cuts: [(inout Rect) -> Rect] = [
      { $0.takeTop(count) }, { $0.takeBottom(count) }, { $0.takeLeft(count) }, { $0.takeRight(count) },
    ]
    for cut in cuts {
      var rest = whole
      let taken = cut(&rest)
      #expect(taken.width * taken.height + rest.width * rest.height == 35)
      #expect(taken.intersection(rest).isEmpty)
      #expect(taken.intersection(whole) == taken || taken.isEmpty)
    }
  }

  @Test(arguments: [
    (10, 3, 0, [3, 3, 4]), (10, 3, 1, [2, 3, 3]), (2, 3, 0, [0, 1, 1]), (0, 2, 1, [0, 0]), (9, 1, 5, [9]),
    (9, 0, 0, []),
  ])
  func `columns are nearly equal and fill the width`(width: Int, count: Int, gap: Int, widths: [Int]) {
    let columns = Rect(x: 4, y: 0, width: width, height: 2).columns(count, gap: gap)
    #expect(columns.map(\.width) == widths)
    #expect(zip(columns, columns.dropFirst()).allSatisfy { $1.x - $0.right == gap })
    #expect(Rect(x: 0, y: 4, width: 2, height: width).rows(count, gap: gap).map(\.height) == widths)
  }
}
