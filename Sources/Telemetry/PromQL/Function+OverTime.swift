import Basics
import Glibc

extension Function {
  static let overTime: [Function] = [
    overTime("avg", .unmixed) { Statistics.mean($0) },
    overTime("sum", .unmixed) { Statistics.sum($0) },
    overTime("min", .ignored) { Statistics.least($0) },
    overTime("max", .ignored) { Statistics.greatest($0) },
    overTime("count", .taken) { Double($0.count) },
    overTime("present", .taken) { _ in 1 },
    overTime("stddev", .ignored) { Statistics.variance($0).squareRoot() },
    overTime("stdvar", .ignored) { Statistics.variance($0) },
    overTime("mad", .ignored) { Statistics.medianDeviation($0) },
    Function(
      "last_over_time", [.matrix], keepsName: true, histograms: .taken, .range { $0.samples.last?.value }),
    Function(
      "first_over_time", [.matrix], keepsName: true, histograms: .taken, .range { $0.samples.first?.value }),
    Function(
      "quantile_over_time", [.scalar, .matrix], histograms: .ignored,
      .range { Statistics.quantile($0.scalars[0], of: $0.values) }, noting: quantileOutside),
    Function("ts_of_last_over_time", [.matrix], histograms: .taken, .range { $0.samples.last?.at.seconds }),
    Function("ts_of_first_over_time", [.matrix], histograms: .taken, .range { $0.samples.first?.at.seconds }),
    Function("ts_of_min_over_time", [.matrix], histograms: .ignored, .range { $0.lastTime { $0 <= $1 } }),
    Function("ts_of_max_over_time", [.matrix], histograms: .ignored, .range { $0.lastTime { $0 >= $1 } }),
    smoothing("double_exponential_smoothing"),
    smoothing("holt_winters"),
  ]

  private static func overTime(
    _ name: String, _ histograms: HistogramUse,
    _ value: @escaping @Sendable (UnsafeBufferPointer<Double>) -> Double
  ) -> Function {
    Function("\(name)_over_time", [.matrix], histograms: histograms, .range { value($0.values) })
  }

  private static func quantileOutside(_ use: Use) throws(QueryFault) {
    guard use.hadSamples, !(use.scalars[0] >= 0 && use.scalars[0] <= 1) else { return }
    use.evaluation.note(.quantile(use.scalars[0], use.call.arguments[0].place))
  }

  private static func smoothing(_ name: String) -> Function {
    Function(
      name, [.matrix, .scalar, .scalar], histograms: .ignored,
      .range { $0.smoothed(level: $0.scalars[0], trend: $0.scalars[1]) }, noting: factorsOutside)
  }

  private static func factorsOutside(_ use: Use) throws(QueryFault) {
    let letters = ["sf", "tf"]
    for (index, word) in ["smoothing", "trend"].enumerated() where use.hadSamples {
      let factor = use.scalars[index]
      guard factor > 0, factor < 1 else {
        let shown = factor.isFinite ? Figures.fixed(factor, 6) : Figures.decimal(factor)
        throw QueryFault(
          use.call.arguments[index + 1].place,
          "invalid \(word) factor. Expected: 0 < \(letters[index]) < 1, got: \(shown)")
      }
    }
  }
}

extension RangeWindow {
  /// When the last sample stood that is chosen over the chosen before it.
  fileprivate func lastTime(where chosen: (Double, Double) -> Bool) -> Double? {
    guard var best = samples.first else { return nil }
    for sample in samples where chosen(sample.value, best.value) || best.value.isNaN { best = sample }
    return best.at.seconds
  }

  /// Holt's linear method: the level after the last sample (promql/functions.go, funcDoubleExponentialSmoothing).
  fileprivate func smoothed(level: Double, trend: Double) -> Double? {
    guard samples.count >= 2, let first = samples.first else { return nil }
    let values = self.values
    var (before, current, slope) = (0.0, first.value, values[1] - values[0])
    for index in 1..<values.count {
      if index > 1 { slope = trend * (current - before) + (1 - trend) * slope }
      (before, current) = (current, level * values[index] + (1 - level) * (current + slope))
    }
    return current
  }
}
