import Glibc

/// The scale on which a series is forecast: logarithms where all values are positive, so that errors are relative
/// and seasons multiply; the values themselves elsewhere.
struct ForecastScale: Hashable, Sendable {
  let isLogarithmic: Bool
  /// No forecast goes below it: 0 for what has never been negative.
  let floor: Double
  /// How far from the values seen a forecast may lie, so that a fit that explodes does no harm.
  private let bounds: ClosedRange<Double>

  /// Beyond this ratio of the largest to the least value the small ones are mostly noise on a logarithmic scale.
  private static let widestRatio = 1e4

  init(_ values: [Double]) {
    let least = values.min() ?? 0
    let most = values.max() ?? 0
    isLogarithmic = least > 0 && most / least < Self.widestRatio
    floor = least >= 0 ? 0 : -.infinity
    let reach = 2 * (most - least)
    let lowest = isLogarithmic ? min(least, least * least / most) : least - reach
    bounds = max(floor, lowest)...(most + reach)
  }

  func inward(_ value: Double) -> Double { isLogarithmic ? log(max(value, .leastNormalMagnitude)) : value }
  func outward(_ value: Double) -> Double { max(floor, isLogarithmic ? exp(value) : value) }

  /// The nearest value that can be believed.
  func bounded(_ value: Double) -> Double {
    value.isNaN ? bounds.lowerBound : min(max(value, bounds.lowerBound), bounds.upperBound)
  }
}
