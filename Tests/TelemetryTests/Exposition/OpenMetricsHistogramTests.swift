import Telemetry
import Testing

/// What must hold between the samples of a histogram, in OpenMetrics 1.0.
@Suite struct OpenMetricsHistogramTests {
  @Test(arguments: [
    ["bucket +Inf 0"], ["bucket 1 0", "bucket 1.5 2", "bucket +Inf 2", "count 2", "sum 1"],
    ["sum 1", "count 2", "created 5", "bucket +Inf 2"], ["bucket -1 0", "bucket +Inf 3"],
    ["bucket 0 0", "bucket 1e-10 1", "bucket 1e+05 1", "bucket 100000000000.0 1", "bucket +Inf 1"],
  ])
  func `a histogram may be this`(samples: [String]) {
    #expect(page("histogram", samples).fault == nil)
  }

  @Test(arguments: [
    (["sum 1"], "the last bucket must have the bound +Inf"),
    (["count 1"], "the last bucket must have the bound +Inf"),
    (["created 1"], "the last bucket must have the bound +Inf"),
    (["bucket 1 1"], "the last bucket must have the bound +Inf"),
    (["bucket +Inf 1", "count 1"], "count and sum must be there together"),
    (["bucket +Inf 1", "sum 1"], "count and sum must be there together"),
    (["bucket +Inf 1", "count 2", "sum 1"], "the count is not that of the bucket +Inf"),
    (["count 2", "sum 1", "bucket +Inf 1"], "the count is not that of the bucket +Inf"),
    (["bucket 2 0", "bucket 1 0", "bucket +Inf 0"], "the bounds of the buckets do not increase"),
    (["bucket 1 0", "bucket 1.0 0", "bucket +Inf 0"], "the bounds of the buckets do not increase"),
    (["bucket +Inf 0", "bucket 1 0"], "the bounds of the buckets do not increase"),
    (["bucket 1 1", "bucket 2 0", "bucket +Inf 1"], "a bucket counts fewer than the one before"),
    (["bucket -1 1", "bucket +Inf 2", "count 2", "sum 1"], "there is no sum beside negative buckets"),
  ])
  func `a histogram may not be that`(samples: [String], reason: String) {
    #expect(page("histogram", samples).fault?.reason == reason, "\(samples)")
  }

  @Test(arguments: [
    ["bucket +Inf 0"], ["bucket 1 0", "bucket +Inf 2", "gcount 2", "gsum 1"],
    ["bucket -1 1", "bucket +Inf 2", "gcount 2", "gsum -1"],
  ])
  func `a gauge histogram may be this`(samples: [String]) {
    #expect(page("gaugehistogram", samples).fault == nil)
  }

  @Test(arguments: [
    ["gsum 1"], ["gcount 1"], ["bucket +Inf 1", "gcount 1"], ["bucket +Inf 1", "gsum 1"],
    ["bucket 1 1", "bucket +Inf 2", "gcount 2", "gsum -1"], ["bucket +Inf 1", "gcount 2", "gsum 1"],
    ["bucket +Inf 1", "count 1", "sum 1", "bucket +Inf 1"],
  ])
  func `a gauge histogram may not be that`(samples: [String]) {
    #expect(page("gaugehistogram", samples).fault != nil, "\(samples)")
  }

  @Test func `each point of each metric is looked at by itself`() {
    let lines = [
      "a_bucket{x=\"1\",le=\"+Inf\"} 1 1", "a_bucket{x=\"1\",le=\"+Inf\"} 2 2",
      "a_bucket{le=\"+Inf\",x=\"2\"} 1 1",
    ]
    #expect(Page(text: wrapped(lines), format: .openMetrics).fault == nil)
    let broken = lines[0...1] + ["a_bucket{x=\"2\",le=\"1\"} 1 1"] + ["a_bucket{x=\"3\",le=\"+Inf\"} 1 1"]
    #expect(Page(text: wrapped(Array(broken)), format: .openMetrics).fault?.line == 4)
  }

  private func wrapped(_ lines: [String]) -> String {
    (["# TYPE a histogram"] + lines + ["# EOF", ""]).joined(separator: "\n")
  }

  /// A page of one histogram; each sample without its first name, a bucket with its bound: `bucket 0.5 3`.
  private func page(_ type: String, _ samples: [String]) -> Page {
    let lines = samples.map { sample in
      let words = sample.split(separator: " ")
      return words.count == 3 ? "a_\(words[0]){le=\"\(words[1])\"} \(words[2])" : "a_\(sample)"
    }
    return Page(
      text: (["# TYPE a \(type)"] + lines + ["# EOF", ""]).joined(separator: "\n"), format: .openMetrics)
  }
}
