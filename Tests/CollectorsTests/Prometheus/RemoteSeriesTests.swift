import Basics
import Model
import Synchronization
import Telemetry
import Testing

@testable import Collectors

/// What is asked of a server, and what becomes of its answers.
@Suite struct RemoteSeriesTests {
  private func server(
    _ address: String, _ change: (inout Origin.Options) -> Void = { _ in }
  ) throws -> RemotePrometheus {
    var options = Origin.Options()
    change(&options)
    let origin = Origin(name: "prod", kind: .prometheus, address: address, options: options)
    return try #require(RemotePrometheus(origin, clock: LoopRun.now))
  }

  private static func json(_ text: String, status: String = "200 OK") -> [TestServer.Act] {
    [
      .send(
        "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\nContent-Length: \(text.utf8.count)\r\n\r\n\(text)"
      )
    ]
  }

  private static func matrix(_ values: String, _ metric: String = #"{"__name__":"m"}"#) -> [TestServer.Act] {
    json(
      #"{"status":"success","data":{"resultType":"matrix","result":[{"metric":\#(metric),"values":\#(values)}]}}"#
    )
  }

  @Test func `a question is a form that is posted, with a range that is exact`() throws {
    let answering = TestServer { _ in Self.matrix(#"[[100,"1"],[160,"2"]]"#) }
    let remote = RemoteSeries(try server("\(answering.address)/prom/"))
    let selector = try #require(
      Matcher("a", .matches, "x|\"y\"").map { Selector(metric: "m", matchers: [$0]) })
    let found = try remote.samples(
      selector, after: Instant(seconds: 100), upTo: Instant(milliseconds: 160_500), hints())
    // A sample at the very start does not belong: servers of before version 3 tell it all the same.
    #expect(found.map(\.samples.count) == [1] && found[0].samples[0].value == 2)
    let text = try #require(answering.questions.first?.text)
    #expect(text.hasPrefix("POST /prom/api/v1/query HTTP/1.1\r\n"), "\(text)")
    #expect(text.contains("Content-Type: application/x-www-form-urlencoded\r\n"))
  }

  @Test func `a form says what a selector means`() throws {
    let selector = try #require(
      Matcher("a", .matches, "x|\"y\"").map { Selector(metric: "m", matchers: [$0]) })
    #expect(selector.text == #"{__name__="m",a=~"x|\"y\""}"#)
    #expect(
      Form([("query", selector.text), ("time", "1.5")]).text
        == "query=%7B__name__%3D%22m%22%2Ca%3D~%22x%7C%5C%22y%5C%22%22%7D&time=1.5".replacing(
          "~", with: "%7E"))
    #expect(Instant(milliseconds: -1_050).secondsText == "-1.050")
  }

  @Test func `what the definition adds to series is asked of nobody`() throws {
    let answering = TestServer { _ in Self.matrix(#"[[100,"1"]]"#) }
    let remote = RemoteSeries(try server(answering.address) { $0.labels = ["site": "eu"] })
    func found(_ test: Matcher.Test, _ value: String) throws -> [Series] {
      let matcher = try #require(Matcher("site", test, value))
      return try remote.samples(
        Selector(metric: "m", matchers: [matcher]), after: .epoch, upTo: Instant(seconds: 100))
    }
    #expect(try found(.equal, "eu").map(\.labels) == [["__name__": "m", "site": "eu"]])
    let asked = answering.questions.count
    #expect(try found(.equal, "us").isEmpty && answering.questions.count == asked)
    #expect(try remote.labelValues(of: "site", nil) == ["eu"])
    let any = Selector(metric: nil, matchers: [try #require(Matcher("site", .equal, "eu"))])
    #expect(any.asked(whereSeriesGet: ["site": "eu"])?.text == #"{__name__!=""}"#)
  }

  @Test func `where posting is not allowed the form goes into the address`() throws {
    let answering = TestServer { question in
      question.text.hasPrefix("POST")
        ? Self.json("no", status: "405 Method Not Allowed")
        : Self.json(#"{"status":"success","data":{"resultType":"scalar","result":[1,"1"]}}"#)
    }
    let answer = try server("\(answering.address)/?tenant=a").query("1 + 0", at: Instant(seconds: 1))
    #expect(answer.value == .scalar(1))
    #expect(
      answering.questions.last?.path == "/api/v1/query?tenant=a&query=1%20%2B%200&time=1.000&timeout=5s")
  }

  @Test func `the server's own words reach the reader, whatever the status`() throws {
    let refusing = TestServer { _ in
      Self.json(
        #"{"status":"error","errorType":"execution","error":"found duplicate series"}"#,
        status: "422 Unprocessable Entity")
    }
    let fault = #expect(throws: QueryFault.self) {
      try RemoteSeries(server(refusing.address)).samples(
        Selector(metric: "m"), after: .epoch, upTo: Instant(seconds: 9))
    }
    #expect(
      fault?.reason == "the source prod: found duplicate series (execution)" && fault?.kind == .execution)
    let failing = TestServer { _ in Self.json("<html>", status: "502 Bad Gateway") }
    #expect(throws: RemoteFault.fetch(.status(502))) { try server(failing.address).query("1", at: .epoch) }
  }

  @Test func `what is too much for one answer is asked for in pieces`() throws {
    // Only ranges of up to ten seconds are answered, with a sample at either end.
    let answering = TestServer { question in
      let (range, end) = Self.window(question)
      if range > 10 {
        return Self.json(
          #"{"status":"error","errorType":"execution","error":"query processing would load too many samples"}"#,
          status: "422 Unprocessable Entity")
      }
      return Self.matrix(#"[[\#(end - range),"0"],[\#(end),"\#(end)"]]"#)
    }
    let found = try RemoteSeries(server(answering.address)).samples(
      Selector(metric: "m"), after: Instant(seconds: 100), upTo: Instant(seconds: 180), hints())
    #expect(found.map { $0.samples.map(\.value) } == [[110, 120, 130, 140, 150, 160, 170, 180]])
    #expect(answering.questions.count == 3 + 8)
  }

  /// How many seconds are asked for, and up to when.
  private static func window(_ question: TestServer.Question) -> (range: Int, end: Int) {
    let form = question.text.split(separator: "\r\n\r\n").last ?? ""
    let range = form.split(separator: "%5B").last.flatMap { Int($0.prefix { $0.isNumber }) } ?? 0
    let end = form.split(separator: "time=").last.flatMap { Int($0.prefix { $0.isNumber }) } ?? 0
    return (range / 1_000, end)
  }

  private func hints(_ budget: SampleBudget = SampleBudget(), range: Span = .seconds(80)) -> SelectionHints {
    var hints = SelectionHints(start: Instant(seconds: 180), end: Instant(seconds: 180))
    (hints.range, hints.budget) = (range, budget)
    return hints
  }

  private func fault(of remote: RemoteSeries, _ budget: SampleBudget) -> QueryFault? {
    #expect(throws: QueryFault.self) {
      try remote.samples(
        Selector(metric: "m"), after: Instant(seconds: 100), upTo: Instant(seconds: 180), hints(budget))
    }
  }

  @Test func `an answer that is too large in any piece is told`() throws {
    let answering = TestServer { _ in
      Self.json(#"{"status":"success","x":"\#(String(repeating: "x", count: 5_000))"}"#)
    }
    let remote = RemoteSeries(try server(answering.address) { $0.mostBytes = 4_000 })
    let fault = fault(of: remote, SampleBudget())
    #expect(fault?.reason.contains("--max-bytes") == true && fault?.kind == .execution)
  }

  @Test func `samples are taken from the budget`() throws {
    let answering = TestServer { _ in Self.matrix(#"[[110,"1"],[120,"1"],[130,"1"]]"#) }
    let fault = fault(of: RemoteSeries(try server(answering.address)), SampleBudget(most: 2))
    #expect(fault?.kind == .refused && fault?.reason.contains("2 are allowed") == true)
  }

  @Test(arguments: [(QueryPatience.cancelled, QueryFault.Kind.cancelled), (.timedOut, .timeout)])
  func `who gives up need not wait for the server`(patience: QueryPatience, kind: QueryFault.Kind) throws {
    let answering = TestServer { _ in [.hang] }
    let asked = Atomic<Int>(0)
    let budget = SampleBudget(patience: {
      asked.wrappingAdd(1, ordering: .relaxed).newValue > 3 ? patience : .goOn
    })
    let remote = RemoteSeries(try server(answering.address) { $0.timeout = .hours(1) })
    #expect(fault(of: remote, budget)?.kind == kind)
  }

  @Test func `a server that does not answer is left alone for a while`() throws {
    let answering = TestServer { _ in [.close] }
    let now = Mutex(LoopRun.now().nanoseconds)
    let origin = Origin(name: "prod", kind: .prometheus, address: answering.address)
    let remote = RemoteSeries(
      try #require(
        RemotePrometheus(origin) { Moment(wall: .epoch, nanoseconds: now.withLock { $0 }) }))
    for _ in 0..<3 {
      #expect(fault(of: remote, SampleBudget())?.reason.contains("closed the connection") == true)
    }
    #expect(answering.connections == 1)
    now.withLock { $0 += 10_000_000_000 }
    _ = fault(of: remote, SampleBudget())
    #expect(answering.connections == 2)
  }

  @Test func `warnings of the server stand beside the answer`() throws {
    let answering = TestServer { _ in
      Self.json(
        #"{"status":"success","data":{"resultType":"matrix","result":[]},"warnings":["half of it"]}"#)
    }
    let evaluator = Evaluator(RemoteSeries(try server(answering.address)), at: Instant(seconds: 9))
    #expect(try evaluator.value(of: Parser.parse("rate(m[5s])")) == .vector([]))
    #expect(evaluator.annotations.map(\.reason) == ["the source prod: half of it"])
  }

  @Test func `where a series falls silent the server is asked until when it was seen`() throws {
    // Samples every ten seconds up to 130, then silence; the server saw the end at once, and the series again at 170.
    let answering = TestServer { question in
      question.path.hasSuffix("query_range")
        ? Self.matrix(#"[[120,"1"],[130,"1"],[170,"1"],[180,"1"]]"#)
        : Self.matrix(#"[[110,"1"],[120,"2"],[130,"3"],[165,"4"]]"#)
    }
    let query = RangeQuery(
      RemoteSeries(try server(answering.address)), from: Instant(seconds: 120), to: Instant(seconds: 180),
      step: .seconds(10))
    let series = try query.series(of: Parser.parse("m"))
    #expect(series.map { $0.samples.map(\.at.seconds) } == [[120, 130, 170, 180]])
    #expect(series.first?.samples.map(\.value) == [2, 3, 4, 4])
    let steady = TestServer { _ in Self.matrix(#"[[160,"1"],[170,"2"],[180,"3"]]"#) }
    let evaluator = Evaluator(RemoteSeries(try server(steady.address)), at: Instant(seconds: 185))
    #expect(try evaluator.value(of: Parser.parse("sum(m)")) == .vector([VectorSample(labels: [:], value: 3)]))
    #expect(steady.questions.count == 1, "a series that goes on is asked for once")
  }
}
