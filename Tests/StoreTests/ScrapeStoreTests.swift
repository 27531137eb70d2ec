import Basics
import Model
import Scratch
import Store
import Telemetry
import Testing

@Suite struct ScrapeStoreTests {
  private let scratch = Scratch()
  private let store: Store

  init() throws { store = try Store(path: scratch["store.db"], use: .own) }

  private func append(_ scrapes: [Scrape]) throws {
    try store.write { () throws(StoreFault) in
      for scrape in scrapes { try store.append(scrape) }
    }
  }

  /// Everything behind a place, read by another connection.
  private func read(behind place: Int64 = 0, limit: Int = .max) throws -> [Scrape] {
    var cursor = ScrapeCursor(place: place)
    return try Store(path: scratch["store.db"], use: .read).scrapes(behind: &cursor, limit: limit)
  }

  private func bits(_ scrapes: [Scrape]) -> [[UInt64]] { scrapes.map { $0.values.map(\.bitPattern) } }

  @Test func `a scrape comes back with its source, time, columns and values`() throws {
    try append([Sample.scrape([0.42, 1_234.56, 1])])
    let found = try #require(try read().first)
    #expect(found.source == Sample.node)
    #expect(found.at == Sample.now)
    #expect(found.layout.columns == Sample.layout.columns)
    #expect(found.values == [0.42, 1_234.56, 1])
  }

  @Test func `strange values come back bit for bit`() throws {
    let strange: [Double] = [
      .nan, .signalingNaN, Staleness.marker, .infinity, -.infinity, 0, -0.0, .leastNonzeroMagnitude,
      .greatestFiniteMagnitude,
      9_007_199_254_740_994, 0.1, 1 / 3, -1e15, 1.8446744073709552e19, .pi,
    ]
    let scrapes = strange.indices.map { index in
      Sample.scrape(
        [strange[index], strange[(index * 7 + 3) % strange.count], 0], after: .seconds(Int64(index)))
    }
    try append(scrapes)
    #expect(bits(try read()) == bits(scrapes))
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func `a long random walk comes back bit for bit`(seed: UInt64) throws {
    var chance = Chance(seed: seed)
    var values = [0.0, 0, 0]
    let scrapes = (0..<300 as Range<Int64>).map { second in
      for place in values.indices where chance.next() % 3 > 0 {
        values[place] = chance.next() % 9 == 0 ? Double(bitPattern: chance.next()) : values[place] + 0.25
      }
      return Sample.scrape(values, after: .seconds(second))
    }
    try append(scrapes)
    #expect(bits(try read()) == bits(scrapes), "seed \(seed)")
  }

  @Test func `sources written by turns are read by turns`() throws {
    let sources: [Labels] = [["instance": "a"], ["instance": "b"], ["instance": "c", "zone": "1"]]
    let scrapes = (0..<90).map { index in
      Sample.scrape([Double(index), 0, 1], after: .seconds(Int64(index)), from: sources[index % 3])
    }
    try append(scrapes)
    let found = try read()
    #expect(found.map(\.source) == scrapes.map(\.source))
    #expect(bits(found) == bits(scrapes))
  }

  @Test func `a source without labels of its own is read back`() throws {
    try append([Sample.scrape([1, 2, 3], from: [:])])
    #expect(try read().map(\.source) == [[:]])
  }

  @Test func `a change of columns begins anew`() throws {
    let wider = Layout(Sample.layout.columns + [Layout.Column("node_load5")])
    try append([
      Sample.scrape([1, 2, 3]),
      Scrape(source: Sample.node, at: Sample.now + .seconds(1), layout: wider, values: [1, 2, 3, 4]),
      Sample.scrape([5, 6, 7], after: .seconds(2)),
    ])
    #expect(try read().map(\.values) == [[1, 2, 3], [1, 2, 3, 4], [5, 6, 7]])
  }

  @Test func `a cursor goes on where it stopped`() throws {
    try append((0..<10).map { Sample.scrape([Double($0), 0, 0], after: .seconds($0)) })
    var cursor = ScrapeCursor()
    var values: [Double] = []
    for _ in 0..<4 { values += try store.scrapes(behind: &cursor, limit: 3).map { $0.values[0] } }
    #expect(values == (0..<10).map(Double.init))
    #expect(cursor.place == (try store.lastScrapePlace()))
    #expect(try store.scrapes(behind: &cursor, limit: 3).isEmpty)
  }

  @Test func `a cursor stops at the place it is given`() throws {
    try append((0..<10).map { Sample.scrape([Double($0), 0, 0], after: .seconds($0)) })
    var cursor = ScrapeCursor()
    #expect(try store.scrapes(behind: &cursor, upTo: 4, limit: 99).count == 4)
  }

  @Test func `reading can begin at any time and finds every source from then on`() throws {
    let sources: [Labels] = [["instance": "a"], ["instance": "b"]]
    try append(
      (0..<400).map { index in
        Sample.scrape([Double(index), 0, 0], after: .seconds(Int64(index / 2)), from: sources[index % 2])
      })
    let time = Sample.now + .seconds(150)
    let found = try read(behind: try store.scrapePlace(before: time))
    for source in sources {
      let seen = found.filter { $0.source == source && $0.at >= time }.map(\.at)
      #expect(seen == (150..<200).map { Sample.now + .seconds($0) })
    }
    #expect(found.count < 400)
  }

  @Test func `reading before the first scrape begins with it`() throws {
    try append([Sample.scrape([1, 2, 3])])
    #expect(try store.scrapePlace(before: Sample.now - .days(1)) == 0)
  }

  @Test func `a row that is spoilt is left out, with those written against it`() throws {
    try append((0..<130).map { Sample.scrape([Double($0), 0, 0], after: .seconds($0)) })
    try store.database.execute("UPDATE scrape SET payload = x'01' WHERE id = 10")
    let values = try read().map { Int($0.values[0]) }
    #expect(values == Array(0..<9) + Array(60..<130))
  }

  @Test func `what was rolled back is not written against`() throws {
    try append([Sample.scrape([1, 2, 3])])
    #expect(throws: StoreFault.self) {
      try store.write { () throws(StoreFault) in
        try store.append(Sample.scrape([7, 8, 9], after: .seconds(1), from: ["instance": "new"]))
        throw StoreFault(.full, path: "", detail: "")
      }
    }
    try append([
      Sample.scrape([4, 5, 6], after: .seconds(2)), Sample.scrape([4, 5, 6], from: ["instance": "new"]),
    ])
    #expect(try read().map(\.values) == [[1, 2, 3], [4, 5, 6], [4, 5, 6]])
  }

