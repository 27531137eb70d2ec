/// A series and the places in its past from which it is forecast, so that a method can be judged by what came
/// (rolling origin, Tashman 2000). The last origin is the end: from there the forecast itself is made.
struct Backtest: Sendable {
  /// On the forecast's scale.
  let history: [Double]
  /// In rising order; the value at an origin is the first that is forecast from it.
  let origins: [Int]
  let horizon: Int

  init(of values: [Double], _ scale: ForecastScale, horizon: Int) {
    self.init(values.map(scale.inward), origins: Self.origins(values.count, horizon), horizon: horizon)
  }

  init(_ history: [Double], origins: [Int], horizon: Int) {
    self.history = history
    self.origins = origins
    self.horizon = horizon
  }

  /// How many values a method may learn from when it is judged.
  var learned: Int { origins[0] }

  private static let mostOrigins = 13

  /// A third of the series is kept to judge by, at most.
  private static func origins(_ count: Int, _ horizon: Int) -> [Int] {
    let judged = min(horizon, max(1, count / 4))
    let step = max(1, judged / 4)
    let number = min(mostOrigins, max(2, (count / 3 - judged) / step + 1))
    return (0..<number).map { count - judged - (number - 1 - $0) * step } + [count]
  }

  /// What came less what a method said, by origin and step, as far as the series reaches.
  func errors(_ paths: Paths) -> [[Double]] {
    origins.indices.dropLast().map { row in
      let origin = origins[row]
      return (0..<min(horizon, history.count - origin)).map { history[origin + $0] - paths[row, $0] }
    }
  }

  /// The mean magnitude of the errors: each origin counts alike.
  func loss(_ paths: Paths) -> Double {
    var total = 0.0
    for row in origins.indices.dropLast() {
      let origin = origins[row]
      let count = min(horizon, history.count - origin)
      var sum = 0.0
      for step in 0..<count { sum += abs(history[origin + step] - paths[row, step]) }
      total += sum / Double(count)
    }
    return total / Double(origins.count - 1)
  }
}
