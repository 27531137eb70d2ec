import Basics
import Telemetry
import Testing

@Suite struct RangeQueryTests {
  static let lines = """
    requests_total{job="a",n="1"} 0+10x20
    requests_total{job="a",n="2"} 0+5x8 0+7x11
    requests_total{job="b",n="1"} 3 _ _ 4 stale 6 _ _ _ 9 NaN Inf 1 2 3 4 5 6 7 8 9
    load{n="1"} 1 -2 3 -4 5 -6 7 -8 9 stale _ _ 2x8
    """

  static let queries = [
    "requests_total", "load * 2", "-requests_total", "sum by (job) (requests_total)", "time()", "load > 1",
    "rate(requests_total[2m])", "increase(requests_total[90s] offset 1m)", "requests_total @ 300",
    "requests_total @ end() - requests_total @ start()", "avg_over_time(load[3m:30s])",
    "max_over_time(rate(requests_total[1m])[5m:1m] offset 30s)", "changes(load[5m] @ 400)",
    "requests_total / on(n) group_left load", "topk(1, requests_total)", "absent(load)", "timestamp(load)",
    "sum_over_time((load or vector(7))[4m:])", "count_values('v', load)", "vector(1) unless on() load",
    "rate(requests_total[2m] smoothed)", "delta(load[2m] anchored)", "load smoothed",
    "minute(requests_total)",
  ]

  @Test(arguments: queries)
  func `a step of a range answers what the same time does by itself`(query: String) throws {
    let head = try Bench(every: .seconds(30), Self.lines).head
    let expression = try Parser.parse(query)
    // A query that looks at its own bounds differs with them.
    let (start, end) = query.contains("start()") ? (300, 300) : (0, 900)
    let series = try RangeQuery(
      head, from: Instant(seconds: Int64(start)), to: Instant(seconds: Int64(end)), step: .seconds(15)
    ).series(of: expression)
    for second in stride(from: start, through: end, by: 15) {
      let time = Instant(seconds: Int64(second))
      var step: [Labels: UInt64] = [:]
      for one in series {
        for sample in one.samples where sample.at == time { step[one.labels] = sample.value.bitPattern }
      }
      #expect(
        step == Self.answer(try Evaluator(head: head, time: time).value(of: expression)), "at \(second)")
    }
  }

  @Test(arguments: queries)
  func `the scrapes in memory and a list of series answer alike`(query: String) throws {
    let head = try Bench(every: .seconds(30), Self.lines).head
    let all = Selector(metric: nil, matchers: [])
    let list = SeriesList(head.samples(all, after: Instant(seconds: -1), upTo: Instant(seconds: 900)))
    let expression = try Parser.parse(query)
    for second in stride(from: 0, through: 900, by: 45) {
      let time = Instant(seconds: Int64(second))
      let (left, right) = (Evaluator(head: head, time: time), Evaluator(list, at: time))
      #expect(
        Self.answer(try left.value(of: expression)) == Self.answer(try right.value(of: expression)),
        "at \(second)")
    }
  }

  /// Values by their bits, so that not-a-number is equal to itself.
  private static func answer(_ value: QueryValue) -> [Labels: UInt64] {
    switch value {
    case .vector(let samples):
      Dictionary(uniqueKeysWithValues: samples.map { ($0.labels, $0.value.bitPattern) })
    case .scalar(let number): [[:]: number.bitPattern]
    case .text, .matrix: [:]
    }
  }

  @Test(arguments: ["requests_total[1m]", "'text'"])
  func `a range query makes series of vectors and scalars only`(query: String) throws {
    let head = try Bench(every: .seconds(30), Self.lines).head
    let range = RangeQuery(head, from: .epoch, to: Instant(seconds: 60), step: .seconds(30))
    let expression = try Parser.parse(query)
    #expect(throws: QueryFault.self) { try range.series(of: expression) }
  }

  @Test(arguments: [
    ("step()", 30.0), ("range()", 600), ("start()", 60), ("end()", 660), ("end() - start()", 600),
    ("sum_over_time(vector(1)[range():step()])", 20), ("max_of(step(), 100)", 100), ("min_of(3, NaN)", .nan),
  ])
  func `a query knows its own bounds and step`(query: String, value: Double) throws {
    let range = RangeQuery(
      SeriesList(), from: Instant(seconds: 60), to: Instant(seconds: 660), step: .seconds(30))
    let series = try range.series(of: Parser.parse(query))
    #expect(series.count == 1 && series[0].samples.count == 21)
    #expect(series.first?.samples.allSatisfy { $0.value == value || $0.value.isNaN && value.isNaN } == true)
  }
}
