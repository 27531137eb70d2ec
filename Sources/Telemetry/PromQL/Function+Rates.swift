import Basics

extension Function {
  static let rates: [Function] = [
    Function(
      "rate", [.matrix], edges: both, histograms: .unmixed,
      .range { $0.rate(isCounter: true, isPerSecond: true) },
      noting: nonCounter),
    Function(
      "increase", [.matrix], edges: both, histograms: .unmixed,
      .range { $0.rate(isCounter: true, isPerSecond: false) },
      noting: nonCounter),
    Function(
      "delta", [.matrix], edges: both, histograms: .unmixed,
      .range { $0.rate(isCounter: false, isPerSecond: false) }),
    Function("irate", [.matrix], .range { $0.last(isRate: true) }),
    Function("idelta", [.matrix], .range { $0.last(isRate: false) }),
    Function("deriv", [.matrix], histograms: .ignored, .range { $0.line(from: $0.samples.first?.at)?.slope }),
    Function(
      "predict_linear", [.matrix, .scalar], histograms: .ignored,
      .range { window in
        window.line(from: window.time).map { $0.slope * window.scalars[0] + $0.intercept }
      }),
    Function("resets", [.matrix], edges: [.anchored], .range { $0.steps { $1 < $0 } }),
    Function(
      "changes", [.matrix], edges: [.anchored], .range { $0.steps { $0 != $1 && !($0.isNaN && $1.isNaN) } }),
  ]

  private static let both: [VectorSelector.Edges] = [.anchored, .smoothed]
  private static let counterEndings = ["_total", "_sum", "_count", "_bucket"]

  private static func nonCounter(_ use: Use) throws(QueryFault) {
    let place = use.call.arguments[0].place
    for metric in use.metrics where use.evaluation.isNews(metric, at: place.lowerBound) {
      guard !metric.isEmpty, !counterEndings.contains(where: metric.hasSuffix) else { continue }
      use.evaluation.note(.possibleNonCounter(metric, place))
    }
  }
}

extension RangeWindow {
  /// The difference over the range, or that for each second of it.
  fileprivate func rate(isCounter: Bool, isPerSecond: Bool) -> Double? {
    let seconds = isPerSecond ? (end - start).seconds : 1
    if edges != nil { return difference(isCounter: isCounter).map { $0 / seconds } }
    return extrapolated(isCounter: isCounter, per: seconds)
  }

  /// The difference extrapolated to the ends of the range as Prometheus does (promql/functions.go,
  /// extrapolatedRate): up to 1.1 sample intervals, else half of one, and for a counter never below zero.
  private func extrapolated(isCounter: Bool, per seconds: Double) -> Double? {
    guard samples.count >= 2, let first = samples.first, let last = samples.last else { return nil }
    var result = last.value - first.value
    if isCounter {
      var before = first.value
      for value in values {
        if value < before { result += before }
        before = value
      }
    }
    let sampled = (last.at - first.at).seconds
    let average = sampled / Double(samples.count - 1)
    var toStart = (first.at - start).seconds
    var toEnd = (end - last.at).seconds
    if toStart >= average * 1.1 { toStart = average / 2 }
    if isCounter, result > 0, first.value >= 0 { toStart = min(toStart, sampled * (first.value / result)) }
    if toEnd >= average * 1.1 { toEnd = average / 2 }
    return result * ((sampled + toStart + toEnd) / sampled / seconds)
  }

  /// The difference of the last two samples; for a rate a reset counts from zero.
  fileprivate func last(isRate: Bool) -> Double? {
    guard samples.count >= 2, let after = samples.last, let before = samples.dropLast().last else {
      return nil
    }
    let seconds = (after.at - before.at).seconds
    guard seconds > 0 else { return nil }
    guard isRate else { return after.value - before.value }
    return (after.value < before.value ? after.value : after.value - before.value) / seconds
  }

  /// The least-squares line through the samples, seconds counted from `origin`.
  fileprivate func line(from origin: Instant?) -> (slope: Double, intercept: Double)? {
    guard let origin, samples.count >= 2, let first = samples.first else { return nil }
    // A flat line is told apart first, since rounding would tilt it.
    if samples.allSatisfy({ $0.value == first.value }) {
      return first.value.isFinite ? (0, first.value) : (.nan, .nan)
    }
    let count = Double(samples.count)
    var (x, y, xx, xy) = (CompensatedSum(), CompensatedSum(), CompensatedSum(), CompensatedSum())
    for sample in samples {
      let seconds = (sample.at - origin).seconds
      x.add(seconds)
      y.add(sample.value)
      xx.add(seconds * seconds)
      xy.add(seconds * sample.value)
    }
    let slope = (xy.value - x.value * y.value / count) / (xx.value - x.value * x.value / count)
    return (slope, y.value / count - slope * x.value / count)
  }

  /// How many samples stand to the one before them in a certain way.
  fileprivate func steps(where counts: (Double, Double) -> Bool) -> Double? {
    guard edges == nil else {
      let values = edged.map(\.value)
      return values.isEmpty ? nil : Double(zip(values, values.dropFirst()).count { counts($0.0, $0.1) })
    }
    return Double(zip(values, values.dropFirst()).count { counts($0.0, $0.1) })
  }
}
