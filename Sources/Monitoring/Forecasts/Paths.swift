/// What a method says from every origin of a backtest, step by step.
struct Paths: Sendable {
  let horizon: Int
  private(set) var values: [Double] = []

  /// To be appended to, one origin after another.
  init(horizon: Int, origins: Int) {
    self.horizon = horizon
    values.reserveCapacity(horizon * origins)
  }

  /// The weighted mean of several.
  init(combining paths: [Paths], _ weights: [Double]) {
    horizon = paths[0].horizon
    values = [Double](repeating: 0, count: paths[0].values.count)
    for (path, weight) in zip(paths, weights) where weight > 0 {
      for place in values.indices { values[place] += weight * path.values[place] }
    }
  }

  /// One path for every origin, from a formula for an origin's step.
  init(_ backtest: Backtest, _ value: (_ origin: Int, _ step: Int) -> Double) {
    self.init(horizon: backtest.horizon, origins: backtest.origins.count)
    for origin in backtest.origins {
      for step in 0..<horizon { values.append(value(origin, step)) }
    }
  }

  subscript(row: Int, step: Int) -> Double { values[row * horizon + step] }
  mutating func append(_ value: Double) { values.append(value) }
  mutating func map(_ change: (Double) -> Double) {
    for place in values.indices { values[place] = change(values[place]) }
  }

  /// The path from the end of the series.
  var last: ArraySlice<Double> { values.suffix(horizon) }
}
