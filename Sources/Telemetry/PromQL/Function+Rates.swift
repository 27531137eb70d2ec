import Basics

extension Function {
  static let rates: [Function] = [
    Function("rate", [.matrix], .range { $0.extrapolated(isCounter: true, isRate: true) }),
    Function("increase", [.matrix], .range { $0.extrapolated(isCounter: true, isRate: false) }),
    Function("delta", [.matrix], .range { $0.extrapolated(isCounter: false, isRate: false) }),
    Function("irate", [.matrix], .range { $0.last(isRate: true) }),
    Function("idelta", [.matrix], .range { $0.last(isRate: false) }),
    Function("deriv", [.matrix], .range { $0.line(from: $0.samples.first?.at)?.slope }),
    Function(
      "predict_linear", [.matrix, .scalar],
      .range { window in
        window.line(from: window.time).map { $0.intercept + $0.slope * window.scalars[0] }
      }),
    Function("resets", [.matrix], .range { $0.steps { $1 < $0 } }),
    Function("changes", [.matrix], .range { $0.steps { $0 != $1 && !($0.isNaN && $1.isNaN) } }),
  ]
}

extension RangeWindow {
  /// The difference over the range, extrapolated to its ends as Prometheus does (promql/functions.go,
  /// extrapolatedRate): up to 1.1 sample intervals, else half of one, and for a counter never below zero.
  fileprivate func extrapolated(isCounter: Bool, isRate: Bool) -> Double? {
    guard samples.count >= 2, let first = samples.first, let last = samples.last else { return nil }
    var result = last.value - first.value
    if isCounter {
      for (before, after) in zip(samples, samples.dropFirst()) where after.value < before.value {
        result += before.value
      }
    }
    let sampled = (last.at - first.at).seconds
    let average = sampled / Double(samples.count - 1)
    var toStart = (first.at - start).seconds
    var toEnd = (end - last.at).seconds
    if toStart >= average * 1.1 { toStart = average / 2 }
    if isCounter, result > 0, first.value >= 0 { toStart = min(toStart, sampled * first.value / result) }
    if toEnd >= average * 1.1 { toEnd = average / 2 }
    let factor = (sampled + toStart + toEnd) / sampled
    return result * factor / (isRate ? (end - start).seconds : 1)
  }

  /// The difference of the last two samples; for a rate a reset counts from zero.
  fileprivate func last(isRate: Bool) -> Double? {
    guard samples.count >= 2 else { return nil }
    let (before, after) = (samples[samples.count - 2], samples[samples.count - 1])
    guard isRate else { return after.value - before.value }
    let difference = after.value < before.value ? after.value : after.value - before.value
    let seconds = (after.at - before.at).seconds
    return seconds == 0 ? nil : difference / seconds
  }

  /// The least-squares line through the samples, seconds counted from `origin`.
  fileprivate func line(from origin: Instant?) -> (slope: Double, intercept: Double)? {
    guard let origin, samples.count >= 2 else { return nil }
    // A flat line is told apart first, since rounding would tilt it.
    if samples.allSatisfy({ $0.value == samples[0].value }) {
      return samples[0].value.isFinite ? (0, samples[0].value) : (.nan, .nan)
    }
    let count = Double(samples.count)
    var (sumX, sumY, sumXX, sumXY) = (0.0, 0.0, 0.0, 0.0)
    for sample in samples {
      let x = (sample.at - origin).seconds
      sumX += x
      sumY += sample.value
      sumXX += x * x
      sumXY += x * sample.value
    }
    let slope = (sumXY - sumX * sumY / count) / (sumXX - sumX * sumX / count)
    return (slope, sumY / count - slope * sumX / count)
  }

  fileprivate func steps(where counts: (Double, Double) -> Bool) -> Double? {
    guard !samples.isEmpty else { return nil }
    return Double(zip(values, values.dropFirst()).count { counts($0.0, $0.1) })
  }
}
