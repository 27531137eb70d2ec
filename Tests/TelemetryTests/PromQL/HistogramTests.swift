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

  /// A native histogram at every half minute, alone in `h`, behind a number in `m`, with a number of `f` beside.
  private static let natives = SeriesList([
    series("h", [NativeHistogram.marker, NativeHistogram.marker]), series("m", [7, NativeHistogram.marker]),
    series("f", [4, 5]),
  ])

  private static func series(_ name: String, _ values: [Double]) -> Series {
    Series(
      labels: ["__name__": name],
      samples: values.enumerated().map {
        Sample(at: Instant(seconds: Int64($0.offset) * 30), value: $0.element)
      })
  }

  @Test(arguments: [
    "h", "h[5m]", "rate(h[5m])", "increase(m[5m]) or irate(m[5m])", "sum(h)", "avg(h)", "-h", "h * 2",
    "2 * h", "h / 2",
    "h + h", "h == h", "h * on() f", "f * on() h", "histogram_count(h)", "histogram_quantile(0.5, h)",
    "changes(h[5m])", "resets(m[5m])", "sum_over_time(h[5m:30s])", "last_over_time(h[5m])", "limitk(1, h)",
    "count_values('v', h)", "h or f", "label_replace(h, 'a', 'b', '', '')", "h smoothed", "idelta(m[5m])",
    "histogram_fraction(0, 1, h)", "sort_by_label(h, 'x')",
  ])
  func `a native histogram is refused, not taken for a number`(query: String) throws {
    let evaluator = Evaluator(Self.natives, at: Instant(seconds: 30))
    let expression = try Parser.parse(query)
    let fault = #expect(throws: QueryFault.self) { try evaluator.value(of: expression) }
    #expect(fault?.isRefusal == true)
    guard expression.kind == .vector else { return }
    let range = RangeQuery(Self.natives, from: .epoch, to: Instant(seconds: 30), step: .seconds(30))
    let other = #expect(throws: QueryFault.self) { try range.series(of: expression) }
    #expect(other?.isRefusal == true)
  }

  @Test(arguments: [
    ("count(h)", [1.0], []), ("group(h)", [1], []),
    ("max({__name__=~'.+'})", [5], ["ignored histogram in max aggregation"]),
    ("count_over_time(h[5m])", [2], []), ("present_over_time(m[5m])", [1], []), ("absent(h)", [], []),
    ("max_over_time(h[5m])", [], []), ("abs(h)", [], []), ("sort(h)", [], []), ("timestamp(h)", [30], []),
    (
      "min_over_time(m[5m])", [7],
      ["ignored histograms in a range containing both floats and histograms for metric name \"m\""]
    ),
    ("sum_over_time(m[5m])", [], ["encountered a mix of histograms and floats for metric name \"m\""]),
    (
      "h > 2", [],
      ["incompatible sample types encountered for binary operator \">\": histogram > float"]
    ), ("sum({__name__=~'.+'})", [], ["encountered a mix of histograms and floats for aggregation"]),
    ("f unless h", [], []), ("f and on() h", [5], []), ("f unless on(x) nothing", [5], []),
    ("count_over_time(h[5m:30s])", [2], []), ("first_over_time(m[5m])", [7], []),
    (
      "h + on() f", [], ["incompatible sample types encountered for binary operator \"+\": histogram + float"]
    ),
  ])
  func `native histograms are counted or passed over where what is in them does not matter`(
    query: String, values: [Double], notes: [String]
  ) throws {
    let evaluator = Evaluator(Self.natives, at: Instant(seconds: 30))
    guard case .vector(let samples) = try evaluator.value(of: Parser.parse(query)) else {
      Issue.record("\(query) is a vector")
      return
    }
    #expect(samples.map(\.value) == values)
    #expect(evaluator.annotations.map(\.reason) == notes)
  }

  @Test(arguments: ["h >/ 1", "h </ f"])
  func `the trimming of native histograms is refused by name`(query: String) {
    let fault = #expect(throws: QueryFault.self) { try Parser.parse(query) }
    #expect(fault?.isRefusal == true && fault?.place == 2..<4)
  }
}
