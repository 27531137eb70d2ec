/// The last value, moved by a part of what the series moved by at the same time a season ago. The part is the one
/// that did best in the backtest: none is the naive forecast, the whole a seasonal one that keeps the level.
struct SeasonalStep: ForecastMethod {
  let season: Int

  private static let parts = [0.0, 0.25, 0.5, 0.75, 1.0]

  func paths(_ backtest: Backtest) -> Paths {
    let history = backtest.history
    // A season seen once before the first origin could not be told from chance.
    let parts = season > 1 && backtest.learned >= season + 10 ? Self.parts : [0]
    let tried = parts.map { part in
      Paths(backtest) { origin, step in
        let last = history[origin - 1]
        guard part > 0 else { return last }
        return last + part * (history[origin - season + step % season] - history[origin - 1 - season])
      }
    }
    return tried.min { backtest.loss($0) < backtest.loss($1) } ?? tried[0]
  }
}
