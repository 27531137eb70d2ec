/// Exponential smoothing of a level and a trend that fades (Gardner and McKenzie 1985), or of a level alone, with the
/// parameters that did best in the backtest.
struct DampedTrend: ForecastMethod {
  private struct Parameters {
    let level: Double
    let trend: Double
    let damping: Double
  }

  private static let tried: [Parameters] = {
    var all: [Parameters] = []
    for level in [0.1, 0.3, 0.5, 0.7, 0.9] {
      all.append(Parameters(level: level, trend: 0, damping: 0))
      for trend in [0.1] {
        for damping in [0.8, 0.9] { all.append(Parameters(level: level, trend: trend, damping: damping)) }
      }
    }
    return all
  }()

  func paths(_ backtest: Backtest) -> Paths {
    let runs = Self.tried.map { parameters in
      let paths = run(parameters, backtest)
      return (loss: backtest.loss(paths), paths: paths)
    }
    return runs.min { $0.loss < $1.loss }!.paths  // The list of parameters is never empty.
  }

  private func run(_ parameters: Parameters, _ backtest: Backtest) -> Paths {
    var paths = Paths(horizon: backtest.horizon, origins: backtest.origins.count)
    let history = backtest.history
    let few = min(history.count - 1, 10)
    var level = history[0]
    var trend = parameters.damping > 0 ? (history[few] - history[0]) / Double(few) : 0
    var seen = 0
    for origin in backtest.origins {
      for value in history[seen..<origin] {
        let expected = level + parameters.damping * trend
        let error = value - expected
        level = expected + parameters.level * error
        trend = parameters.damping * trend + parameters.level * parameters.trend * error
      }
      seen = origin
      Self.continued(level, trend, parameters.damping, into: &paths)
    }
    return paths
  }

  private static func continued(_ level: Double, _ trend: Double, _ damping: Double, into paths: inout Paths)
  {
    var (value, slope) = (level, trend)
    for _ in 0..<paths.horizon {
      slope *= damping
      value += slope
      paths.append(value)
    }
  }
}
