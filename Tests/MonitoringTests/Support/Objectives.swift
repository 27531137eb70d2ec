import Basics
import Monitoring
import Telemetry

/// The objectives of a file given as text.
func objectives(_ text: String) throws(JSONFault) -> [Objective] {
  try ObjectiveFile.objectives(Array(text.utf8), name: "slo.json")
}

/// An SLO in the structure of OpenSLO, with parts given as JSON text.
func slo(
  indicator: String = requests, window: String = #"{"duration": "30d", "isRolling": true}"#,
  method: String = "Occurrences", goal: String = #"{"target": 0.999}"#, metadata: String = ""
) -> String {
  """
  {"apiVersion": "openslo/v1", "kind": "SLO",
   "metadata": {"name": "web"\(metadata.isEmpty ? "" : ", ")\(metadata)},
   "spec": {"service": "shop", "indicator": {"spec": \(indicator)}, "timeWindow": [\(window)],
            "budgetingMethod": "\(method)", "objectives": [\(goal)]}}
  """
}

func source(_ query: String) -> String {
  #"{"metricSource": {"type": "Prometheus", "spec": {"query": \#(JSONValue.text(query).compact)}}}"#
}

/// Requests of which those with a code of 5xx are bad.
let requests = """
  {"ratioMetric": {"counter": true, "bad": \(source("requests_total{code=~\"5..\"}")),
   "total": \(source("requests_total"))}}
  """

/// Rules evaluated step by step on series that a test tells, as an engine would.
struct Rehearsal {
  var head: Head
  private(set) var book = AlertBook()
  private(set) var told: [String] = []
  private let groups: [AlertRule.Group]
  private var recorders: [String: Recorder] = [:]
  private(set) var ledger: BudgetLedger
  private let objective: Objective
  let start: Instant

  init(_ objective: Objective, start: Instant = Instant(seconds: 1_800_000)) throws {
    self.objective = objective
    self.start = start
    groups = try Objective.rules(of: [objective])
    var depth = Head.Depth()
    (depth.fine, depth.coarse) = (.days(40), .days(40))
    head = Head(depth: depth)
    ledger = BudgetLedger(for: objective.window.usualLength)
  }

  /// Takes values of a layout in and evaluates what is due.
  mutating func step(_ at: Instant, _ layout: Layout?, _ values: [Double]) throws {
    if let layout { head.append(Scrape(source: [:], at: at, layout: layout, values: values)) }
    var taken: Set<Labels> = []
    for group in groups where (at - .epoch).milliseconds % group.interval.milliseconds == 0 {
      for (place, rule) in group.steps.enumerated() {
        switch rule {
        case .alert(let rule):
          let holding = try rule.observe(head, at: at).holding
          told += book.evaluate(rule, holding: holding, at: at).filter { $0.kind != .pending }.map {
            "\($0.kind) \(rule.name) \((at - start).prometheus)"
          }
        case .recording(let rule): try record(rule, "\(group.name)/\(place)", at, &taken)
        }
      }
      if group.name == Objective.groupPrefix + objective.name { note(at) }
    }
  }

  private mutating func record(
    _ rule: RecordingRule, _ key: String, _ at: Instant, _ taken: inout Set<Labels>
  )
    throws
  {
    guard case .vector(let samples) = try rule.prepared.value(in: head, at: at) else { return }
    var recorder = recorders[key] ?? Recorder(group: key, place: 0)
    head.append(try recorder.scrape(of: rule, samples, at: at, taken: &taken).scrape)
    recorders[key] = recorder
  }

  /// The value a series has at a time; nil when it has none.
  func value(_ query: String, at: Instant) throws -> Double? {
    let found = try PreparedQuery(Parser.parse(query)).value(in: head, at: at)
    guard case .vector(let samples) = found else { return nil }
    return samples.first?.value
  }

  private mutating func note(_ at: Instant) {
    func value(_ metric: String) -> Double? {
      head.samples(Selector(metric: metric), after: at - .milliseconds(1), upTo: at).first?.samples.last?
        .value
    }
    guard let looks = value(ObjectiveSeries.looks), !looks.isNaN else { return }
    ledger.add(
      BudgetTally(
        bad: value(ObjectiveSeries.bad) ?? 0, total: value(ObjectiveSeries.total) ?? 0, looks: looks), at: at)
  }
}
