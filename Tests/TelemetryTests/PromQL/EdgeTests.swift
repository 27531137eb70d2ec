import Basics
import Telemetry
import Testing

@Suite struct EdgeTests {
  static let lines = "c_total 0+10x5 5 15\ng 1 _ 3 _ 9"

  @Test(arguments: [
    ("increase(c_total[1m] anchored)", "45s", ["{} 40"]),
    ("increase(c_total[30s] smoothed)", "45s", ["{} 30"]), ("rate(c_total[30s] smoothed)", "45s", ["{} 1"]),
    ("increase(c_total[20s] smoothed)", "65s", ["{} 15"]),
    ("delta(g[20s] smoothed)", "30s", ["{} 4"]),
    ("delta(g[20s] anchored)", "30s", ["{} 2"]), ("changes(g[1m] anchored)", "1m", ["{} 2"]),
    ("resets(c_total[30s] anchored)", "65s", ["{} 1"]), ("g smoothed", "30s", ["g 6"]),
    ("g smoothed", "50s", ["g 9"]),
  ])
  func `the edges of a range are worked out from the samples around them`(
    query: String, time: String, answer: [String]
  ) throws {
    #expect(try Bench(every: .seconds(10), Self.lines).answer(query, at: time) == answer)
  }

  @Test(arguments: [
    "sum_over_time(g[1m] anchored)", "changes(g[1m] smoothed)", "g anchored smoothed",
    "g[1m] anchored anchored",
    "(g) smoothed", "g smoothed [5m]",
  ])
  func `edges stand where they mean something only`(query: String) {
    #expect(throws: QueryFault.self) { try Parser.parse(query) }
  }
}
