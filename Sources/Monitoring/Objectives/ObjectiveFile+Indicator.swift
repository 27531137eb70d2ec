import Basics
import Telemetry

extension ObjectiveFile {
  /// What tells good from bad: the objective's own indicator, or the SLO's, or one that it names.
  func indicator(of spec: JSONNode, _ item: JSONNode, _ words: Words) throws(JSONFault) -> Objective.Indicator
  {
    for key in ["indicator", "indicatorRef"] {
      try Self.refuse(key, in: item, "objectives made of several indicators are not reckoned with here")
    }
    let metric = try definition(spec)
    try metric.allow(only: ["description", "ratioMetric", "thresholdMetric"])
    if let threshold = try metric.optional("thresholdMetric") {
      if let ratio = try metric.optional("ratioMetric") {
        throw ratio.fault("an indicator has a ratioMetric or a thresholdMetric, not both")
      }
      return .threshold(try self.threshold(threshold, item, words))
    }
    for key in ["op", "value"] {
      try Self.refuse(key, in: item, "this belongs to a thresholdMetric")
    }
    if words.kind == .freshness || words.kind == .skew {
      throw metric.fault("an objective of freshness or skew has a thresholdMetric")
    }
    return try ratio(try metric.required("ratioMetric"))
  }

  private func definition(_ spec: JSONNode) throws(JSONFault) -> JSONNode {
    let (own, reference) = (try spec.optional("indicator"), try spec.optional("indicatorRef"))
    if let own {
      if let reference { throw reference.fault("there is an indicator already") }
      try own.allow(only: ["metadata", "spec"])
      return try own.required("spec")
    }
    guard let reference else { throw spec.fault("\"indicator\" is missing") }
    guard let named = indicators[try reference.text()] else {
      throw reference.fault("there is no SLI \"\(try reference.text())\" in this file")
    }
    return named
  }

  private func ratio(_ node: JSONNode) throws(JSONFault) -> Objective.Indicator {
    try node.allow(only: ["counter", "good", "bad", "total", "rawType", "raw"])
    if let raw = try node.optional("raw") {
      for key in ["good", "bad", "total"] { try Self.refuse(key, in: node, "there is a raw share already") }
      let type = try node.required("rawType")
      let words = ["success", "failure"]
      guard let place = words.firstIndex(of: try type.text()) else {
        throw type.fault("expected one of " + words.joined(separator: ", "))
      }
      return .raw(query: try query(raw, counters: false), isOfBad: place == 1)
    }
    let (good, bad) = (try node.optional("good"), try node.optional("bad"))
    if let good, bad != nil { throw good.fault("good and bad say the same; give one") }
    guard let part = good ?? bad else { throw node.fault("\"good\" is missing") }
    let areCounters = try node.optional("counter")?.flag() ?? false
    return .ratio(
      Objective.Ratio(
        part: try query(part, counters: areCounters), partIsBad: good == nil,
        total: try query(node.required("total"), counters: areCounters), areCounters: areCounters))
  }

  private func threshold(_ node: JSONNode, _ item: JSONNode, _ words: Words) throws(JSONFault)
    -> Objective.Threshold
  {
    let comparison: Objective.Threshold.Comparison = try item.required("op").choice()
    let bound = try item.required("value").number()
    return Objective.Threshold(
      query: try query(node, counters: false), comparison, bound, modality: words.modality)
  }

  /// The query of a metric's source, tried.
  private func query(_ metric: JSONNode, counters: Bool) throws(JSONFault) -> String {
    try metric.allow(only: ["metricSource"])
    let source = try metric.required("metricSource")
    try source.allow(only: ["type", "metricSourceRef", "spec"])
    if let type = try source.optional("type") {
      try Self.check(type: type)
    } else if let reference = try source.optional("metricSourceRef"), !sources.contains(try reference.text())
    {
      throw reference.fault("neither a type is given nor is there such a DataSource in this file")
    }
    let spec = try source.required("spec")
    try spec.allow(only: ["query"])
    let node = try spec.required("query")
    try Self.check(node, counters: counters)
    return try node.text()
  }

  private static func check(_ node: JSONNode, counters: Bool) throws(JSONFault) {
    let text = try node.text()
    if counters {
      do throws(CounterQuery.Fault) { _ = try CounterQuery(text) } catch {
        throw node.fault("in the query at \(error.place.lowerBound + 1): \(error.reason)")
      }
    }
    let expression: Expression
    do throws(QueryFault) { expression = try Parser.parse(text) } catch {
      throw node.fault("in the query \(error)")
    }
    guard expression.kind == .vector else {
      throw node.fault("an instant vector is wanted, not \(expression.kind.described)")
    }
  }
}
