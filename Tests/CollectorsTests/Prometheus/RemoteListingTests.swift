import Basics
import Model
import Telemetry
import Testing

@testable import Collectors

/// What servers say of themselves, as they and those after them write it.
@Suite struct RemoteListingTests {
  /// What is made of a server that answers a path with data, and everything else with 404.
  private func asking<Result>(
    _ path: String, _ data: String, _ body: (RemotePrometheus, TestServer) throws -> Result
  ) throws -> Result {
    let answering = TestServer { question in
      guard question.path.hasPrefix("/api/v1/\(path)") else {
        return [.send("HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnone")]
      }
      return [.send(Answer.ok(#"{"status":"success","data":\#(data)}"#, type: "application/json"))]
    }
    let origin = Origin(name: "prod", kind: .prometheus, address: answering.address)
    return try body(try #require(RemotePrometheus(origin, clock: LoopRun.now)), answering)
  }

  @Test func `alerts have labels, annotations, a state and a time`() throws {
    let alert =
      #"{"labels":{"alertname":"Down"},"annotations":{"summary":"gone"},"state":"firing","#
      + #""activeAt":"2026-03-14T09:26:53Z","value":"1e+00"}"#
    let found = try asking("alerts", #"{"alerts":[\#(alert)]}"#) { server, _ in try server.alerts() }
    #expect(
      found == [
        RemoteAlert(
          labels: ["alertname": "Down"], annotations: ["summary": "gone"], state: "firing",
          since: Instant(rfc3339: "2026-03-14T09:26:53Z"))
      ])
  }

  @Test func `rules are told with their group, expression and health`() throws {
    let rule = #"{"name":"a:b","query":"sum(b)","type":"recording","health":"err","lastError":"x"}"#
    let groups = #"{"groups":[{"name":"g","file":"f","rules":[\#(rule)]}]}"#
    let found = try asking("rules", groups) { server, _ in try server.rules() }
    #expect(
      found == [
        RemoteRule(group: "g", name: "a:b", expression: "sum(b)", kind: "recording", health: "err")
      ])
  }

  @Test func `targets are told with what is wrong with them, fit to be shown`() throws {
    let target =
      ##"{"discoveredLabels":{},"labels":{"job":"n"},"scrapeUrl":"http://a:1/m","health":"down","##
      + ##""lastError":"refused\u001b[31m"}"##
    let data = #"{"activeTargets":[\#(target)],"droppedTargets":[]}"#
    let (found, question) = try asking("targets", data) { server, answering in
      (try server.targets(), answering.questions.first?.path)
    }
    #expect(found.map(\.labels) == [["job": "n"]] && found[0].health == "down")
    #expect(found[0].fault.hasPrefix("refused") && !found[0].fault.unicodeScalars.contains("\u{1B}"))
    #expect(question == "/api/v1/targets?state=active")
  }

  @Test func `a label's values are asked for under its name, whatever that is`() throws {
    let (found, question) = try asking("label/", #"["a","b"]"#) { server, answering in
      (
        try server.labelValues(of: "a/b", Selector(metric: "m")).value, answering.questions.first?.path
      )
    }
    #expect(found == ["a", "b"])
    #expect(question == "/api/v1/label/a%2Fb/values?match%5B%5D=%7B__name__%3D%22m%22%7D")
  }

  @Test func `nothing at all may be told as null`() throws {
    #expect(try asking("labels", "null") { server, _ in try server.labelNames(nil).value } == [])
  }

  @Test func `where no statistics are kept the series are counted`() throws {
    let vector = #"{"resultType":"vector","result":[{"metric":{},"value":[1,"42"]}]}"#
    #expect(try asking("query", vector) { server, _ in try server.seriesCount(at: .epoch) } == 42)
    let statistics = #"{"headStats":{"numSeries":7}}"#
    #expect(try asking("status/tsdb", statistics) { server, _ in try server.seriesCount(at: .epoch) } == 7)
  }

  @Test func `what is not there, and what is not as it should be, is told apart`() throws {
    try asking("alerts", #"{"alerts":[{"labels":[]}]}"#) { server, _ in
      #expect(throws: RemoteFault.fetch(.status(404))) { try server.rules() }
      let fault = #expect(throws: RemoteFault.self) { try server.alerts() }
      #expect(fault?.description.contains("not as a Prometheus server writes it") == true)
    }
  }
}
