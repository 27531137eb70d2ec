import Basics
import Telemetry
import Testing

@Suite struct RateTests {
  @Test(arguments: [
    // Five samples over four minutes reach the start by less than 1.1 intervals.
    ("increase(c[5m])", "10m", "{} 300"), ("rate(c[5m])", "10m", "{} 1"), ("delta(c[5m])", "10m", "{} 300"),
    // Far from the start half an interval is added, but a counter never reaches below zero.
    ("delta(c[5m])", "2m", "{} 150"), ("increase(c[5m])", "2m", "{} 120"), ("rate(c[5m])", "2m", "{} 0.4"),
    // Far from the end half an interval is added there too.
    ("increase(c[5m])", "12m", "{} 210"), ("increase(c[5m] offset 2m)", "14m", "{} 210"),
    ("increase(c[5m] @ 600)", "50m", "{} 300"), ("increase(c[3m])", "10m30s", "{} 180"),
    ("rate(c[5m:1m])", "10m", "{} 1"), ("increase(c[5m:30s])", "10m", "{} 333.333333"),
  ])
  func `a rate is extrapolated to the ends of its range`(query: String, time: String, answer: String) throws {
    let bench = try Bench(every: .minutes(1), "c 0+60x10")
    #expect(try bench.answer(query, at: time) == [answer])
  }

  @Test(arguments: [
    ("rate(http_requests[50m])", "{path=\"/foo\"} 0.0333333333"),
    ("increase(http_requests[50m])", "{path=\"/foo\"} 100"),
    ("increase(http_requests[100m])", "{path=\"/foo\"} 100"),
  ])
  func `the examples of Prometheus come out as there`(query: String, answer: String) throws {
    let bench = try Bench(every: .minutes(5), "http_requests{path=\"/foo\"} 0+10x10")
    #expect(try bench.answer(query, at: "50m") == [answer])
  }

  @Test func `a counter that falls was reset and counts from zero`() throws {
    let bench = try Bench(every: .minutes(1), "c 100 110 5 15")
    #expect(try bench.answer("increase(c[4m])", at: "3m") == ["{} 33.3333333"])
    #expect(try bench.answer("delta(c[4m])", at: "3m") == ["{} -113.333333"])
  }

  @Test(arguments: ["rate", "increase", "delta", "irate", "idelta", "deriv"])
  func `one sample makes no rate`(function: String) throws {
    let bench = try Bench(every: .minutes(1), "c 0+60x10")
    #expect(try bench.answer("\(function)(c[1m])", at: "10m") == [])
  }

  @Test func `a series that only falls rates by its last values`() throws {
    let bench = try Bench(every: .minutes(1), "c 5 4 3")
    #expect(try bench.answer("increase(c[3m])", at: "2m") == ["{} 10.5"])
  }

  @Test(arguments: [
    ("irate(c[5m])", "3m", "{} 0.5"), ("irate(c[5m])", "2m", "{} 1.5"), ("idelta(c[5m])", "3m", "{} -120"),
    ("irate(c[10m])", "6m", "{} 0.5"), ("resets(c[5m])", "3m", "{} 1"), ("changes(c[5m])", "3m", "{} 3"),
    ("resets(c[1m])", "3m", "{} 0"),
  ])
  func `the last two samples make an instant rate`(query: String, time: String, answer: String) throws {
    let bench = try Bench(every: .minutes(1), "c 0 60 150 30")
    #expect(try bench.answer(query, at: time) == [answer])
  }

  @Test func `from not-a-number to not-a-number nothing changes`() throws {
    let bench = try Bench(every: .minutes(1), "c NaN NaN 1 NaN")
    #expect(try bench.answer("changes(c[5m])", at: "3m") == ["{} 2"])
  }

  @Test(arguments: [
    ("deriv(g[5m])", ["{} 0.166666667"]), ("predict_linear(g[5m], 60)", ["{} 110"]),
    ("predict_linear(g[5m], -600)", ["{} 0"]), ("predict_linear(g[5m] offset 5m, 60)", ["{} 110"]),
    ("deriv(flat[5m])", ["{} 0"]), ("predict_linear(flat[5m], 3600)", ["{} 0.1"]),
    ("deriv(full[5m])", ["{} NaN"]), ("predict_linear(full[5m], 60)", ["{} NaN"]),
  ])
  func `a line is laid through the samples`(query: String, answer: [String]) throws {
    let bench = try Bench(every: .minutes(1), "g 0+10x10\nflat 0.1x10\nfull Infx10")
    #expect(try bench.answer(query, at: "10m") == answer)
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `an increase is never negative nor less than what was seen`(seed: UInt64) throws {
    var chance = Chance(seed: seed)
    let values = (0..<10).map { _ in Double(Int.random(in: 0...50, using: &chance)) }
    let line = "c " + values.map { Figures.plain($0) }.joined(separator: " ")
    let bench = try Bench(every: .seconds(30), line)
    let samples = try bench.samples("increase(c[10m])", at: "5m")
    let seen = zip(values, values.dropFirst()).reduce(0) { $0 + ($1.1 < $1.0 ? $1.1 : $1.1 - $1.0) }
    #expect((samples.first?.value ?? -1) >= seen)
  }
}
