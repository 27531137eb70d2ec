import Basics
import Telemetry
import Testing

@Suite struct SharedColumnTests {
  private static let layout = Layout([
    Layout.Column("load", ["cpu": "0"]), Layout.Column("load", ["cpu": "1", "instance": "inner"]),
  ])

  private func head(_ seconds: [Int64], _ sources: [Labels]) -> Head {
    var head = Head()
    for second in seconds {
      for source in sources {
        head.append(
          Scrape(
            source: source, at: Instant(seconds: second), layout: Self.layout, values: [1, Double(second)]))
      }
    }
    return head
  }

  private func matcher(_ label: String, _ value: String) throws -> Selector {
    Selector(metric: "load", matchers: [try #require(Matcher(label, .equal, value))])
  }

  @Test func `the labels of a column win over those of its source, for selectors too`() throws {
    let head = head([10], [["instance": "outer"]])
    let inner = head.instant(try matcher("instance", "inner"), at: Instant(seconds: 10))
    #expect(inner.map(\.labels) == [["__name__": "load", "cpu": "1", "instance": "inner"]])
    let outer = head.instant(try matcher("instance", "outer"), at: Instant(seconds: 10))
    #expect(outer.map(\.labels) == [["__name__": "load", "cpu": "0", "instance": "outer"]])
  }

  @Test func `the mark of a source only tells it from others`() throws {
    let head = head([10], [[Labels.sourceMark: "1"]])
    let series = head.instant(Selector(metric: "load"), at: Instant(seconds: 10))
    #expect(series.map(\.labels).contains(["__name__": "load", "cpu": "0"]))
    #expect(head.instant(try matcher(Labels.sourceMark, "1"), at: Instant(seconds: 10)).isEmpty)
  }

  @Test func `what was read is read anew once there is more`() {
    var head = head([10, 20], [["instance": "a"]])
    let (start, end) = (Instant(seconds: 0), Instant(seconds: 60))
    let count = { (head: Head) -> Int in
      let hints = SelectionHints(start: end, end: end)
      let blocks = try? head.blocks(Selector(metric: "load"), after: start, upTo: end, hints)
      return blocks?.first?.count ?? 0
    }
    #expect(count(head) == 2 && count(head) == 2)
    let before = head
    head.append(
      Scrape(
        source: ["instance": "a"], at: Instant(seconds: 30), layout: Self.layout, values: [1, 1]))
    #expect(count(head) == 3)
    #expect(count(before) == 2)
    head.rewind(to: Instant(seconds: 10))
    #expect(count(head) == 1)
  }

  @Test func `series of one source share their times, and each has its own values`() throws {
    let head = head([10, 20], [["instance": "a"], ["instance": "b"]])
    let end = Instant(seconds: 60)
    let blocks = try head.blocks(
      Selector(metric: "load"), after: .epoch, upTo: end, SelectionHints(start: end, end: end))
    #expect(blocks.map(\.size) == [4, 4])
    #expect(blocks[0].series.map { $0.samples.map(\.value) } == [[1, 1], [10, 20]])
    #expect(blocks.flatMap(\.series) == head.samples(Selector(metric: "load"), after: .epoch, upTo: end))
  }

  @Test func `a part of samples shares what the whole has`() {
    let samples = Samples(
      times: (0..<10).map { Instant(seconds: $0) }, values: (0..<30).map(Double.init), from: 20)
    #expect(samples.map(\.value) == (20..<30).map(Double.init))
    let part = samples.part(after: Instant(seconds: 2), upTo: Instant(seconds: 5))
    #expect(Array(part) == [3, 4, 5].map { Sample(at: Instant(seconds: $0), value: Double($0) + 20) })
    #expect(samples.part(after: Instant(seconds: 5), upTo: Instant(seconds: 2)).isEmpty)
  }

  @Test(arguments: [
    "sum by (cpu) (load)", "load > 5", "load / on(cpu, instance) load", "load and on(cpu) load",
    "rate(load[1m])",
    "load or vector(1)", "max_over_time(load[1m]) > 15",
    "count(load * on(instance) group_left load{cpu='1'})",
  ])
  func `a query that remembers answers like one that does not, whatever has come and gone`(query: String)
    throws
  {
    let prepared = PreparedQuery(try Parser.parse(query))
    var head = Head()
    for second in stride(from: Int64(10), through: 200, by: 10) {
      for source in ["a", "b", "inner"] where (second / 10) % (source == "b" ? 3 : 1) == 0 {
        let layout = second == 120 ? Layout([Layout.Column("load", ["cpu": "0"])]) : Self.layout
        head.append(
          Scrape(
            source: ["instance": source], at: Instant(seconds: second), layout: layout,
            values: layout.columns.indices.map { Double(second * Int64($0 + 1) % 70) }))
      }
      let time = Instant(seconds: second)
      let fresh = Result { try Evaluator(head: head, time: time).value(of: prepared.expression) }
      let remembered = Result { try prepared.value(in: head, at: time) }
      switch (fresh, remembered) {
      case (.success(let left), .success(let right)): #expect("\(left)" == "\(right)", "at \(second)")
      case (.failure(let left), .failure(let right)): #expect("\(left)" == "\(right)", "at \(second)")
      default: Issue.record("\(fresh) and \(remembered) at \(second)")
      }
    }
  }
}
