import Basics

extension Function {
  /// Adds the labels of info series that have the same `instance` and `job` (promql/info.go).
  static func info(_ evaluator: Evaluator, _ call: Call) throws(QueryFault) -> QueryValue {
    let samples = try evaluator.mixed(call.arguments[0])
    let choice = InfoChoice(
      try call.arguments.dropFirst().first.map { argument throws(QueryFault) in
        guard case .vector(let selector) = argument.form else {
          throw QueryFault(argument.place, "info wants a selector of labels here")
        }
        return selector.selector
      })
    let place = (call.arguments.count > 1 ? call.arguments[1] : call.arguments[0]).place
    let read = VectorSelector(selector: choice.selector)
    // The selector that is made up here stands at no place of its own; the end of its argument is one.
    let found = try evaluator.latest(read, place.upperBound..<place.upperBound) { ($0, $1) }
    let infos = try InfoSeries(found, place)
    var results: [VectorSample] = []
    for sample in samples {
      if choice.isInfo(sample.labels) {
        results.append(sample)
      } else if let labels = try infos.labels(for: sample.labels, choice, place) {
        results.append(VectorSample(labels: labels, value: sample.value, dropsName: sample.dropsName))
      }
    }
    return .vector(try evaluator.distinct(results, place))
  }
}

/// Which info metrics are looked for, and which of their labels are taken.
private struct InfoChoice {
  private let names: [Matcher]
  private let data: [Matcher]
  /// Whether labels were named at all; where not, all are taken.
  private let isNarrow: Bool
  let selector: Selector

  init(_ given: Selector?) {
    let matchers = given?.matchers ?? []
    data = matchers.filter { $0.label != Labels.metricName }
    let tests = matchers.filter { $0.label == Labels.metricName }
    let exact = Matcher(Labels.metricName, .equal, given?.metric ?? "target_info")
    names = given?.metric == nil && !tests.isEmpty ? tests : exact.map { [$0] } ?? []
    isNarrow = !data.isEmpty
    let metric = names.count == 1 && names[0].test == .equal ? names[0].value : nil
    selector = Selector(metric: metric, matchers: (metric == nil ? names : []) + data)
  }

  func isInfo(_ labels: Labels) -> Bool {
    let name = labels[Labels.metricName]
    return names.allSatisfy { $0.accepts(name) }
  }

  func takes(_ label: String) -> Bool {
    label != Labels.metricName && (!isNarrow || data.contains { $0.label == label })
  }

  /// Whether a series without any info is left as it is.
  var allowsNothing: Bool { data.allSatisfy { $0.accepts("") } }
}

/// Info series by what identifies the thing they tell about.
private struct InfoSeries {
  private static let identity = ["instance", "job"]
  private var byIdentity: [Labels: [String: (labels: Labels, at: Instant)]] = [:]

  init(_ found: [(labels: Labels, sample: Sample)], _ place: Range<Int>) throws(QueryFault) {
    for (labels, sample) in found {
      let (key, name) = (labels.keeping(Self.identity), labels[Labels.metricName])
      if let known = byIdentity[key]?[name], known.at >= sample.at {
        guard known.at > sample.at else {
          throw QueryFault(
            place,
            "found duplicate series for info metric: existing \(known.labels.braced), new \(labels.braced)")
        }
        continue
      }
      byIdentity[key, default: [:]][name] = (labels, sample.at)
    }
  }

  /// The labels of a series with those of its info series; nil when it must have some and has none.
  func labels(for labels: Labels, _ choice: InfoChoice, _ place: Range<Int>) throws(QueryFault) -> Labels? {
    var added: [String: String] = [:]
    for info in byIdentity[labels.keeping(Self.identity)] ?? [:] {
      for label in info.value.labels where choice.takes(label.name) {
        if let other = added[label.name], other != label.value {
          throw QueryFault(place, "conflicting label: \(label.name)")
        }
        if !labels.has(label.name) { added[label.name] = label.value }
      }
    }
    if added.isEmpty { return choice.allowsNothing ? labels : nil }
    return labels.merging(Labels(added.map { Label($0.key, $0.value) }))
  }
}
