extension ForecastCandidate {
  /// The methods worth trying on a series with these seasons.
  static func candidates(_ seasons: Seasons, _ backtest: Backtest, _ scale: ForecastScale)
    -> [ForecastCandidate]
  {
    let drift = ForecastCandidate("drift", Drift(season: seasons.short), isPlain: true)
    let near = autoregressions(seasons, backtest.learned, scale) + others(seasons) + [drift]
    // A line matters where one looks far ahead; of the next steps it knows less than anything else.
    guard backtest.horizon * farthest >= backtest.learned else { return near }
    return near + [ForecastCandidate("trend line", TrendLine(season: seasons.short), isPlain: true)]
  }

  private static let farthest = 8

  private static func autoregressions(_ seasons: Seasons, _ learned: Int, _ scale: ForecastScale)
    -> [ForecastCandidate]
  {
    var all: [ForecastCandidate] = []
    for (place, lags) in lags(seasons).enumerated() {
      let method = Autoregression(lags, within: learned)
      all.append(ForecastCandidate("autoregression \(place + 1)", method))
      guard place == 0, scale.isLogarithmic else { continue }
      all.append(ForecastCandidate("autoregression \(place + 1), plain", method, isPlain: true))
    }
    return all
  }

  /// What each value is told from, the general set first.
  private static func lags(_ seasons: Seasons) -> [[Int]] {
    let season = seasons.short
    guard season > 1 else { return [[1, 2, 3, 4]] }
    guard let long = seasons.long else {
      return [[1, 2, 3, 4, season - 1, season, season + 1, season + 2, 2 * season, 2 * season + 1]]
    }
    let beside = [1, 2, 3, season, season + 1, season + 2, 2 * season]
    let daily = [1, 2, 3, season - 1, season, season + 1] + (2...6).map { $0 * season }
    return [
      beside + [long, long + 1, long + 2, long + season, long + season + 1],
      daily + [long - 1, long, long + 1, 2 * long],
      [1, 2, 3, season - 1, season, season + 1, season + 2, 2 * season, 3 * season],
    ]
  }

  private static func others(_ seasons: Seasons) -> [ForecastCandidate] {
    if let long = seasons.long {
      return [
        ForecastCandidate("seasonal smoothing", SeasonalSmoothing(short: seasons.short, long: long)),
        ForecastCandidate("seasonal profile", SeasonalProfile(season: long, level: seasons.short)),
      ]
    }
    guard seasons.short == 1 else {
      return [ForecastCandidate("seasonal step", SeasonalStep(season: seasons.short))]
    }
    return [
      ForecastCandidate("damped trend", DampedTrend()),
      ForecastCandidate("last value", SeasonalStep(season: 1)),
    ]
  }
}
