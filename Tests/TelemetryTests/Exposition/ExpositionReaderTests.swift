import Basics
import Telemetry
import Testing

/// Pages of one target, read again and again.
@Suite struct ExpositionReaderTests {
  private static let now = Instant(seconds: 1_000)

  private func reading(_ reader: inout ExpositionReader, _ page: Page) throws -> ExpositionReading {
    try reader.read(Array(page.text.utf8), at: Self.now)
  }

  @Test func `a page becomes a scrape of its source`() throws {
    var reader = ExpositionReader(source: ["job": "a"], format: .text)
    let page = Page.text("# TYPE a counter", "a{x=\"1\"} 1", "a{x=\"\"} 2 ", "# TYPE b gauge", "b +Inf 5")
    let reading = try reading(&reader, page)
    let scrape = reading.scrape
    #expect(scrape.source == ["job": "a"])
    #expect(scrape.at == Self.now)
    #expect(scrape.layout.columns == [.init("a", ["x": "1"]), .init("a"), .init("b")])
    #expect(scrape.values == [1, 2, .infinity])
    #expect((0..<3).map(reading.time) == [nil, nil, Instant(milliseconds: 5)])
  }

  @Test func `pages with the same series share a layout`() throws {
    var reader = ExpositionReader(source: [:], format: .openMetrics)
    let first = try reading(&reader, .openMetrics("# TYPE a gauge", "a{x=\"1\"} 1", "a 2"))
    let second = try reading(&reader, .openMetrics("# TYPE a gauge", "a{x=\"1\"} 1.5e-9", "a NaN"))
    #expect(second.scrape.layout === first.scrape.layout)
    #expect(second.scrape.values[0] == 1.5e-9 && second.scrape.values[1].isNaN)
    let third = try reading(&reader, .openMetrics("# HELP a Told anew.", "a{x=\"1\"} 3", "a 4"))
    #expect(third.scrape.layout === first.scrape.layout)
    #expect(third.scrape.values == [3, 4])
  }

  @Test func `a series that comes or goes makes a new layout`() throws {
    var reader = ExpositionReader(source: [:], format: .text)
    let pages = [["a 1", "b 2"], ["a 1", "c 3", "b 2"], ["b 2"], [], ["a 1", "b 2"]]
    for lines in pages {
      let reading = try reading(&reader, Page(text: lines.map { "\($0)\n" }.joined(), format: .text))
      #expect(
        zip(reading.scrape.layout.columns, reading.scrape.values).map { "\($0.name) \(Int($1))" } == lines)
      #expect(reader.layout === reading.scrape.layout)
    }
  }

  @Test func `times and exemplars come and go without a new layout`() throws {
    var reader = ExpositionReader(source: [:], format: .openMetrics)
    let page = { (rest: String) in Page.openMetrics("# TYPE a counter", "a_total \(rest)", "b 1") }
    let layout = try reading(&reader, page("1")).scrape.layout
    for (rest, time) in [("2 1.5", 1_500), ("3 # {x=\"é\"} 1", nil), ("4 2 # {} 1 3", 2_000), ("5", nil)]
      as [(String, Int64?)]
    {
      let reading = try reading(&reader, page(rest))
      #expect(reading.scrape.layout === layout)
      #expect(reading.time(of: 0) == time.map { Instant(milliseconds: $0) })
      #expect(reading.time(of: 1) == nil)
    }
  }

  @Test func `of several points of one series the last counts`() throws {
    var reader = ExpositionReader(source: [:], format: .openMetrics)
    for value in [2.0, 3] {
      let reading = try reading(&reader, .openMetrics("a 1 1", "a \(value) 2"))
      #expect(reading.scrape.values == [value])
      #expect(reading.times == [Instant(seconds: 2)])
    }
  }

  @Test(arguments: [
    "# TYPE a counter\na_total -1\n# EOF\n", "# TYPE a counter\na_total x\n# EOF\n",
    "# TYPE a counter\na_total 1\n",
    "# TYPE a counter\na_total 1 \n# EOF\n", "# TYPE a counter\na_total",
    "# TYPE a counter\na_total 1\n# EOF\n\n",
    "# TYPE a counter\na_total 1 2 # {} \n# EOF\n", "",
  ])
  func `a page that is wrong is refused each time and changes nothing`(text: String) throws {
    var reader = ExpositionReader(source: [:], format: .openMetrics)
    let good = Page.openMetrics("# TYPE a counter", "a_total 1")
    let layout = try reading(&reader, good).scrape.layout
    for _ in 0..<2 {
      let fault = #expect(throws: ExpositionFault.self) { try reader.read(Array(text.utf8), at: Self.now) }
      #expect(fault == Page(text: text, format: .openMetrics).fault)
    }
    #expect(try reading(&reader, good).scrape.layout === layout)
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `a page read again is what it is when read first`(seed: UInt64) throws {
    var chance = Chance(seed: seed)
    let format: ExpositionFormat = seed % 2 == 0 ? .text : .openMetrics
    var reader = ExpositionReader(source: [:], format: format)
    var families = MetricFamily.random(&chance, in: format)
    for _ in 0..<5 {
      let bytes = Array(ExpositionWriter.text(families, in: format).utf8)
      var fresh = ExpositionReader(source: [:], format: format)
      let (again, first) = (try reader.read(bytes, at: Self.now), try fresh.read(bytes, at: Self.now))
      #expect(again.scrape.layout.columns == first.scrape.layout.columns)
      #expect(again.scrape.values.map(\.bitPattern) == first.scrape.values.map(\.bitPattern))
      #expect(again.times == first.times)
      for index in families.indices where chance.happens(0.3) { families[index].rise() }
    }
  }
}
