import Basics
import Monitoring
import Telemetry
import Testing

@Suite struct RecordingRuleTests {
  private func recording(_ members: String) throws -> RecordingRule {
    let text = #"{"groups": [{"name": "g", "labels": {"team": "core"}, "rules": [{\#(members)}]}]}"#
    guard case .recording(let rule) = try groups(text)[0].steps[0] else {
      preconditionFailure("a recording rule")
    }
    return rule
  }

  private func fault(_ members: String) -> String? {
    do {
      _ = try recording(members)
      return nil
    } catch { return "\(error)" }
  }

  @Test func `rules of both kinds stand in the order of the file`() throws {
    let found = try groups(
      """
      {groups: [{name: "g", rules: [
        {record: "a:b", expr: "load"}, {alert: "High", expr: "a:b > 1"}, {record: "c", expr: "1"}]}]}
      """)[0]
    let names = found.steps.map { step in
      switch step {
      case .alert(let rule): "alert \(rule.name)"
      case .recording(let rule): "record \(rule.name)"
      }
    }
    #expect(names == ["record a:b", "alert High", "record c"])
    #expect(found.rules.map(\.name) == ["High"])
  }

  @Test(arguments: [
    ("\"record\": \"5x\", \"expr\": \"y\"", "\"5x\" is no name for a metric"),
    ("\"record\": \"a-b\", \"expr\": \"y\"", "\"a-b\" is no name for a metric"),
    ("\"record\": \"a\", \"expr\": \"y\", \"for\": \"5m\"", "for"),
    ("\"record\": \"a\", \"expr\": \"y[5m]\"", "a rule wants an instant vector, not a range vector"),
    (
      "\"record\": \"a\", \"expr\": \"y\", \"labels\": {\"__name__\": \"b\"}",
      "the name is given by \"record\""
    ),
  ])
  func `what cannot be recorded is refused`(members: String, reason: String) {
    #expect(fault(members)?.contains(reason) == true)
  }

  @Test func `the labels of the rule win over those of the result, and an empty one takes away`() throws {
    let rule = try recording(
      #""record": "r", "expr": "load", "labels": {"instance": "all", "job": ""}"#)
    let sample = VectorSample(
      labels: ["__name__": "load", "instance": "a", "job": "j", "cpu": "0"], value: 1)
    #expect(rule.labels(of: sample) == ["__name__": "r", "instance": "all", "cpu": "0", "team": "core"])
  }

  @Test func `steady results share a layout, and a series recorded already is left out`() throws {
    let rule = try recording(#""record": "r", "expr": "load""#)
    var recorder = Recorder(group: "g", place: 0)
    var taken: Set<Labels> = []
    let first = try recorder.scrape(of: rule, [sample("a", 1), sample("b", 2)], at: second(0), taken: &taken)
    taken = []
    let next = try recorder.scrape(of: rule, [sample("a", 3), sample("b", 4)], at: second(15), taken: &taken)
    #expect(first.scrape.layout === next.scrape.layout && next.scrape.values == [3, 4])
    taken = [["__name__": "r", "instance": "a", "team": "core"]]
    let part = try recorder.scrape(of: rule, [sample("a", 5), sample("b", 6)], at: second(30), taken: &taken)
    #expect(part.scrape.values == [6] && part.twice?["instance"] == "a")
  }

  @Test func `a result in which labels leave two samples the same is refused`() throws {
    let rule = try recording(#""record": "r", "expr": "load", "labels": {"instance": "all"}"#)
    var (recorder, taken): (Recorder, Set<Labels>) = (Recorder(group: "g", place: 0), [])
    #expect(throws: QueryFault.self) {
      try recorder.scrape(of: rule, [sample("a", 1), sample("b", 2)], at: second(0), taken: &taken)
    }
  }
}
