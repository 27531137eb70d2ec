/// A method that may be tried on a series, and the scale on which it works.
struct ForecastCandidate: Sendable {
  let name: String
  let method: any ForecastMethod
  /// Whether it sees the values themselves where the forecast is made on logarithms.
  let isPlain: Bool

  init(_ name: String, _ method: any ForecastMethod, isPlain: Bool = false) {
    self.name = name
    self.method = method
    self.isPlain = isPlain
  }

  func trial(_ backtest: Backtest, _ scale: ForecastScale) -> Trial {
    guard isPlain, scale.isLogarithmic else {
      return Trial(name: name, paths: method.paths(backtest), judgedBy: backtest)
    }
    let plain = backtest.history.map(scale.outward)
    var paths = method.paths(Backtest(plain, origins: backtest.origins, horizon: backtest.horizon))
    paths.map { scale.inward(scale.bounded($0)) }
    return Trial(name: name, paths: paths, judgedBy: backtest)
  }
}
