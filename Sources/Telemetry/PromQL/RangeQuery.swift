import Basics

/// A question asked at every step from one time to another, over series that are read once for all steps.
public struct RangeQuery {
  private let evaluation: Evaluation

  /// The step must be more than nothing, and the end no earlier than the start.
  public init(
    _ source: any SeriesSource, from start: Instant, to end: Instant, step: Span,
    _ options: QueryOptions = QueryOptions()
  ) {
    precondition(step > .zero && start <= end, "a range has steps and goes forward")
    evaluation = Evaluation(source: source, from: start, to: end, step: step, options)
  }

  /// What there is to note about the answers given so far.
  public var annotations: [Annotation] { evaluation.notes }

  /// The series an expression comes to, by their labels; a scalar is one without any.
  public func series(of expression: Expression) throws(QueryFault) -> [Series] {
    guard expression.kind == .vector || expression.kind == .scalar else {
      throw QueryFault(
        expression.place,
        "invalid expression type \"\(expression.kind.rawValue)\" for range query, must be Scalar or instant Vector"
      )
    }
    try Steps.check(from: evaluation.start, to: evaluation.end, every: evaluation.step, expression.place)
    var (at, matrix) = (evaluation.start, MatrixBuilder())
    while at <= evaluation.end {
      let evaluator = Evaluator(evaluation, at: at, among: evaluation.start...evaluation.end)
      switch try evaluator.unfinished(expression) {
      case .vector(let samples): try matrix.append(samples, at: at, evaluation.budget)
      case .scalar(let number):
        try matrix.append([VectorSample(labels: [:], value: number)], at: at, evaluation.budget)
      case .text, .matrix: preconditionFailure("types were checked")
      }
      at = at + evaluation.step
    }
    guard !matrix.hasHistograms else { throw .nativeHistogram(expression.place) }
    guard let finished = matrix.finished else { throw .sameLabels(expression.place) }
    return finished
  }
}
