import Basics
import Telemetry
import Testing

@Suite struct AggregationTests {
  static let lines = """
    http_requests{job="api",instance="0",group="production"} 100
    http_requests{job="api",instance="1",group="production"} 200
    http_requests{job="api",instance="0",group="canary"} 300
    http_requests{job="api",instance="1",group="canary"} 400
    http_requests{job="app",instance="0",group="production"} 500
    http_requests{job="app",instance="1",group="production"} 600
    http_requests{job="app",instance="0",group="canary"} 700
    http_requests{job="app",instance="1",group="canary"} 800
    """

  private func answer(_ query: String) throws -> [String] {
    try Bench(every: .minutes(1), Self.lines).answer(query, at: "0")
  }

  @Test(arguments: [
    ("sum(http_requests)", ["{} 3600"]), ("avg(http_requests)", ["{} 450"]),
    ("min(http_requests)", ["{} 100"]),
    ("max(http_requests)", ["{} 800"]), ("count(http_requests)", ["{} 8"]),
    ("group(http_requests)", ["{} 1"]),
    ("stdvar(http_requests)", ["{} 52500"]), ("stddev(http_requests)", ["{} 229.128785"]),
    ("quantile(0.5, http_requests)", ["{} 450"]), ("sum(nothing)", []), ("count(nothing)", []),
  ])
  func `a vector is put together`(query: String, answer: [String]) throws {
    #expect(try self.answer(query) == answer)
  }

  @Test(arguments: [
    ("sum by (job) (http_requests)", [#"{job="api"} 1000"#, #"{job="app"} 2600"#]),
    ("sum by (missing) (http_requests)", ["{} 3600"]), ("sum by () (http_requests)", ["{} 3600"]),
    ("count by (__name__) (http_requests)", ["http_requests 8"]),
    ("sum without (instance, group) (http_requests)", [#"{job="api"} 1000"#, #"{job="app"} 2600"#]),
    (
      "max without (instance, job) (http_requests)", [#"{group="canary"} 800"#, #"{group="production"} 600"#]
    ),
    ("sum(sum by (group) (http_requests)) by (job)", ["{} 3600"]),
  ])
  func `by keeps labels and without drops them`(query: String, answer: [String]) throws {
    #expect(try self.answer(query) == answer)
  }

  @Test(arguments: [
    ("topk(2, http_requests)", [700.0, 800]), ("bottomk(2, http_requests)", [100, 200]),
    ("topk(0, http_requests)", []), ("topk(-1, http_requests)", []),
    ("topk(99, http_requests) > 600", [700, 800]),
    ("topk by (job) (1, http_requests)", [400, 800]),
    ("bottomk without (instance) (1, http_requests)", [100, 300, 500, 700]),
    ("topk(scalar(vector(1)), http_requests)", [800]), ("topk(1e18, http_requests) < 200", [100]),
  ])
  func `the first few keep their labels`(query: String, values: [Double]) throws {
    let samples = try Bench(every: .minutes(1), Self.lines).samples(query, at: "0")
    #expect(samples.map(\.value).sorted() == values)
    #expect(samples.allSatisfy { $0.labels.count == 4 })
  }

  @Test func `not-a-number comes last among the first and the last`() throws {
    let bench = try Bench(every: .minutes(1), "a{n=\"1\"} NaN\na{n=\"2\"} 5\na{n=\"3\"} 7")
    #expect(try bench.answer("topk(2, a)", at: "0") == [#"a{n="2"} 5"#, #"a{n="3"} 7"#])
    #expect(try bench.answer("bottomk(1, a)", at: "0") == [#"a{n="2"} 5"#])
    #expect(try bench.answer("max(a)", at: "0") == ["{} 7"])
    #expect(try bench.answer("sum(a)", at: "0") == ["{} NaN"])
    #expect(try bench.answer("quantile(0, a)", at: "0") == ["{} NaN"])
  }

  @Test func `values are counted under a label`() throws {
    let lines = "v{n=\"1\"} 6\nv{n=\"2\"} 6\nv{n=\"3\"} 7.5\nv{n=\"4\"} NaN\nv{n=\"5\"} Inf\nv{n=\"6\"} 1e20"
    let bench = try Bench(every: .minutes(1), lines)
    #expect(
      try bench.answer(#"count_values("x", v)"#, at: "0") == [
        #"{x="+Inf"} 1"#, #"{x="100000000000000000000"} 1"#, #"{x="6"} 2"#, #"{x="7.5"} 1"#, #"{x="NaN"} 1"#,
      ])
    #expect(try bench.answer(#"count_values by (n) ("x", v{n="1"})"#, at: "0") == [#"{n="1", x="6"} 1"#])
  }

  @Test func `sums are compensated and means do not overflow`() throws {
    let bench = try Bench(
      every: .minutes(1),
      "a{n=\"1\"} 1\na{n=\"2\"} 1e100\na{n=\"3\"} 1\na{n=\"4\"} -1e100\nb{n=\"1\"} 1.7e308\nb{n=\"2\"} 1.7e308"
    )
    #expect(try bench.answer("sum(a)", at: "0") == ["{} 2"])
    #expect(try bench.answer("avg(a)", at: "0") == ["{} 0.5"])
    #expect(try bench.answer("avg(b) == bool 1.7e308", at: "0") == ["{} 1"])
    #expect(try bench.answer("sum(b)", at: "0") == ["{} +Inf"])
  }
}
