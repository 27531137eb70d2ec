import Basics
import Telemetry
import Testing

@Suite struct LimitTests {
  private func bench() throws -> Bench {
    try Bench(
      every: .minutes(1),
      (0..<40).map { "v{n=\"\($0)\",half=\"\($0 % 2)\"} \($0)" }.joined(separator: "\n"))
  }

  @Test(arguments: [
    ("count(limitk(3, v))", ["{} 3"]),
    ("count by (half) (limitk by (half) (3, v))", [#"{half="0"} 3"#, #"{half="1"} 3"#]),
    ("limitk(0, v)", []), ("limitk(-5, v)", []), ("count(limitk(100, v))", ["{} 40"]),
    ("count(limit_ratio(1, v))", ["{} 40"]), ("limit_ratio(0, v)", []),
    ("count(limit_ratio(-1, v))", ["{} 40"]),
    ("limit_ratio(0.3, v) and limit_ratio(-0.7, v)", []),
    ("count(limit_ratio(0.3, v) or limit_ratio(-0.7, v))", ["{} 40"]),
    ("count(limit_ratio(7, v))", ["{} 40"]),
  ])
  func `a number or a share of the series is taken`(query: String, answer: [String]) throws {
    #expect(try bench().answer(query, at: "0") == answer)
  }

  @Test(arguments: [
    ("topk(NaN, v)", "Parameter value is NaN"), ("limitk(NaN, v)", "Parameter value is NaN"),
    ("limit_ratio(NaN, v)", "Ratio value is NaN"), ("topk(1e300, v)", "Scalar value 1e+300 overflows int64"),
  ])
  func `a number of series that is none is refused`(query: String, reason: String) throws {
    let bench = try bench()
    let fault = #expect(throws: QueryFault.self) { try bench.answer(query, at: "0") }
    #expect(fault?.reason == reason)
  }
}
