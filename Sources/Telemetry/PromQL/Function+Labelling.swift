import Basics

extension Function {
  static let labelling: [Function] = [
    Function("label_replace", [.vector, .text, .text, .text, .text], .whole(labelReplace)),
    Function("label_join", [.vector, .text, .text, .text], optional: 1, isVariadic: true, .whole(labelJoin)),
    Function("info", [.vector, .vector], optional: 1, .whole(info)),
  ]

  private static func labelReplace(_ evaluator: Evaluator, _ call: Call) throws(QueryFault) -> QueryValue {
    let samples = try evaluator.mixed(call.arguments[0])
    let target = try evaluator.text(call.arguments[1])
    let template = CaptureTemplate(try evaluator.text(call.arguments[2]))
    let source = try evaluator.text(call.arguments[3])
    let pattern = try evaluator.text(call.arguments[4])
    let expression: Pattern
    do throws(Pattern.Fault) { expression = try Pattern(pattern) } catch {
      throw QueryFault(call.arguments[4].place, "invalid regular expression in label_replace(): \(pattern)")
    }
    try check(target, "destination label name in label_replace()", call.arguments[1].place)
    var known: [String: String?] = [:]
    let results = samples.map { sample in
      let value = sample.labels[source]
      let replaced = known[value] ?? expression.captures(in: value).map(template.text)
      known[value] = .some(replaced)
      return replaced.map { sample.labelled(target, $0) } ?? sample
    }
    return .vector(try evaluator.distinct(results, call.arguments[0].place))
  }

  private static func labelJoin(_ evaluator: Evaluator, _ call: Call) throws(QueryFault) -> QueryValue {
    let samples = try evaluator.mixed(call.arguments[0])
    let target = try evaluator.text(call.arguments[1])
    let separator = try evaluator.text(call.arguments[2])
    try check(target, "destination label name in label_join()", call.arguments[1].place)
    var sources: [String] = []
    for argument in call.arguments.dropFirst(3) {
      sources.append(try evaluator.text(argument))
      try check(sources[sources.count - 1], "source label name in label_join()", argument.place)
    }
    let results = samples.map { sample in
      sample.labelled(target, sources.map { sample.labels[$0] }.joined(separator: separator))
    }
    return .vector(try evaluator.distinct(results, call.arguments[0].place))
  }

  private static func check(_ name: String, _ what: String, _ place: Range<Int>) throws(QueryFault) {
    guard StrayBytes.isLabelName(name) else {
      throw QueryFault(place, "invalid \(what): \(StrayBytes.quoted(name).dropFirst().dropLast())")
    }
  }
}

extension VectorSample {
  /// The sample with one label set. A name that is given anew is not dropped any more.
  fileprivate func labelled(_ name: String, _ value: String) -> VectorSample {
    VectorSample(
      labels: labels.setting(name, to: value), value: self.value,
      dropsName: dropsName && name != Labels.metricName)
  }
}
