import Basics
import Monitoring
import Telemetry
import Testing

/// What each kind of indicator counts as bad.
@Suite struct ObjectiveKindTests {
  /// The share that is counted as bad at a look at series with these values; nil where nothing is counted.
  private func share(
    _ text: String, _ columns: [(String, Labels)], _ rows: [[Double]], every step: Span = .seconds(30)
  ) throws -> Double? {
    var rehearsal = try Rehearsal(try objectives(text)[0])
    let layout = Layout(columns.map { Layout.Column($0.0, $0.1) })
    var at = rehearsal.start
    for row in rows {
      try rehearsal.step(at, layout, row)
      at = at + step
    }
    at = at - step
    guard let bad = try rehearsal.value("objective:bad:events", at: at),
      let total = try rehearsal.value("objective:total:events", at: at), total > 0
    else { return nil }
    return bad / total
  }

  private func threshold(_ query: String, _ goal: String, kind: String, extra: String = "") -> String {
    slo(
      indicator: "{\"thresholdMetric\": \(source(query))}", goal: goal,
      metadata: #""annotations": {"binnacle/kind": "\#(kind)"\#(extra)}"#)
  }

  @Test func `availability counts good of all`() throws {
    let text = slo(
      indicator:
        #"{"ratioMetric": {"counter": false, "good": \#(source("sum(up)")), "total": \#(source("count(up)"))}}"#
    )
    let columns = (0..<4).map { ("up", ["instance": "\($0)"] as Labels) }
    #expect(try share(text, columns, [[1, 1, 0, 1]]) == 0.25)
    #expect(try share(text, columns, [[1, 1, 1, 1]]) == 0)
  }

  @Test func `a raw share is one of good or of bad`() throws {
    for (type, bad) in [("success", 0.25), ("failure", 0.75)] {
      let text = slo(
        indicator: #"{"ratioMetric": {"rawType": "\#(type)", "raw": \#(source("quality"))}}"#)
      #expect(try share(text, [("quality", [:])], [[0.75]]) == bad)
    }
  }

  @Test func `latency by threshold counts what the buckets hold`() throws {
    let text = slo(
      indicator: """
        {"ratioMetric": {"counter": true, "good": \(source("sum(t_bucket{le=\"0.3\"})")), "total": \(source("sum(t_count)"))}}
        """)
    #expect(try objectives(text)[0].kind == .latency)
    let columns: [(String, Labels)] = [("t_bucket", ["le": "0.3"]), ("t_count", [:])]
    let rows = (0..<20).map { [Double($0) * 27, Double($0) * 30] }
    let found = try #require(try share(text, columns, rows))
    #expect(abs(found - 0.1) < 1e-9)
  }

  @Test func `latency by quantile is good or bad at a look, and nothing without traffic`() throws {
    let query = "histogram_quantile(0.5, sum by (le) (rate(t_bucket[5m])))"
    let text = threshold(query, #"{"target": 0.99, "op": "lte", "value": 0.25}"#, kind: "latency")
    let columns: [(String, Labels)] = [("t_bucket", ["le": "0.2"]), ("t_bucket", ["le": "+Inf"])]
    #expect(try share(text, columns, (0..<9).map { [Double($0) * 30, Double($0) * 30] }) == 0)
    #expect(try share(text, columns, (0..<9).map { _ in [5, 5] }) == nil)
  }

  @Test func `quality is held against a bound, at each of its series`() throws {
    let text = threshold("score", #"{"target": 0.9, "op": "gte", "value": 0.8}"#, kind: "quality")
    let columns = (0..<5).map { ("score", ["unit": "\($0)"] as Labels) }
    #expect(try share(text, columns, [[0.9, 0.8, 0.79, .nan, 1]]) == 0.25)
  }

  @Test func `freshness is the age of the last success`() throws {
    let text = threshold(
      "last_success_seconds", #"{"target": 0.9, "op": "lte", "value": 60}"#, kind: "freshness")
    #expect(try objectives(text)[0].kind == .freshness)
    #expect(try share(text, [("last_success_seconds", [:])], [[1_800_000 - 60]]) == 0)
    #expect(try share(text, [("last_success_seconds", [:])], [[1_800_000 - 61]]) == 1)
  }

  @Test func `skew is the greatest distance between modalities, service by service`() throws {
    let text = threshold("latency_seconds", #"{"target": 0.9, "op": "lte", "value": 0.2}"#, kind: "skew")
    let columns = ["text", "visual", "audio", "fusion"].map {
      ("latency_seconds", ["modality": $0, "service": "a"] as Labels)
    }
    #expect(try share(text, columns, [[0.3, 0.5, 0.4, 0.35]]) == 0)
    #expect(try share(text, columns, [[0.3, 0.51, 0.4, 0.35]]) == 1)
    let named = threshold(
      "latency_seconds", #"{"target": 0.9, "op": "lte", "value": 0.2}"#, kind: "skew",
      extra: #", "binnacle/modality": "channel""#)
    let other: [(String, Labels)] = ["x", "y"].map { ("latency_seconds", ["channel": $0]) }
    #expect(try share(named, other, [[1, 1.5]]) == 1)
  }

  @Test func `a time slice is bad when too few of its events are good`() throws {
    let goal = #"{"target": 0.99, "timeSliceTarget": 0.95, "timeSliceWindow": "1m"}"#
    let columns: [(String, Labels)] = [
      ("requests_total", ["code": "200"]), ("requests_total", ["code": "500"]),
    ]
    for (failing, bad) in [(0.04, 0.0), (0.06, 1)] {
      let rows = (0..<4).map { [30 * Double($0) * (1 - failing), 30 * Double($0) * failing] }
      #expect(try share(slo(method: "Timeslices", goal: goal), columns, rows, every: .seconds(20)) == bad)
    }
  }

  @Test func `a ratio of time slices counts each slice by its share`() throws {
    let goal = #"{"target": 0.99, "timeSliceWindow": "2m"}"#
    let columns: [(String, Labels)] = [
      ("requests_total", ["code": "200"]), ("requests_total", ["code": "500"]),
    ]
    let rows = (0..<13).map { [30 * Double($0) * 0.9, 30 * Double($0) * 0.1] }
    let found = try #require(try share(slo(method: "RatioTimeslices", goal: goal), columns, rows))
    #expect(abs(found - 0.1) < 1e-9)
  }
}
