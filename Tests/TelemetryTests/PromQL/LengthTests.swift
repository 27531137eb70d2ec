import Basics
import Telemetry
import Testing

@Suite struct LengthTests {
  private func shape(_ text: String) throws -> String { try Parser.parse(text).shape }

  @Test(arguments: [
    ("a[5m*2]", "a[10m]"), ("a[1m+30]", "a[1m30s]"), ("a[2^3]", "a[8s]"), ("a[(1+2)*3]", "a[9s]"),
    ("a[10 - 2 - 3]", "a[5s]"), ("a[7 % 4]", "a[3s]"), ("a[min(5m, 1h)]", "a[5m]"),
    ("a[max_of(5m, 1h)]", "a[1h]"), ("a[2*step()]", "a[(2 * step())]"), ("a[range()]", "a[range()]"),
    ("a[1h/2:1m*2]", "a[30m:2m]"), ("a offset (1m*5)", "a offset 5m"), ("a offset -(5-3)", "a offset -2s"),
    ("a offset -min(5s, 10s+8s)", "a offset -5s"), ("a offset step()", "a offset step()"),
    ("a offset 5 * 2", "(a offset 5s * 2)"), ("a[-(-5m)]", "a[5m]"),
  ])
  func `lengths of time are reckoned with`(text: String, tree: String) throws {
    #expect(try shape(text) == tree)
  }

  @Test(arguments: [
    ("a[1m-2m]", 2..<7, "duration must be greater than 0"), ("a[5/0]", 2..<5, "division by zero"),
    ("a[5%0]", 2..<5, "modulo by zero"), ("a[10^30]", 2..<7, "duration is out of range"),
    ("a[290000000y]", 2..<12, "duration is out of range"),
    ("a offset -290000000y", 9..<20, "duration is out of range"),
    ("a @ 290000000y", 4..<14, "expected a time in seconds, found duration 290000000y"),
  ])
  func `a length that is none is refused`(text: String, place: Range<Int>, reason: String) {
    let fault = #expect(throws: QueryFault.self) { try Parser.parse(text) }
    #expect(fault?.reason == reason)
    #expect(fault?.place == place)
  }

  @Test(arguments: ["a[200y:1ms]", "sum_over_time(a[200y:1ms])[1y:1ms]", "a[10y:1s]"])
  func `more steps than anybody could wait for are refused`(query: String) throws {
    let bench = try Bench(every: .minutes(1), "a 1")
    let fault = #expect(throws: QueryFault.self) { try bench.answer(query, at: "0") }
    #expect(fault?.isRefusal == true)
  }

  @Test func `a length that only the query settles is refused when it comes to nothing`() throws {
    let bench = try Bench(every: .minutes(1), "up 1")
    let fault = #expect(throws: QueryFault.self) { try bench.answer("rate(up[step()])", at: "0") }
    #expect(fault?.reason == "duration must be greater than 0")
  }
}
