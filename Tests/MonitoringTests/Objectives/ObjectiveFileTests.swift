import Basics
import Monitoring
import Testing

@Suite struct ObjectiveFileTests {
  private static let bounded = #"{"target": 0.9, "op": "lt", "value": 1}"#

  @Test func `an SLO says what OpenSLO says`() throws {
    let objective = try objectives(
      slo(metadata: #""displayName": "Shop answers", "annotations": {"binnacle/title-zh": "商店应答"}"#))[0]
    #expect(objective.name == "web" && objective.service == "shop")
    #expect(objective.title == Bilingual(english: "Shop answers", chinese: "商店应答"))
    #expect(objective.kind == .availability)
    #expect(objective.target == 0.999 && objective.allowance == 0.001)
    #expect(objective.window == .rolling(.days(30)))
    #expect(objective.budgeting == .occurrences && objective.countsEvents)
    #expect(objective.address.description == "objective/web")
  }

  @Test func `an SLO may name its indicator, and its source a DataSource`() throws {
    let indicator = """
      {"ratioMetric": {"counter": true,
        "good": {"metricSource": {"metricSourceRef": "prod", "spec": {"query": "ok_total"}}},
        "total": {"metricSource": {"metricSourceRef": "prod", "spec": {"query": "all_total"}}}}}
      """
    let text = """
      [{"apiVersion": "openslo/v1", "kind": "DataSource", "metadata": {"name": "prod"},
        "spec": {"type": "Prometheus", "connectionDetails": {"url": "http://prom:9090"}}},
       {"apiVersion": "openslo/v1", "kind": "Service", "metadata": {"name": "shop"}, "spec": {"description": "it"}},
       {"apiVersion": "openslo/v1", "kind": "SLI", "metadata": {"name": "ok"}, "spec": \(indicator)},
       {"apiVersion": "openslo/v1", "kind": "SLO", "metadata": {"name": "web"},
        "spec": {"service": "shop", "indicatorRef": "ok", "timeWindow": [{"duration": "4w", "isRolling": true}],
                 "budgetingMethod": "Occurrences",
                 "objectives": [{"targetPercent": 99.5, "displayName": "Good"}, {"target": 0.9, "displayName": "Fair"}]}}]
      """
    let found = try objectives(text)
    #expect(found.map(\.name) == ["web-1", "web-2"])
    #expect(found.map(\.title.english) == ["web: Good", "web: Fair"])
    #expect(found.map(\.target) == [0.995, 0.9])
    #expect(found[0].window == .rolling(.days(28)))
    #expect(
      found[0].indicator == .ratio(Objective.Ratio(part: "ok_total", total: "all_total", areCounters: true)))
  }

  @Test(arguments: [
    ("1M", "2026-01-01 00:00:00", "UTC", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"),
    ("1M", "2026-01-31 00:00:00", "UTC", "2026-01-31T00:00:00Z", "2026-02-28T00:00:00Z"),
    ("1Q", "2020-01-01 00:00:00", "Asia/Shanghai", "2025-12-31T16:00:00Z", "2026-03-31T16:00:00Z"),
    ("1w", "2022-01-03 12:00:00", "+01:00", "2026-02-09T11:00:00Z", "2026-02-16T11:00:00Z"),
    ("1Y", "2020-02-29 00:00:00", "UTC", "2025-02-28T00:00:00Z", "2026-02-28T00:00:00Z"),
    ("7d", "2030-01-01 00:00:00", "UTC", "2026-02-10T00:00:00Z", "2026-02-17T00:00:00Z"),
  ])
  func `a calendar window goes from one turn to the next`(
    duration: String, start: String, zone: String, from: String, to: String
  ) throws {
    let window = """
      {"duration": "\(duration)", "isRolling": false, "calendar": {"startTime": "\(start)", "timeZone": "\(zone)"}}
      """
    let objective = try objectives(slo(window: window))[0]
    let (first, last) = (try #require(Instant(rfc3339: from)), try #require(Instant(rfc3339: to)))
    let time = min(
      max(first, try #require(Instant(rfc3339: "2026-02-15T10:00:00Z"))), last - .milliseconds(1))
    #expect(objective.window.bounds(at: time) == (first, last))
    #expect(objective.window.bounds(at: first) == (first, last))
    #expect(objective.window.bounds(at: last).start == last)
  }

  @Test(arguments: [
    slo(),
    slo(method: "Timeslices", goal: #"{"target": 0.99, "timeSliceTarget": 0.95, "timeSliceWindow": "5m"}"#),
    slo(method: "RatioTimeslices", goal: #"{"target": 0.99, "timeSliceWindow": "1m"}"#),
    slo(
      indicator: "{\"thresholdMetric\": \(source("max(lag_seconds)"))}",
      window:
        #"{"duration": "1M", "isRolling": false, "calendar": {"startTime": "2026-01-01 08:30:00", "timeZone": "+08:00"}}"#,
      goal: #"{"target": 0.99, "op": "lt", "value": 2.5}"#,
      metadata: #""annotations": {"binnacle/kind": "skew", "binnacle/modality": "channel"}"#),
    slo(indicator: #"{"ratioMetric": {"rawType": "failure", "raw": \#(source("avg(bad)"))}}"#),
  ])
  func `what is written reads as the same`(text: String) throws {
    let found = try objectives(text)
    #expect(try objectives(ObjectiveFile.file(of: found)) == found)
  }

  @Test(arguments: [
    ("{}", "slo.json:1:1: \"apiVersion\" is missing"),
    (
      #"{"apiVersion": "openslo/v2alpha", "kind": "SLO"}"#,
      "1:16: expected openslo/v1; other versions are not read here"
    ),
    (
      #"{"apiVersion": "openslo/v1", "kind": "AlertPolicy"}"#,
      "1:38: expected one of SLO, SLI, DataSource, Service"
    ),
    (slo(goal: #"{"target": 1.5}"#), "a share is wanted, over 0 to 1"),
    (slo(goal: #"{"targetPercent": 0}"#), "a share is wanted, over 0 to 100"),
    (slo(goal: #"{"target": 0.9, "targetPercent": 90}"#), "target and targetPercent say the same; give one"),
    (slo(goal: #"{"target": 0.9, "op": "lt", "value": 1}"#), "this belongs to a thresholdMetric"),
    (slo(goal: #"{"target": 0.9, "compositeWeight": 2}"#), "several indicators are not reckoned with here"),
    (slo(goal: #"{"target": 0.9, "timeSliceTarget": 0.9}"#), "this belongs to the method Timeslices"),
    (slo(method: "Events"), "expected one of Occurrences, Timeslices, RatioTimeslices"),
    (slo(method: "Timeslices"), "\"timeSliceTarget\" is missing"),
    (slo(window: #"{"duration": "1M", "isRolling": true}"#), "no one length; write it in days, such as 30d"),
    (slo(window: #"{"duration": "1M", "isRolling": false}"#), "\"calendar\" is missing"),
    (
      slo(
        window:
          #"{"duration": "1M", "calendar": {"startTime": "2026-01-01 00:00:00", "timeZone": "Europe/Berlin"}}"#
      ),
      "only zones without daylight saving time are known"
    ),
    (slo(window: ""), "exactly one window is wanted"),
    (slo(indicator: #"{"thresholdMetric": \#(source("x"))}"#), "\"op\" is missing"),
    (
      slo(indicator: #"{"ratioMetric": {"good": \#(source("x +")), "total": \#(source("y"))}}"#),
      "in the query at"
    ),
    (
      slo(
        indicator:
          #"{"ratioMetric": {"counter": true, "good": \#(source("max(x)")), "total": \#(source("y"))}}"#),
      "in the query at 1: a query of counters may hold selectors, sum, +, - and factors"
    ),
    (
      slo(
        indicator:
          #"{"ratioMetric": {"counter": true, "good": \#(source("a / b")), "total": \#(source("y"))}}"#),
      "in the query at 1: / makes of these something other than a counter"
    ),
    (
      slo(
        indicator: #"{"thresholdMetric": {"metricSource": {"type": "Datadog", "spec": {"query": "x"}}}}"#,
        goal: bounded),
      "only queries of the type Prometheus can be asked here"
    ),
    (
      slo(metadata: #""annotations": {"binnacle/sort": "x"}"#),
      "there is no such annotation; there are binnacle/kind"
    ),
    (slo(metadata: #""annotations": {"binnacle/kind": "speed"}"#), "expected one of availability, latency"),
    (slo(metadata: #""colour": "red""#), "\"colour\" is not known here"),
    ("[\(slo()),\n\(slo())]", "there is an objective \"web\" already"),
  ])
  func `what cannot be expressed is refused with its place`(text: String, reason: String) throws {
    let fault = try #require(throws: JSONFault.self) { try objectives(text) }
    #expect(fault.description.contains(reason), "\(fault)")
    #expect(fault.file == "slo.json" && fault.line > 0 && fault.column > 0)
  }
}
