import Basics
import Testing

@testable import Telemetry

/// A source that never answers.
private struct BrokenSource: SeriesSource {
  let fault: QueryFault

  func instant(_ selector: Selector, at time: Instant, lookback: Span) throws(QueryFault) -> [Series] {
    throw fault
  }

  func samples(_ selector: Selector, after start: Instant, upTo end: Instant) throws(QueryFault) -> [Series] {
    throw fault
  }

  func labelNames(_ matching: Selector?) throws(QueryFault) -> [String] { throw fault }
  func labelValues(of label: String, _ matching: Selector?) throws(QueryFault) -> [String] { throw fault }
}

@Suite struct UnitedSeriesTests {
  private let selector = Selector(metric: "m")

  /// A series of `m` with samples at these seconds; not-a-numbers are ends.
  private func series(_ host: String, _ samples: [(Int64, Double)]) -> Series {
    Series(
      labels: ["__name__": "m", "host": host],
      samples: samples.map {
        Sample(at: Instant(seconds: $0.0), value: $0.1.isNaN ? Staleness.marker : $0.1)
      })
  }

  private func united(_ first: [Series], _ second: [Series]) -> UnitedSeries {
    UnitedSeries(SeriesList(first), and: [SeriesList(second)])
  }

  /// The samples of the only series up to a second.
  private func values(_ first: [(Int64, Double)], _ second: [(Int64, Double)]) throws -> [Double] {
    let source = united([series("a", first)], [series("a", second)])
    let found = try source.samples(selector, after: .epoch, upTo: Instant(seconds: 10_000))
    #expect(found.count == 1)
    return found.first?.samples.map(\.value) ?? []
  }

  @Test func `series of several places are all there`() throws {
    let source = united([series("a", [(10, 1)])], [series("b", [(10, 2)])])
    let evaluator = Evaluator(source, at: Instant(seconds: 20))
    let value = try evaluator.value(of: Parser.parse("sum(m)"))
    #expect(value == .vector([VectorSample(labels: [:], value: 3)]))
    #expect(try source.labelValues(of: "host", nil) == ["a", "b"])
    #expect(try source.labelNames(nil) == ["__name__", "host"])
  }

  @Test func `a series that both have is one, told by the first`() throws {
    #expect(try values([(100, 1), (110, 2)], [(101, 8), (105, 8), (110, 8), (111, 9)]) == [1, 2])
    let source = united([series("a", [(100, 1)])], [series("a", [(104, 2)])])
    let counted = try Evaluator(source, at: Instant(seconds: 105)).value(
      of: Parser.parse("count(m) + sum(m)"))
    #expect(counted == .vector([VectorSample(labels: [:], value: 2)]))
  }

  @Test func `what lies before the first begins, in its gaps and behind its end is filled in`() throws {
    #expect(try values([(100, 1), (110, 2)], [(80, 7), (90, 8), (105, 9)]) == [7, 8, 1, 2])
    #expect(try values([(100, 1), (1_000, 2)], [(200, 7), (399, 7), (400, 8), (900, 9)]) == [1, 8, 9, 2])
    #expect(try values([(100, 1)], [(390, 7), (400, 8), (410, 9)]) == [1, 8, 9])
    #expect(try values([(100, 1), (110, .nan)], [(105, 7), (115, 8), (120, 9)]) == [1, 8, 9])
  }

  @Test func `an end counts only where no other source goes on`() throws {
    let source = united([series("a", [(100, 1), (110, .nan)])], [series("a", [(105, 7), (115, 8)])])
    func value(_ second: Int64) throws -> Double? {
      try source.instant(selector, at: Instant(seconds: second), lookback: .minutes(5)).first?.samples[0]
        .value
    }
    #expect(try value(104) == 1 && value(112) == 7 && value(116) == 8)
    let ended = united([series("a", [(400, 1), (410, .nan)])], [series("a", [(10, 5)])])
    #expect(try ended.samples(selector, after: .epoch, upTo: Instant(seconds: 500))[0].samples.count == 3)
  }

  @Test func `blocks of which nothing is shared stay whole`() throws {
    let block = SeriesBlock(
      labels: [["__name__": "m", "host": "a"], ["__name__": "m", "host": "b"]], times: [Instant(seconds: 1)],
      values: [1, 2])
    struct Blocks: SeriesSource {
      let block: SeriesBlock
      func instant(_ selector: Selector, at time: Instant, lookback: Span) -> [Series] { block.series }
      func samples(_ selector: Selector, after start: Instant, upTo end: Instant) -> [Series] { block.series }
      func blocks(_ selector: Selector, after start: Instant, upTo end: Instant, _ hints: SelectionHints)
        -> [SeriesBlock]
      { [block] }
      func labelNames(_ matching: Selector?) -> [String] { [] }
      func labelValues(of label: String, _ matching: Selector?) -> [String] { [] }
    }
    func sizes(_ other: [Series]) throws -> [Int] {
      let hints = SelectionHints(start: .epoch, end: Instant(seconds: 9))
      return try UnitedSeries(Blocks(block: block), and: [SeriesList(other)])
        .blocks(selector, after: .epoch, upTo: Instant(seconds: 9), hints).map(\.labels.count)
    }
    #expect(try sizes([]) == [2])
    #expect(try sizes([series("c", [(1, 1)])]) == [2, 1])
    #expect(try sizes([series("b", [(1, 1)]), series("c", [(1, 1)])]) == [1, 1, 1])
  }

  @Test func `a source that fails takes nothing away from the others, and is told`() throws {
    let broken = BrokenSource(fault: QueryFault(0..<0, "the source prod: no connection"))
    let source = UnitedSeries(SeriesList([series("a", [(10, 1)])]), and: [broken, broken])
    let evaluator = Evaluator(source, at: Instant(seconds: 20))
    #expect(try evaluator.value(of: Parser.parse("sum(m)")) == .vector([VectorSample(labels: [:], value: 1)]))
    #expect(
      evaluator.annotations.map(\.reason) == ["the source prod: no connection; its series are missing here"])
    #expect(evaluator.annotations[0].text(in: "sum(m)").contains("(1:5)"))
    let range = RangeQuery(source, from: Instant(seconds: 10), to: Instant(seconds: 20), step: .seconds(5))
    #expect(try range.series(of: Parser.parse("m")).count == 1 && range.annotations.count == 1)
    #expect(try source.labelNames(nil) == ["__name__", "host"])
  }

  @Test func `that the first source fails, or the question is over, ends it`() {
    for kind in [QueryFault.Kind.timeout, .cancelled, .refused] {
      let source = UnitedSeries(SeriesList(), and: [BrokenSource(fault: QueryFault(0..<0, "x", kind: kind))])
      let fault = #expect(throws: QueryFault.self) {
        try Evaluator(source, at: .epoch).value(of: Parser.parse("m"))
      }
      #expect(fault?.kind == kind)
    }
    let broken = UnitedSeries(BrokenSource(fault: QueryFault(0..<0, "x")), and: [SeriesList()])
    #expect(throws: QueryFault.self) { try Evaluator(broken, at: .epoch).value(of: Parser.parse("m")) }
  }

  @Test func `who cannot be warned gets the fault`() {
    let source = UnitedSeries(SeriesList(), and: [BrokenSource(fault: QueryFault(0..<0, "x"))])
    #expect(throws: QueryFault.self) { try source.instant(selector, at: .epoch, lookback: .minutes(5)) }
    #expect(throws: QueryFault.self) {
      try source.samples(selector, after: .epoch, upTo: Instant(seconds: 1))
    }
  }
}
