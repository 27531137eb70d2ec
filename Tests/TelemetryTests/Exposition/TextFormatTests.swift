import Basics
import Telemetry
import Testing

/// The text format 0.0.4 of Prometheus.
@Suite struct TextFormatTests {
  @Test(arguments: [
    "a 1", "a{} 1", "a{b=\"c\",} 1", "  a\t1  ", "a { b = \"c\" , d = \"e\" , } 1", "a{b=\"c\"}1", "a 1 -5",
    "a 1 1395066363000", "a 1\t2 \t", "a -Inf", "a +inf", "a Infinity", "a nan", "a{b=\"\\\\ \\n \\\"\"} 1",
    "",
    " \t", "#", "# a comment", "  # HELP a b", "#HELP a b", "#\tTYPE\ta\tgauge ", "# HELP a", "# UNIT a b c",
    "# EOF", "# HELPa b", "# TYPE a untyped", "# HELP a \\\\ \\n \"x\"",
  ])
  func `blanks and comments stand where they like`(line: String) {
    #expect(Page.text(line).fault == nil, "\(line)")
  }

  @Test(arguments: [
    ("a", 2), ("a ", 3), ("1 1", 1), ("a.b 1", 2), ("{} 1", 1), ("a{b} 1", 4), ("a{b=c} 1", 5), ("a{,} 1", 3),
    ("a{b=\"c\",,} 1", 9), ("a{b=\"c\" d=\"e\"} 1", 9), ("a{b=\"c\",b=\"c\"} 1", 9),
    ("a{__name__=\"b\"} 1", 3),
    ("a{b=\"\\z\"} 1", 6), ("a{b=\"c} 1", 10), ("a{b=\"c\"} 1 x", 12), ("a 1 2 3", 7), ("a 1 1.5", 5),
    ("a 1 1e3", 5),
    ("a 1 9223372036854775808", 5), ("a 1_0 1", 4), ("a 0x1 1", 4), ("a 1e999", 3), ("a +nan", 3),
    ("a 1 # {b=\"c\"} 1", 5), ("a 1\r", 4), ("# HELP", 7), ("# TYPE a", 9), ("# TYPE a x", 10),
    ("# TYPE a info", 13),
    ("# TYPE a gauge b", 16), ("# TYPE 0a gauge", 8), ("# HELP a.b c", 9), ("# HELP a \\z", 10),
  ])
  func `what the format does not know is refused where it stands`(line: String, column: Int) {
    let fault = Page.text("b 1", line).fault
    #expect(fault?.line == 2, "\(line)")
    #expect(fault?.column == column || line.hasPrefix("# TYPE"), "\(line): \(fault?.column ?? 0)")
  }

  @Test func `an empty page is one of no families, and the last line needs its end`() throws {
    #expect(try Page.text().families() == [])
    #expect(Page(text: "a 1\nb 2", format: .text).fault?.line == 2)
  }

  @Test func `a family is read whole`() throws {
    let page = Page.text(
      "# HELP a What it took. \\\\ \\n \"", "# TYPE a summary", "a{quantile=\"0.5\"} 3 -5", "a_sum 1e3",
      "a_count 2",
      "u 7")
    let summary = [
      MetricFamily.Sample("a", ["quantile": "0.5"], 3, at: Timestamp(Instant(milliseconds: -5))),
      .init("a_sum", [:], 1_000), .init("a_count", [:], 2),
    ]
    #expect(
      try page.families() == [
        MetricFamily("a", .summary, help: "What it took. \\ \n \"", summary),
        MetricFamily("u", .unknown, [.init("u", [:], 7)]),
      ])
  }

  @Test(arguments: [
    ["a 1", "b 1", "a{c=\"d\"} 1"], ["a 1", "a 1"], ["a 1 1", "a 1 2"],
    ["a{b=\"c\",d=\"e\"} 1", "a{d=\"e\",b=\"c\"} 1"],
    ["# TYPE a gauge", "# TYPE a gauge"], ["# HELP a b", "# HELP a b"], ["a 1", "# TYPE a gauge"],
    ["a 1", "# HELP a gauge"], ["# TYPE a gauge", "b 1", "# HELP a b"],
    ["# TYPE a histogram", "a_sum 1", "a 1"],
    ["# TYPE a histogram", "a_bucket{le=\"1\"} 1"], ["# TYPE a histogram", "a_bucket 1"],
    ["# TYPE a histogram", "a_bucket{le=\"x\"} 1"],
    ["# TYPE a histogram", "a_bucket{le=\"+Inf\"} 1", "a_count 2"],
    ["# TYPE a histogram", "a_bucket{le=\"+Inf\"} 1", "a_bucket{le=\"1\"} 1"],
    ["# TYPE a histogram", "a_count 2"],
    ["# TYPE a histogram", "a_bucket{le=\"1\",x=\"1\"} 1", "a_bucket{le=\"+Inf\",x=\"2\"} 1"],
    [
      "# TYPE a histogram", "a_bucket{le=\"2\",x=\"1\"} 1", "a_bucket{le=\"+Inf\",x=\"2\"} 1",
      "a_bucket{le=\"1\",x=\"1\"} 1",
    ],
    ["# TYPE a summary", "a{quantile=\"0.5\"} 1", "a{quantile=\"0.1\"} 1"], ["# TYPE a summary", "a 1"],
  ])
  func `a family stands together, each series once, its parts in order`(lines: [String]) {
    #expect(Page(text: lines.map { "\($0)\n" }.joined(), format: .text).fault != nil, "\(lines)")
  }

  @Test(arguments: [
    ["# TYPE a counter", "a -1"], ["# TYPE a counter", "a_total NaN"],
    ["# TYPE a summary", "a_sum NaN", "a_count 0"],
    ["# TYPE a histogram", "a_bucket{le=\"Inf\"} 1", "a_count 1"],
    [
      "# TYPE a histogram", "a_bucket{le=\"1\",x=\"1\"} 1", "a_bucket{le=\"+Inf\",x=\"2\"} 1",
      "a_bucket{le=\"+Inf\",x=\"1\"} 1",
    ],
    ["# TYPE a summary", "a{quantile=\"0.5\",x=\"1\"} 1", "a{quantile=\"0.1\",x=\"2\"} 1"],
  ])
  func `what only OpenMetrics forbids is taken`(lines: [String]) {
    #expect(Page(text: lines.map { "\($0)\n" }.joined(), format: .text).fault == nil, "\(lines)")
  }

  @Test(arguments: [
    ("application/openmetrics-text; version=1.0.0; charset=utf-8", ExpositionFormat.openMetrics),
    ("Application/OpenMetrics-Text", .openMetrics), ("text/plain; version=0.0.4", .text), ("", .text),
  ])
  func `the media type tells the format`(type: String, format: ExpositionFormat) {
    #expect(ExpositionFormat(mediaType: type) == format)
    #expect(ExpositionFormat(mediaType: format.mediaType) == format)
  }
}
