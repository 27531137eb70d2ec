import Basics
import Telemetry
import Testing

@Suite struct FunctionTests {
  static let lines = "v{n=\"1\"} -1.5\nv{n=\"2\"} 2.5\nv{n=\"3\"} NaN\nv{n=\"4\"} Inf"

  @Test(arguments: [
    ("abs(v)", "1.5 2.5 NaN +Inf"), ("ceil(v)", "-1 3 NaN +Inf"), ("floor(v)", "-2 2 NaN +Inf"),
    ("round(v)", "-1 3 NaN +Inf"), ("round(v, 2)", "-2 2 NaN +Inf"), ("round(v, 0.1)", "-1.5 2.5 NaN +Inf"),
    ("sgn(v)", "-1 1 NaN 1"), ("sqrt(v)", "NaN 1.58113883 NaN +Inf"),
    ("exp(v)", "0.22313016 12.182494 NaN +Inf"),
    ("ln(v)", "NaN 0.916290732 NaN +Inf"), ("log2(v)", "NaN 1.32192809 NaN +Inf"),
    ("log10(v)", "NaN 0.397940009 NaN +Inf"), ("clamp_min(v, 0)", "0 2.5 NaN +Inf"),
    ("clamp_max(v, 0)", "-1.5 0 NaN 0"), ("clamp(v, 0, 2)", "0 2 NaN 2"),
    ("clamp_min(v, NaN)", "NaN NaN NaN +Inf"),
    ("clamp_max(v, NaN)", "NaN NaN NaN NaN"), ("clamp(v, NaN, 1)", "NaN NaN NaN NaN"), ("clamp(v, 2, 0)", ""),
    ("sort(v)", "-1.5 2.5 +Inf NaN"), ("sort_desc(v)", "+Inf 2.5 -1.5 NaN"),
  ])
  func `each value by itself`(query: String, values: String) throws {
    let samples = try Bench(every: .minutes(1), Self.lines).samples(query, at: "0")
    #expect(samples.map { Bench.shown($0.value) }.joined(separator: " ") == values)
    #expect(samples.allSatisfy { $0.labels.has(Labels.metricName) == query.hasPrefix("sort") })
  }

  @Test(arguments: [
    ("time()", ["90"]), ("pi()", ["3.14159265"]), ("vector(5)", ["{} 5"]), ("scalar(one)", ["1"]),
    ("scalar(nothing)", ["NaN"]), ("scalar({n=~\".+\"})", ["NaN"]), ("vector(time())", ["{} 90"]),
    ("timestamp(one)", ["{n=\"1\"} 60"]), ("timestamp((one))", ["{n=\"1\"} 60"]),
    ("timestamp(one + 0)", ["{n=\"1\"} 90"]), ("timestamp(one offset 1m)", ["{n=\"1\"} 0"]),
    ("scalar(one) + one", ["{n=\"1\"} 2"]), ("vector(NaN)", ["{} NaN"]),
  ])
  func `scalars, vectors and times turn into one another`(query: String, answer: [String]) throws {
    let bench = try Bench(every: .minutes(1), "one{n=\"1\"} 1 1\ntwo{n=\"2\"} 2 2")
    #expect(try bench.answer(query, at: "90s") == answer)
  }

  @Test(arguments: [
    ("absent(one)", []), ("absent(nothing)", ["{} 1"]), (#"absent(x{a="1",b="2"})"#, [#"{a="1", b="2"} 1"#]),
    (#"absent(x{a="1",b=~"2",c!="3"})"#, [#"{a="1"} 1"#]),
    (#"absent(x{a="1",a="2",b="3"})"#, [#"{b="3"} 1"#]),
    (#"absent(x{a="1",a=~".+"})"#, ["{} 1"]), (#"absent(sum(x{a="1"}))"#, ["{} 1"]),
    (#"absent({__name__="x",a="1"})"#, [#"{a="1"} 1"#]),
    (#"absent_over_time(x{a="1"}[5m])"#, [#"{a="1"} 1"#]),
    ("absent_over_time(one[5m])", []), ("absent(one > 5)", ["{} 1"]), ("absent(one offset 1h)", ["{} 1"]),
    (#"absent(one{n="2"})"#, [#"{n="2"} 1"#]),
  ])
  func `what is absent is told with the labels it would have`(query: String, answer: [String]) throws {
    let bench = try Bench(every: .minutes(1), "one{n=\"1\"} 1")
    #expect(try bench.answer(query, at: "0") == answer)
  }

  @Test func `every function has a name of its own`() {
    #expect(Set(Function.all.map(\.name)).count == Function.all.count)
  }

  @Test(arguments: Function.all)
  func `every function stands any samples there can be`(function: Function) throws {
    let bench = try Bench(every: .seconds(30), "m NaN Inf -Inf 0 1e308 -1e308 5e-324 stale 7")
    let arguments = function.parameters.map { kind in
      switch kind {
      case .matrix: "m[5m]"
      case .vector: "m"
      case .scalar: "0.5"
      case .text: "'x'"
      }
    }
    let query = "\(function.name)(\(arguments.joined(separator: ", ")))"
    for step in 0...10 {
      #expect(throws: Never.self) { try bench.answer(query, at: Span.seconds(Int64(step) * 30).prometheus) }
    }
  }
}
