/// Forecasts a series of evenly spaced values: several methods are tried on its own past, and combined by how they
/// did there (Bates and Granger 1969, weights from past errors).
public struct Forecaster: Hashable, Sendable {
  /// How many steps ahead.
  public let horizon: Int
  /// How many steps a season has: 24 for hours of the day, 1 where none is known.
  public let season: Int

  public init(horizon: Int, season: Int = 1) {
    precondition(horizon > 0 && season > 0, "a forecast has at least one step and a season at least one")
    self.horizon = horizon
    self.season = season
  }

  /// The least number of readings a forecast is made from: two seasons and a little, since a season seen once may be
  /// chance.
  public var neededPoints: Int { max(12, 2 * season + 4) }

  /// The forecast from values of which the last is the newest; those that are not finite are gaps.
  public func forecast(_ values: [Double]) throws(ForecastRefusal) -> Forecast {
    let history = try Gaps(season: season).filled(trimmed(values))
    let scale = ForecastScale(history)
    let seasons = Seasons(given: season, points: history.count)
    let backtest = Backtest(of: history, scale, horizon: horizon)
    let trials = ForecastCandidate.candidates(seasons, backtest, scale).map { $0.trial(backtest, scale) }
    return combined(trials, backtest, scale)
  }

  private func trimmed(_ values: [Double]) throws(ForecastRefusal) -> ArraySlice<Double> {
    let known = values.drop { !$0.isFinite }
    let found = known.count { $0.isFinite }
    guard found >= neededPoints else { throw .tooFewPoints(found: found, needed: neededPoints) }
    guard found * 3 >= known.count * 2 else {
      throw .tooManyGaps(missing: known.count - found, of: known.count)
    }
    guard horizon <= known.count else { throw .horizonTooLong(asked: horizon, longest: known.count) }
    return known
  }

  private func combined(_ trials: [Trial], _ backtest: Backtest, _ scale: ForecastScale) -> Forecast {
    let weights = Trial.weights(trials)
    let paths = Paths(combining: trials.map(\.paths), weights)
    let shares = zip(trials, weights).map { Forecast.Share(method: $0.name, weight: $1) }
    let judged = backtest.history.count - backtest.learned
    return Forecast(
      values: paths.last.map { scale.bounded(scale.outward($0)) },
      shares: shares.filter { $0.weight > 0 }.sorted { $0.weight > $1.weight },
      scale: scale, spread: ForecastSpread(backtest.errors(paths), horizon: horizon, judged: judged))
  }
}
