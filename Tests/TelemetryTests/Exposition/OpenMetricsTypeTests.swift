import Telemetry
import Testing

/// What each type of metric asks of its samples, in OpenMetrics 1.0.
@Suite struct OpenMetricsTypeTests {
  @Test(arguments: [
    ("counter", "a_total 0"), ("counter", "a_total +Inf"), ("counter", "a_total 1.5"),
    ("counter", "a_total 18446744073709551615"), ("gauge", "a -1"), ("gauge", "a NaN"), ("unknown", "a -Inf"),
    ("summary", "a{quantile=\"0\"} 0"), ("summary", "a{quantile=\"1\"} NaN"),
    ("summary", "a{quantile=\"1e-3\"} 1"),
    ("summary", "a_count 3"), ("summary", "a_sum 0.5"), ("summary", "a_created -0.5"), ("info", "a_info 1"),
    ("info", "a_info{b=\"c\"} 1.0"), ("stateset", "a{a=\"b\"} 0"), ("stateset", "a{a=\"b\",c=\"d\"} 1"),
    ("histogram", "a_bucket{le=\"+Inf\"} 0"), ("gaugehistogram", "a_bucket{le=\"+Inf\"} 2.0"),
    ("counter", "a_total 1 # {b=\"c\"} 1"), ("histogram", "a_bucket{le=\"+Inf\"} 0 # {} NaN -1"),
    ("gaugehistogram", "a_bucket{le=\"+Inf\"} 0 1 # {b=\" # \"} 1"),
  ])
  func `a sample may be this`(type: String, line: String) {
    #expect(Page.openMetrics("# TYPE a \(type)", line).fault == nil)
  }

  @Test(arguments: [
    ("counter", "a_total -1"), ("counter", "a_total NaN"), ("counter", "a_created NaN"),
    ("summary", "a{quantile=\"0.5\"} -1"), ("summary", "a 0"), ("summary", "a{quantile=\"-1\"} 0"),
    ("summary", "a{quantile=\"1.01\"} 0"), ("summary", "a{quantile=\"NaN\"} 0"),
    ("summary", "a{quantile=\"x\"} 0"),
    ("summary", "a{quantile=\"\"} 0"), ("summary", "a_sum -1"), ("summary", "a_sum NaN"),
    ("summary", "a_count -1"),
    ("summary", "a_count NaN"), ("summary", "a_count 0.5"), ("summary", "a_count +Inf"), ("info", "a_info 0"),
    ("info", "a_info 2"), ("stateset", "a{a=\"b\"} 2"), ("stateset", "a{a=\"b\"} NaN"), ("stateset", "a 1"),
    ("stateset", "a{b=\"c\"} 1"), ("histogram", "a_bucket 1"), ("histogram", "a_bucket{le=\"x\"} 1"),
    ("histogram", "a_bucket{le=\"NaN\"} 1"), ("histogram", "a_bucket{le=\"Inf\"} 1"),
    ("histogram", "a_bucket{le=\"+INF\"} 1"), ("histogram", "a_bucket{le=\"1e999\"} 1"),
    ("histogram", "a_bucket{le=\"+Inf\"} -1"), ("histogram", "a_bucket{le=\"+Inf\"} NaN"),
    ("histogram", "a_bucket{le=\"+Inf\"} 0.5"), ("histogram", "a_sum NaN"), ("histogram", "a_sum -1"),
    ("histogram", "a_count NaN"), ("histogram", "a_count -1"), ("histogram", "a_count 0.5"),
    ("gaugehistogram", "a_bucket 1"), ("gaugehistogram", "a_bucket{le=\"+Inf\"} -1"),
    ("gaugehistogram", "a_gcount -1"), ("gaugehistogram", "a_gcount 0.5"), ("gaugehistogram", "a_gsum NaN"),
  ])
  func `a sample may not be that`(type: String, line: String) {
    #expect(Page.openMetrics("# TYPE a \(type)", line).fault?.line == 2, "\(type) \(line)")
  }

  @Test(arguments: [
    ("gauge", "a 1 # {b=\"c\"} 1"), ("unknown", "a 1 # {b=\"c\"} 1"),
    ("counter", "a_created 1 # {b=\"c\"} 1"),
    ("summary", "a_count 1 # {b=\"c\"} 1"), ("summary", "a{quantile=\"0\"} 1 # {} 1"),
    ("info", "a_info 1 # {} 1"),
    ("stateset", "a{a=\"b\"} 1 # {} 1"), ("histogram", "a_sum 1 # {} 1"), ("histogram", "a_count 1 # {} 1"),
    ("gaugehistogram", "a_gsum 1 # {} 1"),
  ])
  func `only buckets and totals have exemplars`(type: String, line: String) {
    let fault = Page.openMetrics("# TYPE a \(type)", line).fault
    #expect(fault == ExpositionFault(line: 2, "only buckets and the totals of counters have exemplars"))
  }

  @Test(arguments: [
    "1 #", "1 # ", "1# {} 1", "1 #{} 1", "1 # {}1", "1 # {}", "1 # {} ", "1 # {} 1 ", "1 # {} 1 1 ",
    "1 # {} x",
    "1 # {} 1 x", "1 # {} 1 NaN", "1 # {} 1 Inf", "1 # {} 0x1p-3", "1 # b=\"c\"} 1", "1 # {b=\"c\" 1",
    "1  # {} 1",
    "1 1  # {} 1", "1 1# {} 1", "1 # {b=\"c\",b=\"d\"} 1", "1 # {} 1 # {} 1", "1 1 1 # {} 1",
    "1 # {b=\"c\",} 1",
  ])
  func `an exemplar is a hash, labels, a value and a time with one space between`(rest: String) {
    #expect(Page.openMetrics("# TYPE a counter", "a_total \(rest)").fault?.line == 2, "\(rest)")
  }

  @Test(arguments: [("x", 127), ("漢", 127), ("👩", 127)])
  func `the labels of an exemplar have 128 characters at most`(scalar: String, count: Int) {
    let page = { (count: Int) in
      Page.openMetrics(
        "# TYPE a counter", "a_total 1 # {b=\"\(String(repeating: scalar, count: count))\"} 1")
    }
    #expect(page(count).fault == nil)
    #expect(page(count + 1).fault?.line == 2)
  }

  @Test func `a counter has a total`() {
    #expect(Page.openMetrics("# TYPE a counter", "a_created 1").fault?.line == 2)
    #expect(Page.openMetrics("# TYPE a counter", "a_created 1", "a_total 1").fault == nil)
    #expect(Page.openMetrics("# TYPE a counter").fault == nil)
  }
}
