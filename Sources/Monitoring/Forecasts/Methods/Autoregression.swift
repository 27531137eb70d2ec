import Glibc

/// Each value as a sum of earlier ones, fitted by least squares that forgets the distant past and heeds outliers
/// little (Huber 1964, one step of reweighting), and continued value by value.
struct Autoregression: ForecastMethod {
  /// How many steps back the inputs lie, in rising order.
  let lags: [Int]

  /// The lags that a fit on so many values can bear.
  init(_ lags: [Int], within learned: Int) {
    let longest = max(1, (learned - 20) / 2)
    self.lags = Set(lags.filter { (1...longest).contains($0) }).sorted()
  }

  /// The weight of a value falls by a factor e in this many steps.
  private static let memory = 200.0

  func paths(_ backtest: Backtest) -> Paths {
    let mean = backtest.history.reduce(0, +) / Double(backtest.history.count)
    let history = backtest.history.map { $0 - mean }
    let first = fit(history, until: history.count) { _ in 1 }.now
    let errors = errors(of: first, in: history)
    let limit = Self.median(errors.dropFirst(lags.last ?? 0)) * 1.4826
    let fits = fit(history, until: backtest.learned) { place in
      errors[place] > limit ? limit / errors[place] : 1
    }
    var paths = Paths(horizon: backtest.horizon, origins: backtest.origins.count)
    for origin in backtest.origins {
      let fit = origin == history.count ? fits.now : fits.then
      for value in continued(history, from: origin, fit, backtest.horizon) { paths.append(value + mean) }
    }
    return paths
  }

  /// The coefficients, a constant first: from what lies before a place, and from everything.
  private func fit(
    _ history: [Double], until place: Int, _ weight: (Int) -> Double
  ) -> (then: [Double], now: [Double]) {
    var sums = LeastSquares(width: lags.count + 1)
    var inputs = [Double](repeating: 1, count: lags.count + 1)
    var then: [Double] = []
    let forgetting = exp(1 / Self.memory)
    var memory = exp(Double((lags.last ?? 0) - history.count) / Self.memory)
    for now in (lags.last ?? 0)..<history.count {
      if now == place { then = sums.coefficients() }
      for (input, lag) in lags.enumerated() { inputs[input + 1] = history[now - lag] }
      sums.add(inputs, seen: history[now], weight: memory * weight(now))
      memory *= forgetting
    }
    let now = sums.coefficients()
    return (then.isEmpty ? now : then, now)
  }

  /// The magnitude of the error of each value; nothing where the lags do not reach.
  private func errors(of fit: [Double], in history: [Double]) -> [Double] {
    var errors = [Double](repeating: 0, count: history.count)
    for place in (lags.last ?? 0)..<history.count {
      errors[place] = abs(history[place] - sum(fit, history, place))
    }
    return errors
  }

  private func sum(_ fit: [Double], _ values: [Double], _ place: Int) -> Double {
    var sum = fit[0]
    for (input, lag) in lags.enumerated() { sum += fit[input + 1] * values[place - lag] }
    return sum
  }

  private func continued(_ history: [Double], from origin: Int, _ fit: [Double], _ count: Int) -> ArraySlice<
    Double
  > {
    let longest = lags.last ?? 0
    var values = Array(history[(origin - longest)..<origin])
    values.reserveCapacity(longest + count)
    for place in longest..<(longest + count) { values.append(sum(fit, values, place)) }
    return values[longest...]
  }

  private static func median(_ values: ArraySlice<Double>) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
  }
}
