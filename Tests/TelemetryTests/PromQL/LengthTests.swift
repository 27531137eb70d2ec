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
    ("a[1m-2m]", "duration must be greater than 0"), ("a[5/0]", "division by zero"),
    ("a[5%0]", "modulo by zero"), ("a[10^30]", "duration is out of range"),
  ])
  func `a length that is none is refused`(text: String, reason: String) {
    let fault = #expect(throws: QueryFault.self) { try Parser.parse(text) }
    #expect(fault?.reason == reason)
  }

  @Test func `a length that only the query settles is refused when it comes to nothing`() throws {
    let bench = try Bench(every: .minutes(1), "up 1")
    let fault = #expect(throws: QueryFault.self) { try bench.answer("rate(up[step()])", at: "0") }
    #expect(fault?.reason == "duration must be greater than 0")
  }
}
