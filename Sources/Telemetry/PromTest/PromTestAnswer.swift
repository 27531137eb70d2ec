import Basics

/// What came of a question.
struct PromTestAnswer {
  /// The answer itself, or why there is none.
  enum Outcome {
    case value(QueryValue)
    case fault(QueryFault)
  }

  private(set) var outcome: Outcome
  private(set) var warnings: [String] = []
  private(set) var infos: [String] = []

  init(to test: PromTestCase, _ source: SeriesList) {
    var options = QueryOptions()
    // Prometheus runs its own tests so.
    options.dropsNamesLate = true
    var annotations: [Annotation] = []
    do throws(QueryFault) {
      let expression = try Parser.parse(test.expression)
      outcome = .value(try Self.value(of: expression, test.times, source, options, &annotations))
    } catch { outcome = .fault(error) }
    for annotation in annotations {
      let text = annotation.text(in: test.expression)
      switch annotation.severity {
      case .warning: warnings.append(text)
      case .info: infos.append(text)
      }
    }
  }

  private static func value(
    of expression: Expression, _ times: PromTestCase.Times, _ source: SeriesList, _ options: QueryOptions,
    _ annotations: inout [Annotation]
  ) throws(QueryFault) -> QueryValue {
    switch times {
    case .instant(let time):
      let evaluator = Evaluator(source, at: time, options)
      defer { annotations = evaluator.annotations }
      return try evaluator.value(of: expression)
    case .range(let from, let to, let step):
      let query = RangeQuery(source, from: from, to: to, step: step, options)
      defer { annotations = query.annotations }
      return .matrix(try query.series(of: expression))
    }
  }

  /// Refuses what would have to be a native histogram.
  mutating func refuse() { outcome = .fault(.nativeHistogram(0..<0)) }
}
