import Basics
import Synchronization
import Telemetry
import Testing

@Suite struct BudgetTests {
  private static let list = SeriesList(
    (0..<10).map { number in
      Series(
        labels: ["__name__": "v", "n": "\(number)"],
        samples: (0..<100).map { Sample(at: Instant(seconds: $0 * 10), value: Double($0)) })
    })

  private func answer(_ query: String, _ options: QueryOptions) throws {
    let range = RangeQuery(
      Self.list, from: .epoch, to: Instant(seconds: 990), step: .seconds(10), options)
    _ = try range.series(of: Parser.parse(query))
  }

  @Test(arguments: [("v", 1_999), ("sum(v)", 1_099), ("rate(v[1m])", 1_000), ("vector(1)", 99)])
  func `a query that takes in too much is refused with the figures`(query: String, limit: Int) throws {
    var options = QueryOptions()
    options.mostSamples = limit
    let fault = #expect(throws: QueryFault.self) { try answer(query, options) }
    #expect(fault?.kind == .refused)
    #expect(fault?.isRefusal == true)
    #expect(fault?.reason.hasSuffix("of which \(limit) are allowed") == true)
    options.mostSamples = 2_000
    try answer(query, options)
  }

  @Test func `an instant query is held to the limit too`() throws {
    var options = QueryOptions()
    options.mostSamples = 9
    let evaluator = Evaluator(Self.list, at: Instant(seconds: 500), options)
    let fault = #expect(throws: QueryFault.self) { try evaluator.value(of: Parser.parse("count(v)")) }
    #expect(fault?.reason == "the query reads 10 samples and more, of which 9 are allowed")
    #expect(fault?.place == 6..<7)
  }

  @Test(arguments: [
    (QueryPatience.cancelled, QueryFault.Kind.cancelled, "the query was cancelled", "canceled"),
    (.timedOut, .timeout, "the query took too long", "timeout"),
  ])
  func `whoever asks may lose patience`(
    patience: QueryPatience, kind: QueryFault.Kind, reason: String, type: String
  ) throws {
    var options = QueryOptions()
    options.patience = { patience }
    let query = "max_over_time(v[10m])"
    let fault = #expect(throws: QueryFault.self) { try answer(query, options) }
    #expect(fault?.kind == kind && fault?.reason == reason && fault?.kind.errorType == type)
  }

  @Test func `patience is asked for now and then, not at every sample`() throws {
    let asked = Counter()
    var options = QueryOptions()
    options.patience = {
      asked.add()
      return .goOn
    }
    try answer("max_over_time(v[10m])", options)
    // Ten series, a hundred steps, sixty samples each.
    #expect((1...10).contains(asked.count))
  }

  private final class Counter: Sendable {
    private let value = Atomic(0)
    var count: Int { value.load(ordering: .relaxed) }
    func add() { value.add(1, ordering: .relaxed) }
  }

  @Test func `faults tell of which kind they are`() throws {
    let broken = #expect(throws: QueryFault.self) { try Parser.parse("sum(") }
    #expect(broken?.kind.errorType == "bad_data")
    let twofold = SeriesList([
      Series(labels: ["__name__": "a", "x": "1"], samples: [Sample(at: .epoch, value: 1)]),
      Series(labels: ["__name__": "b", "x": "1"], samples: [Sample(at: .epoch, value: 1)]),
    ])
    let evaluator = Evaluator(twofold, at: .epoch)
    let fault = #expect(throws: QueryFault.self) {
      try evaluator.value(of: Parser.parse("-{x='1'}"))
    }
    #expect(fault?.kind.errorType == "execution")
  }

  /// A source that remembers what it was told.
  private final class Listener: SeriesSource {
    private(set) var hints: SelectionHints?

    func labelNames(_ matching: Selector?) -> [String] { [] }
    func labelValues(of label: String, _ matching: Selector?) -> [String] { [] }

    func instant(_ selector: Selector, at time: Instant, lookback: Span) -> [Series] { [] }
    func samples(_ selector: Selector, after start: Instant, upTo end: Instant) -> [Series] { [] }

    func blocks(
      _ selector: Selector, after start: Instant, upTo end: Instant, _ hints: SelectionHints
    ) -> [SeriesBlock] {
      self.hints = hints
      return []
    }
  }

  @Test(
    arguments: [
      ("rate(v[5m])", "rate", 300), ("v", nil, 0), ("sum(max_over_time((v[1h])))", "max_over_time", 3_600),
    ] as [(String, String?, Int64)])
  func `a source is told what its samples are for`(query: String, function: String?, range: Int64) throws {
    let source = Listener()
    let question = RangeQuery(
      source, from: Instant(seconds: 600), to: Instant(seconds: 1_200), step: .seconds(60))
    _ = try question.series(of: Parser.parse(query))
    let hints = try #require(source.hints)
    #expect(hints.function == function && hints.range == .seconds(range) && hints.step == .seconds(60))
    #expect((hints.start, hints.end) == (Instant(seconds: 600), Instant(seconds: 1_200)))
  }
}
