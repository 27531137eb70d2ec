import Telemetry
import Testing

/// Families, their order and the names they may have, in OpenMetrics 1.0.
@Suite struct OpenMetricsFamilyTests {
  @Test func `a family has its type, help, unit and samples`() throws {
    let page = Page.openMetrics(
      "# UNIT a_seconds seconds", "# HELP a_seconds What it took.", "# TYPE a_seconds counter",
      "a_seconds_total{b=\"c\"} 2 1.5 # {d=\"e\"} 0.5 1", "a_seconds_created{b=\"c\"} 1 1.5", "u -1")
    let counted = MetricFamily.Sample(
      "a_seconds_total", ["b": "c"], 2, at: Timestamp(nanoseconds: 1_500_000_000),
      exemplar: .init(["d": "e"], 0.5, at: Timestamp(nanoseconds: 1_000_000_000)))
    let created = MetricFamily.Sample(
      "a_seconds_created", ["b": "c"], 1, at: Timestamp(nanoseconds: 1_500_000_000))
    #expect(
      try page.families() == [
        MetricFamily("a_seconds", .counter, help: "What it took.", unit: "seconds", [counted, created]),
        MetricFamily("u", .unknown, [.init("u", [:], -1)]),
      ])
  }

  @Test(arguments: [
    ["# HELP a b", "# HELP a b"], ["# TYPE a gauge", "# TYPE a gauge"], ["# UNIT a_s s", "# UNIT a_s s"],
    ["# TYPE a gauge", "a 1", "# HELP a b"], ["a 1", "# TYPE a gauge"],
    ["# UNIT a_s s", "a_s 1", "# TYPE a_s gauge"],
  ])
  func `each thing is told once and before the samples`(lines: [String]) {
    #expect(page(lines).fault?.line == lines.count)
  }

  @Test(arguments: [
    ["a 1", "b 1", "a{c=\"d\"} 1"], ["# HELP a b", "b 1", "# TYPE a gauge"],
    ["# TYPE a counter", "a 1"], ["# TYPE a info", "a 1"], ["# TYPE a_created gauge", "# TYPE a counter"],
    ["# TYPE a counter", "# TYPE a_total gauge"], ["# TYPE a summary", "# TYPE a_sum gauge"],
    ["# TYPE a_bucket gauge", "# TYPE a histogram"], ["# TYPE a gaugehistogram", "# TYPE a_gcount gauge"],
    ["# TYPE a info", "# TYPE a_info gauge"], ["# TYPE a histogram", "a 1"],
    ["# TYPE a gauge", "b 1", "a 1"],
  ])
  func `a family stands in one place and shares no name with another`(lines: [String]) {
    let fault = page(lines).fault
    #expect(fault != nil && fault?.reason.contains("belongs to a family above") == true, "\(lines)")
  }

  @Test(arguments: [
    ["# TYPE a gauge", "# TYPE a_total gauge"], ["# TYPE a gaugehistogram", "# TYPE a_count gauge"],
    ["# TYPE a counter", "# TYPE a_sum gauge"], ["# TYPE a_s gauge", "# TYPE a_s_s gauge"],
  ])
  func `names that only look alike do not clash`(lines: [String]) {
    #expect(page(lines).fault == nil)
  }

  @Test(arguments: [
    ["# TYPE a gauge", "a{x=\"1\"} 1", "a{x=\"2\"} 1", "a{x=\"1\"} 1"],
    [
      "# TYPE a histogram", "a_bucket{x=\"1\",le=\"+Inf\"} 1", "a_bucket{x=\"2\",le=\"+Inf\"} 1",
      "a_count{x=\"1\"} 1",
    ],
    ["# TYPE a summary", "a_sum{x=\"1\"} 1", "a_sum{x=\"2\"} 1", "a_count{x=\"1\"} 1"],
    ["# TYPE a stateset", "a{a=\"1\",x=\"1\"} 1", "a{a=\"1\",x=\"2\"} 1", "a{a=\"2\",x=\"1\"} 1"],
    ["a 0 1", "a 0 0"], ["a 0 -1", "a 0 -2"], ["a 0 -1", "a 0 -1.1"], ["a 0 1.000000002", "a 0 1.000000001"],
    ["a 0", "a 0 1"], ["a 0 1", "a 0"], ["a 1", "a 1"], ["# TYPE a info", "a_info 1", "a_info 1"],
    ["# TYPE a info", "a_info{x=\"1\"} 1 1", "a_info{x=\"2\"} 1"], ["a{x=\"\"} 1", "a 2"],
    ["# TYPE a counter", "a_total 1", "a_created 1", "a_total 1"],
  ])
  func `a metric's samples stand together and go on in time`(lines: [String]) {
    #expect(page(lines).fault?.line == lines.count, "\(lines)")
  }

  @Test(arguments: [
    ["a{x=\"1\"} 1", "a{x=\"2\"} 1", "a 1"], ["a 0 1", "a 0 2", "a 0 2.5"], ["a 0 -2", "a 0 -1.1", "a 0 -1"],
    ["# TYPE a info", "a_info{x=\"1\"} 1 2", "a_info{x=\"2\"} 1 1"],
    ["# TYPE a counter", "a_total 1 1", "a_created 1 1", "a_total 2 2", "a_created 1 2"],
    ["a 0 1", "a 0 12345678901234567890.5"],
  ])
  func `points of one metric may follow one another`(lines: [String]) {
    #expect(page(lines).fault == nil, "\(lines)")
  }

  @Test func `times are told apart to the nanosecond, and of a time told twice the first sample counts`()
    throws
  {
    let page = Page.openMetrics("a 1 0.0000000000", "a 2 0.0000000001", "a 3 0.000000001")
    #expect(try page.families()[0].samples.map(\.value) == [1, 3])
  }

  @Test(arguments: ["info", "stateset"])
  func `what has no unit is given none`(type: String) {
    #expect(Page.openMetrics("# TYPE a_s \(type)", "# UNIT a_s s").fault?.reason == "\(type) has no unit")
    #expect(Page.openMetrics("# TYPE a_s \(type)", "# UNIT a_s ").fault == nil)
  }

  private func page(_ lines: [String]) -> Page {
    Page(text: (lines + ["# EOF", ""]).joined(separator: "\n"), format: .openMetrics)
  }
}
