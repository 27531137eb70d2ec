import Basics
import Glibc

extension Function {
  static let overTime: [Function] = [
    overTime("avg") { Statistics.mean($0) },
    overTime("sum") { Statistics.sum($0) },
    overTime("min") { Statistics.least($0) },
    overTime("max") { Statistics.greatest($0) },
    overTime("count") { Double($0.count) },
    overTime("present") { _ in 1 },
    overTime("stddev") { Statistics.variance($0).squareRoot() },
    overTime("stdvar") { Statistics.variance($0) },
    Function("last_over_time", [.matrix], keepsName: true, .range { $0.samples.last?.value }),
    Function(
      "quantile_over_time", [.scalar, .matrix],
      .range { $0.samples.isEmpty ? nil : Statistics.quantile($0.scalars[0], of: $0.values) }),
  ]

  private static func overTime(_ name: String, _ value: @escaping @Sendable ([Double]) -> Double) -> Function
  {
    Function("\(name)_over_time", [.matrix], .range { $0.samples.isEmpty ? nil : value($0.values) })
  }
}

/// Figures over a set of values, with not-a-number treated as Prometheus treats it.
enum Statistics {
  static func least(_ values: [Double]) -> Double {
    values.dropFirst().reduce(values[0]) { $1 < $0 || $0.isNaN ? $1 : $0 }
  }

  static func greatest(_ values: [Double]) -> Double {
    values.dropFirst().reduce(values[0]) { $1 > $0 || $0.isNaN ? $1 : $0 }
  }

  /// The sum with the compensation of Kahan and Neumaier, as Prometheus adds.
  static func sum(_ values: [Double]) -> Double {
    var (sum, lost) = (0.0, 0.0)
    for value in values {
      let next = sum + value
      if next.isInfinite {
        lost = 0
      } else if sum.magnitude >= value.magnitude {
        lost += (sum - next) + value
      } else {
        lost += (value - next) + sum
      }
      sum = next
    }
    return sum + lost
  }

  /// The mean; where the sum of numbers that are all finite overflows, of the values divided beforehand.
  static func mean(_ values: [Double]) -> Double {
    let (sum, count) = (sum(values), Double(values.count))
    guard sum.isInfinite, values.allSatisfy(\.isFinite) else { return sum / count }
    return Self.sum(values.map { $0 / count })
  }

  /// The greater of two numbers; not-a-number when either is.
  static func upper(_ left: Double, _ right: Double) -> Double {
    left.isNaN || right.isNaN ? .nan : max(left, right)
  }

  /// The lesser of two numbers; not-a-number when either is.
  static func lower(_ left: Double, _ right: Double) -> Double {
    left.isNaN || right.isNaN ? .nan : min(left, right)
  }

  /// The population variance by Welford's method.
  static func variance(_ values: [Double]) -> Double {
    var (count, mean, squares) = (0.0, 0.0, 0.0)
    for value in values {
      count += 1
      let delta = value - mean
      mean += delta / count
      squares += delta * (value - mean)
    }
    return squares / count
  }

  /// The quantile with linear interpolation; below 0 and above 1 infinite.
  static func quantile(_ quantile: Double, of values: [Double]) -> Double {
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
}
