import Basics
import Telemetry
import Testing

@Suite struct LayoutTests {
  static let layout = Layout([
    Layout.Column("up"), Layout.Column("cpu", ["mode": "idle"]), Layout.Column("cpu", ["mode": "user"]),
  ])

  @Test func `columns are found by name and by series`() {
    #expect(Self.layout.columns(of: "cpu") == [1, 2])
    #expect(Self.layout.columns(of: "nothing") == [])
    #expect(Self.layout.first("cpu") == 1)
    #expect(Self.layout.first("nothing") == nil)
    #expect(Self.layout.position(of: Layout.Column("cpu", ["mode": "user"])) == 2)
    #expect(Self.layout.position(of: Layout.Column("cpu")) == nil)
  }

  @Test func `the series of a metric need not stand together, and of two that are equal the first is found`()
  {
    let layout = Layout([
      Layout.Column("a", ["x": "1"]), Layout.Column("b"), Layout.Column("a", ["x": "2"]), Layout.Column("b"),
    ])
    #expect(layout.columns(of: "a") == [0, 2])
    #expect(layout.columns(of: "b") == [1, 3])
    #expect(layout.position(of: Layout.Column("b")) == 1)
  }

  @Test func `a scrape gives a metric's first value`() {
    let scrape = Scrape(source: [:], at: .epoch, layout: Self.layout, values: [1, 2, 3])
    #expect(scrape.value("cpu") == 2)
    #expect(scrape.value("nothing") == nil)
  }

  @Test func `the stored text is a line a column`() {
    #expect(Self.layout.stored == "up\ncpu\tmode\tidle\ncpu\tmode\tuser")
    #expect(
      Layout([Layout.Column("a", ["b": "\t\n\\"])]).stored == #"a\#tb\#t\t\n\\"#.replacing("\\#t", with: "\t")
    )
  }

  @Test(arguments: ["\r", "\r\n", "\n\u{301}", "\\\u{301}", "t\\", "\\n", "\t\t", "\r\n\r\n", "x\n", "\\t"])
  func `awkward label values come back`(value: String) {
    let columns = [Layout.Column("a", ["x": value]), Layout.Column("b", ["y": value])]
    #expect(Layout.restored(from: Layout(columns).stored)?.columns == columns)
  }

  @Test(arguments: 1...100 as ClosedRange<UInt64>)
  func `any layout comes back from its text`(seed: UInt64) {
    var chance = Chance(seed: seed)
    let columns = (0..<4).map { Layout.Column("m\($0)", .random(&chance)) }
    let restored = Layout.restored(from: Layout(columns).stored)?.columns
    #expect(restored == columns)
    let values = { (column: Layout.Column) in column.labels.map { Array($0.value.utf8) } }
    #expect(restored?.map(values) == columns.map(values))
  }

  @Test func `an empty layout comes back`() {
    #expect(Layout.restored(from: "")?.columns == [])
  }

  @Test(arguments: ["a\tb", "a\tb\tc\td", "ok\na\tb"])
  func `a label without a value is no layout`(text: String) {
    #expect(Layout.restored(from: text) == nil)
  }
}
