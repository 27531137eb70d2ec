import Basics

extension Function {
  static let buckets: [Function] =
    [
      Function("histogram_quantile", [.scalar, .vector], .whole(histogramQuantile)),
      Function(
        "histogram_quantiles", [.vector, .text, .scalar], isVariadic: true, .whole(histogramQuantiles)),
      Function("histogram_fraction", [.scalar, .scalar, .vector], .whole(histogramFraction)),
    ]
    + ["avg", "count", "sum", "stddev", "stdvar"].map(nativeFigure)

  /// A figure of native histograms: of numbers there is none, and histograms themselves are refused.
  private static func nativeFigure(_ figure: String) -> Function {
    let name = "histogram_\(figure)"
    return Function(
      name, [.vector],
      .whole { evaluator, call throws(QueryFault) in
        do throws(QueryFault) { _ = try evaluator.vector(call.arguments[0]) } catch {
          guard error.isRefusal else { throw error }
          throw QueryFault(
            error.place, "\(name) reads native histograms, which are not reckoned with here", kind: .refused)
        }
        return .vector([])
      })
  }

  private static func histogramQuantile(_ evaluator: Evaluator, _ call: Call) throws(QueryFault) -> QueryValue
  {
    let quantile = try evaluator.scalar(call.arguments[0])
    noteOutside(quantile, evaluator, call.arguments[0].place)
    let histograms = try ClassicHistograms(evaluator, call.arguments[1])
    let results = histograms.all.map { histogram in
      VectorSample(
        labels: histogram.labels, value: histogram.quantile(quantile, evaluator.evaluation),
        dropsName: histogram.dropsName)
    }
    return .vector(try evaluator.distinct(results, call.arguments[1].place))
  }

  private static func histogramQuantiles(_ evaluator: Evaluator, _ call: Call) throws(QueryFault)
    -> QueryValue
  {
    let histograms = try ClassicHistograms(evaluator, call.arguments[0])
    let label = try evaluator.text(call.arguments[1])
    guard StrayBytes.isLabelName(label) else {
      throw QueryFault(call.arguments[1].place, "invalid label name \(StrayBytes.quoted(label))")
    }
    var results: [VectorSample] = []
    for argument in call.arguments.dropFirst(2) {
      let quantile = try evaluator.scalar(argument)
      noteOutside(quantile, evaluator, argument.place)
      for histogram in histograms.all {
        guard !histogram.labels.has(label) else { throw .sameLabels(call.arguments[1].place) }
        results.append(
          VectorSample(
            labels: histogram.labels.setting(label, to: GoNumber.openMetrics(quantile)),
            value: histogram.quantile(quantile, evaluator.evaluation), dropsName: histogram.dropsName))
      }
    }
    return .vector(try evaluator.distinct(results, call.arguments[0].place))
  }

  private static func histogramFraction(_ evaluator: Evaluator, _ call: Call) throws(QueryFault) -> QueryValue
  {
    let lower = try evaluator.scalar(call.arguments[0])
    let upper = try evaluator.scalar(call.arguments[1])
    let histograms = try ClassicHistograms(evaluator, call.arguments[2])
    let results = histograms.all.map { histogram in
      VectorSample(
        labels: histogram.labels, value: histogram.buckets.fraction(from: lower, to: upper),
        dropsName: histogram.dropsName)
    }
    return .vector(try evaluator.distinct(results, call.arguments[2].place))
  }

  private static func noteOutside(_ quantile: Double, _ evaluator: Evaluator, _ place: Range<Int>) {
    if !(quantile >= 0 && quantile <= 1) { evaluator.evaluation.note(.quantile(quantile, place)) }
  }
}

/// The histograms whose buckets are series of their own, told apart by `le`.
private struct ClassicHistograms {
  /// One histogram.
  struct Histogram {
    let labels: Labels
    let metric: String
    let dropsName: Bool
    let place: Range<Int>
    var buckets: Buckets

    func quantile(_ quantile: Double, _ evaluation: Evaluation) -> Double {
      let (value, wasForced) = buckets.quantile(quantile)
      if wasForced { evaluation.note(.monotonicity(metric, place)) }
      return value
    }
  }

  private(set) var all: [Histogram] = []

  init(_ evaluator: Evaluator, _ expression: Expression) throws(QueryFault) {
    var places: [Labels: Int] = [:]
    let isLate = evaluator.evaluation.dropsNamesLate
    let samples = try evaluator.mixed(expression)
    for sample in samples where !sample.isHistogram {
      let (bound, metric) = (sample.labels["le"], sample.labels[Labels.metricName])
      guard let upper = GoNumber.parsed(bound) else {
        evaluator.evaluation.note(.bucketLabel(bound, of: metric, expression.place))
        continue
      }
      let key = sample.labels.setting("le", to: "")
      let place = places[key] ?? all.count
      if place == all.count {
        places[key] = place
        all.append(
          Histogram(
            labels: isLate ? key : key.withoutMetadata, metric: isLate ? metric : "", dropsName: isLate,
            place: expression.place, buckets: Buckets()))
      }
      all[place].buckets.add(upTo: upper, count: sample.value)
    }
    var twofold: Set<Int> = []
    for sample in samples where sample.isHistogram {
      guard let place = places[sample.labels] else { throw .nativeHistogram(expression.place) }
      evaluator.evaluation.note(.classicAndNative(sample.labels[Labels.metricName], expression.place))
      twofold.insert(place)
    }
    if !twofold.isEmpty { all = all.indices.filter { !twofold.contains($0) }.map { [all] in all[$0] } }
  }
}
