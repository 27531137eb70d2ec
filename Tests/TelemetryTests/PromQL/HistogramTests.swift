import Basics
import Telemetry
import Testing

@Suite struct HistogramTests {
  static let lines = """
    h_bucket{le="0"} 0
    h_bucket{le="2"} 1
    h_bucket{le="4"} 2
    h_bucket{le="6"} 3
    h_bucket{le="+Inf"} 3
    odd_bucket{le="1"} 5
    odd_bucket{le="2"} 4
    odd_bucket{le="+Inf"} 8
    open_bucket{le="1"} 5
    below_bucket{le="-2"} 4
    below_bucket{le="+Inf"} 8
    bad_bucket{le="x"} 4
    """

  @Test(arguments: [
    ("histogram_quantile(0.5, h_bucket)", ["{} 3"]), ("histogram_quantile(1, h_bucket)", ["{} 6"]),
    ("histogram_quantile(0, h_bucket)", ["{} 0"]), ("histogram_quantile(NaN, h_bucket)", ["{} NaN"]),
    ("histogram_quantile(-1, h_bucket)", ["{} -Inf"]), ("histogram_quantile(2, h_bucket)", ["{} +Inf"]),
    ("histogram_quantile(0.5, open_bucket)", ["{} NaN"]),
    ("histogram_quantile(0.1, below_bucket)", ["{} -2"]),
    ("histogram_quantile(0.9, below_bucket)", ["{} -2"]),
    ("histogram_quantile(0.5, h_bucket * 0)", ["{} NaN"]),
    ("histogram_quantile(0.5, bad_bucket)", []), ("histogram_fraction(0, 4, h_bucket)", ["{} 0.666666667"]),
    ("histogram_fraction(3, 3, h_bucket)", ["{} 0"]), ("histogram_fraction(NaN, 3, h_bucket)", ["{} NaN"]),
    (
      "histogram_quantiles(h_bucket, 'q', 0.5, 1)", [#"{q="0.5"} 3"#, #"{q="1.0"} 6"#]
    ), ("histogram_count(h_bucket)", []),
  ])
  func `buckets give quantiles and shares`(query: String, answer: [String]) throws {
    #expect(try Bench(every: .minutes(1), Self.lines).answer(query, at: "0") == answer)
  }

  @Test(arguments: [
    (
      "histogram_quantile(2, h_bucket)",
      "PromQL warning: quantile value should be between 0 and 1, got 2 (1:20)"
    ),
    (
      "histogram_quantile(0.5, bad_bucket)",
      "PromQL warning: bucket label \"le\" is missing or has a malformed value of \"x\""
        + " for metric name \"bad_bucket\" (1:25)"
    ),
    (
      "histogram_quantile(0.5, odd_bucket)",
      "PromQL info: input to histogram_quantile needed to be fixed for monotonicity (see "
        + "https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile) (1:25)"
    ),
    (
      "1 +\n  quantile(NaN, h_bucket)",
      "PromQL warning: quantile value should be between 0 and 1, got NaN (2:12)"
    ),
    (
      "rate(h_bucket[5m]) + rate(up[5m])", nil
    ),
  ])
  func `what is doubtful about an answer is noted with its place`(query: String, note: String?) throws {
    let head = try Bench(every: .minutes(1), Self.lines).head
    let evaluator = Evaluator(head: head, time: .epoch)
    _ = try evaluator.value(of: Parser.parse(query))
    #expect(evaluator.annotations.map { $0.text(in: query) } == (note.map { [$0] } ?? []))
  }

  @Test(arguments: ["h", "rate(h[5m])", "sum(h)", "histogram_count(h)", "count_over_time(h[5m:1m])"])
  func `a native histogram is refused, not taken for a number`(query: String) throws {
    let samples = [Sample(at: .epoch, value: NativeHistogram.marker)]
    let list = SeriesList([Series(labels: ["__name__": "h"], samples: samples)])
    let expression = try Parser.parse(query)
    let fault = #expect(throws: QueryFault.self) { try Evaluator(list, at: .epoch).value(of: expression) }
    #expect(fault?.isRefusal == true)
  }
}
