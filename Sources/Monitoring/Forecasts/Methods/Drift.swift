/// The last season again, each place moved by the mean slope of all that was seen; without a season the last value and
/// then a straight line (seasonal random walk with drift).
struct Drift: ForecastMethod {
  let season: Int

  func paths(_ backtest: Backtest) -> Paths {
    let history = backtest.history
    return Paths(backtest) { origin, step in
      // Whole seasons, so that the time of day does not pass for a slope.
      let whole = (origin - 1) / season * season
      let slope = whole > 0 ? (history[origin - 1] - history[origin - 1 - whole]) / Double(whole) : 0
      let seasons = step / season + 1
      return history[origin + step - seasons * season] + slope * Double(seasons * season)
    }
  }
}
