import Basics
import Telemetry
import Testing

@Suite struct OverTimeTests {
  // The samples and results of functions.test in Prometheus.
  static let lines = """
    metric{job="a"} 0 8 8 2 3
    odd NaN 2 Inf -1 NaN
    big 5 1e100 1 -1e100 1
    huge 1.7e308x3
    """

  @Test(arguments: [
    ("avg", "4.2"), ("sum", "21"), ("min", "0"), ("max", "8"), ("count", "5"), ("present", "1"),
    ("stdvar", "10.56"), ("stddev", "3.24961536"),
  ])
  func `figures over time drop the name`(function: String, value: String) throws {
    let bench = try Bench(every: .seconds(30), Self.lines)
    #expect(try bench.answer("\(function)_over_time(metric[5m])", at: "2m") == ["{job=\"a\"} \(value)"])
  }

  @Test func `the last value keeps its name`() throws {
    let bench = try Bench(every: .seconds(30), Self.lines)
    #expect(try bench.answer("last_over_time(metric[5m])", at: "2m") == ["metric{job=\"a\"} 3"])
  }

  @Test(arguments: [
    ("min", "-1"), ("max", "+Inf"), ("sum", "NaN"), ("avg", "NaN"), ("stddev", "NaN"), ("count", "5"),
  ])
  func `not-a-number loses to any number, and spoils sums`(function: String, value: String) throws {
    let bench = try Bench(every: .seconds(30), Self.lines)
    #expect(try bench.answer("\(function)_over_time(odd[5m])", at: "2m") == ["{} \(value)"])
  }

  @Test func `small values are not lost among great ones`() throws {
    let bench = try Bench(every: .seconds(30), Self.lines)
    #expect(try bench.answer("sum_over_time(big[5m])", at: "2m") == ["{} 7"])
    #expect(try bench.answer("avg_over_time(big[5m])", at: "2m") == ["{} 1.4"])
  }

  @Test func `a mean does not overflow`() throws {
    let bench = try Bench(every: .seconds(30), Self.lines)
    let samples = try bench.samples("avg_over_time(huge[5m]) / 1.7e308", at: "2m")
    #expect(samples.map { Bench.shown($0.value) } == ["1"])
  }

  @Test(arguments: [
    ("0", "0"), ("0.5", "1"), ("0.75", "2.5"), ("0.8", "2.8"), ("1", "4"), ("-1", "-Inf"), ("2", "+Inf"),
    ("NaN", "NaN"),
  ])
  func `a quantile lies between its neighbours`(quantile: String, value: String) throws {
    let bench = try Bench(every: .seconds(30), "data 4 0 1")
    #expect(try bench.answer("quantile_over_time(\(quantile), data[5m])", at: "1m") == ["{} \(value)"])
    #expect(try bench.answer("quantile(\(quantile), data)", at: "1m").count == 1)
  }

  @Test(
    arguments: Function.all.filter { $0.name.hasSuffix("_over_time") && $0.parameters == [.matrix] }.map(
      \.name))
  func `nothing in the range yields nothing`(function: String) throws {
    let bench = try Bench(every: .seconds(30), "metric 1")
    let answer = try bench.answer("\(function)(metric[1m])", at: "10m")
    #expect(answer == (function == "absent_over_time" ? ["{} 1"] : []))
  }
}
