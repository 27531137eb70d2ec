/// Exponential smoothing of a level and two seasons, whose errors follow one another (Taylor 2003, "Short-term
/// electricity demand forecasting using double seasonal exponential smoothing", with the adjustment of section 4).
/// The parameters that did best in the backtest are taken, and the mean of the best three.
struct SeasonalSmoothing: ForecastMethod {
  let short: Int
  let long: Int

  /// How fast each part follows the errors, and what part of an error remains in the next.
  struct Parameters: Hashable, Sendable {
    let level: Double
    let short: Double
    let long: Double
    let echo: Double
  }

  static let tried: [Parameters] = {
    var all: [Parameters] = []
    for level in [0.0, 0.02, 0.1] {
      for short in [0.02, 0.1, 0.25] {
        for long in [0.02, 0.1, 0.25] {
          for echo in [0.0, 0.5, 0.8, 0.95] {
            all.append(Parameters(level: level, short: short, long: long, echo: echo))
          }
        }
      }
    }
    return all
  }()

  func paths(_ backtest: Backtest) -> Paths {
    let start = SmoothingState(backtest.history, short: short, long: long)
    let runs = Self.tried.map { parameters in
      let paths = run(from: start, parameters, backtest)
      return (loss: backtest.loss(paths), paths: paths)
    }
    let best = runs.sorted { $0.loss < $1.loss }.prefix(3)
    return Paths(combining: best.map(\.paths), best.map { _ in 1 / Double(best.count) })
  }

  private func run(from start: SmoothingState, _ parameters: Parameters, _ backtest: Backtest) -> Paths {
    var state = start
    var paths = Paths(horizon: backtest.horizon, origins: backtest.origins.count)
    var seen = 0
    for origin in backtest.origins {
      state.follow(backtest.history[seen..<origin], parameters)
      state.continued(into: &paths, parameters)
      seen = origin
    }
    return paths
  }
}

/// What double seasonal smoothing has learned of a series so far.
struct SmoothingState {
  private var level: Double
  private var short: [Double]
  private var long: [Double]
  private var error = 0.0
  /// Where in its seasons the next value stands.
  private var places = (short: 0, long: 0)

  /// How much of what the first weeks differ from their days is believed.
  private static let trust = 0.7

  /// The state before the first value, from the means of the first two long seasons.
  init(_ history: [Double], short shortCount: Int, long longCount: Int) {
    let first = history.prefix(2 * longCount / shortCount * shortCount)
    let mean = first.reduce(0, +) / Double(first.count)
    let days = Self.means(first.map { $0 - mean }, over: shortCount)
    let rest = first.enumerated().map { $1 - mean - days[$0 % shortCount] }
    (level, short) = (mean, days)
    long = Self.means(rest, over: longCount).map { $0 * Self.trust }
  }

  private static func means(_ values: [Double], over count: Int) -> [Double] {
    (0..<count).map { place in
      let same = stride(from: place, to: values.count, by: count).map { values[$0] }
      return same.isEmpty ? 0 : same.reduce(0, +) / Double(same.count)
    }
  }

  /// Takes in the values that came next.
  mutating func follow(_ values: ArraySlice<Double>, _ parameters: SeasonalSmoothing.Parameters) {
    for value in values {
      let rest = value - level - short[places.short] - long[places.long]
      let surprise = rest - parameters.echo * error
      level += parameters.level * surprise
      short[places.short] += parameters.short * surprise
      long[places.long] += parameters.long * surprise
      error = rest
      places = after(places)
    }
  }

  private func after(_ places: (short: Int, long: Int)) -> (short: Int, long: Int) {
    (
      places.short + 1 == short.count ? 0 : places.short + 1,
      places.long + 1 == long.count ? 0 : places.long + 1
    )
  }

  /// What is expected to come, appended.
  func continued(into paths: inout Paths, _ parameters: SeasonalSmoothing.Parameters) {
    var (next, echo) = (places, error)
    for _ in 0..<paths.horizon {
      echo *= parameters.echo
      paths.append(level + short[next.short] + long[next.long] + echo)
      next = after(next)
    }
  }
}
