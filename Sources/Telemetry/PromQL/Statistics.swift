/// Figures over a set of values, with not-a-number treated as Prometheus treats it.
enum Statistics {
  static func least(_ values: some Collection<Double>) -> Double {
    values.reduce(.nan) { $1 < $0 || $0.isNaN ? $1 : $0 }
  }

  static func greatest(_ values: some Collection<Double>) -> Double {
    values.reduce(.nan) { $1 > $0 || $0.isNaN ? $1 : $0 }
  }

  static func sum(_ values: some Sequence<Double>) -> Double { CompensatedSum(values).value }

  /// The mean: the sum divided, or, from where the sum overflows, the mean so far carried on.
  static func mean(_ values: some Collection<Double>) -> Double {
    var (sum, count, isRunning) = (CompensatedSum(), 0.0, false)
    for value in values {
      count += 1
      if !isRunning, count == 1 || !sum.overflows(with: value) {
        sum.add(value)
        continue
      }
      if !isRunning { sum = sum.divided(by: count - 1) }
      isRunning = true
      sum = sum.scaled(by: (count - 1) / count)
      sum.add(value / count)
    }
    return isRunning ? sum.value : sum.divided(by: count).value
  }

  /// The greater of two numbers, as Go has it: infinity wins over not-a-number.
  static func upper(_ left: Double, _ right: Double) -> Double {
    if left == .infinity || right == .infinity { return .infinity }
    return left.isNaN || right.isNaN ? .nan : max(left, right)
  }

  /// The lesser of two numbers, as Go has it: minus infinity wins over not-a-number.
  static func lower(_ left: Double, _ right: Double) -> Double {
    if left == -.infinity || right == -.infinity { return -.infinity }
    return left.isNaN || right.isNaN ? .nan : min(left, right)
  }

  /// The population variance by Welford's method with compensated sums.
  static func variance(_ values: some Sequence<Double>) -> Double {
    var (count, mean, squares) = (0.0, CompensatedSum(), CompensatedSum())
    for value in values {
      count += 1
      let delta = value - mean.value
      mean.add(delta / count)
      squares.add(delta * (value - mean.value))
    }
    return squares.value / count
  }

  /// The quantile with linear interpolation; below 0 and above 1 infinite.
  static func quantile(_ quantile: Double, of values: some Collection<Double>) -> Double {
    guard !values.isEmpty, !quantile.isNaN else { return .nan }
    guard quantile >= 0 else { return -.infinity }
    guard quantile <= 1 else { return .infinity }
    let sorted = values.sorted { $0 < $1 || $0.isNaN && !$1.isNaN }
    let rank = quantile * Double(sorted.count - 1)
    let lower = Int(rank.rounded(.down))
    let upper = min(lower + 1, sorted.count - 1)
    let weight = rank - Double(lower)
    return sorted[lower] * (1 - weight) + sorted[upper] * weight
  }

  /// The median distance from the median.
  static func medianDeviation(_ values: some Collection<Double>) -> Double {
    let median = quantile(0.5, of: values)
    return quantile(0.5, of: values.map { ($0 - median).magnitude })
  }
}
