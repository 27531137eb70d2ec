/// A way to continue a series.
protocol ForecastMethod: Sendable {
  /// What the method says from every origin of a backtest; nothing of what comes after an origin may enter, save in
  /// choices that the backtest itself is made for.
  func paths(_ backtest: Backtest) -> Paths
}