  @Test(arguments: Sample.hostileTexts)
  func `columns and sources with strange labels come back whole`(text: String) throws {
    let columns = [
      Layout.Column("a", ["device": text]), Layout.Column("b", ["device": text, "mode": text + "\r"]),
      Layout.Column("c"),
    ]
    let source: Labels = ["instance": "i" + text, "zone": text]
    try append([Scrape(source: source, at: Sample.now, layout: Layout(columns), values: [1, 2, 3])])
    let found = try #require(try read().first)
    #expect(found.source == source)
    #expect(found.layout.columns == columns)
  }

  @Test func `old scrapes go, a bounded number at a time`() throws {
    try append((0..<100).map { Sample.scrape([Double($0), 0, 0], after: .seconds($0)) })
    try store.dropScrapes(before: Sample.now + .seconds(360), limit: 25)
    #expect(try store.database.number("SELECT count(*) FROM scrape") == 75)
    for _ in 0..<9 { try store.dropScrapes(before: Sample.now + .seconds(360), limit: 25) }
    #expect(try store.database.number("SELECT min(id) FROM scrape") == 61)
    #expect(try read().first?.values[0] == 60)
  }

  @Test(arguments: [1, 5, 30, 240, 600])
  func `whatever goes, the scrapes from that time on can be read`(interval: Int64) throws {
    try append((0..<200).map { Sample.scrape([Double($0), 0, 0], after: .seconds($0 * interval)) })
    for first in stride(from: Int64(10), to: 200, by: 37) {
      try store.dropScrapes(before: Sample.now + .seconds(first * interval), limit: 1_000)
      #expect(try read().map { $0.values[0] }.suffix(Int(200 - first)) == (first..<200).map(Double.init)[...])
    }
  }
}
