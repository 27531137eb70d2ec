import Basics
import Telemetry
import Testing

@Suite struct SelectionTests {
  @Test(arguments: [("0", ["up 1"]), ("4m59s", ["up 1"]), ("5m", []), ("6m", [])])
  func `a sample counts for less than five minutes`(time: String, answer: [String]) throws {
    let bench = try Bench(every: .minutes(1), "up 1")
    #expect(try bench.answer("up", at: time) == answer)
  }

  @Test func `a stale marker ends a series at once, and the next sample begins it anew`() throws {
    let bench = try Bench(every: .minutes(1), "up 1 stale _ 4")
    #expect(try bench.answer("up", at: "59s") == ["up 1"])
    #expect(try bench.answer("up", at: "2m") == [])
    #expect(try bench.answer("up", at: "3m") == ["up 4"])
    #expect(try bench.answer("up[10m]", at: "3m") == ["up 1@0 4@180"])
  }

  @Test func `other not-a-numbers are values`() throws {
    let bench = try Bench(every: .minutes(1), "up NaN")
    #expect(try bench.answer("up", at: "0") == ["up NaN"])
  }

  @Test func `a range is open at its start and closed at its end`() throws {
    let bench = try Bench(every: .minutes(1), "up 0+1x10")
    #expect(try bench.answer("up[3m]", at: "5m") == ["up 3@180 4@240 5@300"])
    #expect(try bench.answer("up[1m]", at: "5m") == ["up 5@300"])
    #expect(try bench.answer("up[1ms]", at: "5m1ms") == [])
  }

  @Test(arguments: [
    ("up @ 100", "up 10"), ("up @ 100 offset 50s", "up 5"), ("up offset 50s @ 100", "up 5"),
    ("up @ 0 offset -50s", "up 5"), ("up offset 1m", "up 14"), ("up offset -10s", "up 21"),
    ("up @ end()", "up 20"), ("up @ start() offset 10s", "up 19"),
    ("sum_over_time(up[30s] @ 100)", "{} 27"), ("sum_over_time(up[30s] offset 100s)", "{} 27"),
    ("sum_over_time(up[30s:10s] @ 100)", "{} 27"), ("sum_over_time((up @ 100)[30s:10s])", "{} 30"),
    ("max_over_time((up @ end())[50s:10s] offset 100s)", "{} 20"),
  ])
  func `offset and @ look at another time`(query: String, answer: String) throws {
    let bench = try Bench(every: .seconds(10), "up 0+1x25")
    #expect(try bench.answer(query, at: "200s") == [answer])
  }

  // The values are those of subquery.test in Prometheus 3.
  @Test(arguments: [
    ("sum_over_time(metric[50s:10s])", "10s", "{} 3"), ("sum_over_time(metric[50s:5s])", "10s", "{} 4"),
    ("sum_over_time(metric[50s:10s])", "50s", "{} 10"), ("sum_over_time(metric[50s:5s])", "50s", "{} 19"),
    ("sum_over_time(metric[50s:10s])", "60s", "{} 10"),
    ("sum_over_time(metric[50s:10s] offset 10s)", "60s", "{} 10"),
    ("count_over_time(metric[5m:])", "5m9s", "{} 5"), ("count_over_time(metric[5m:20s])", "3m30s", "{} 11"),
    ("count_over_time(metric[30s:7s])", "33s", "{} 4"),
  ])
  func `a subquery steps at whole multiples of its step`(query: String, time: String, answer: String) throws {
    let bench = try Bench(every: .seconds(10), "metric 1 2")
    #expect(try bench.answer(query, at: time).first == answer)
  }

  @Test func `a subquery keeps the times of its steps`() throws {
    let bench = try Bench(every: .seconds(10), "metric 1 2")
    #expect(try bench.answer("metric[30s:10s]", at: "35s") == ["metric 2@10 2@20 2@30"])
    #expect(try bench.answer("vector(time())[30s:15s]", at: "60s") == ["{} 45@45 60@60"])
  }

  static let nodes = """
    up{job="node",instance="a"} 1
    up{job="node",instance="b"} 2
    up{job="db",instance="a"} 3
    up 4
    down{job="node",instance="a"} 5
    """

  @Test(arguments: [
    (#"up{job="node"}"#, [1.0, 2]), (#"up{job!="node"}"#, [3, 4]), (#"up{job=~"n.*"}"#, [1, 2]),
    (#"up{job=~"n"}"#, []), (#"up{job=~"db|node",instance="a"}"#, [1, 3]), (#"up{job=""}"#, [4]),
    (#"up{job!=""}"#, [1, 2, 3]), (#"up{job!~"d.|x"}"#, [1, 2, 4]), (#"{job="node",instance!="b"}"#, [1, 5]),
    (#"{__name__=~"up|down",instance="a"}"#, [1, 3, 5]), (#"up{job=~".+",job!="db"}"#, [1, 2]),
    (#"up{nothing=""}"#, [1, 2, 3, 4]), (#"up{job=~"|db"}"#, [3, 4]), (#"up{job=~"(?i)NODE"}"#, [1, 2]),
  ])
  func `matchers choose series by their whole label, a missing one being empty`(
    query: String, values: [Double]
  ) throws {
    let bench = try Bench(every: .minutes(1), Self.nodes)
    let samples = try bench.samples(query, at: "0")
    #expect(samples.map(\.value).sorted() == values)
  }
}
