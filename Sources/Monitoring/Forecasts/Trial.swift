/// A method tried on a series.
struct Trial: Sendable {
  let name: String
  let paths: Paths
  /// The mean magnitude of its errors in the backtest.
  let loss: Double
  /// A loss below which nothing is told apart from no error at all.
  private let smallest: Double

  init(name: String, paths: Paths, judgedBy backtest: Backtest) {
    self.name = name
    self.paths = paths
    let loss = backtest.loss(paths)
    self.loss = loss.isFinite ? loss : .greatestFiniteMagnitude
    smallest = 1e-12 * (1 + (backtest.history.map(abs).max() ?? 0))
  }

  /// Shares that fall with the fifth power of the loss: near even among methods that did alike, next to nothing for
  /// one that failed, and everything for one that made no error.
  static func weights(_ trials: [Trial]) -> [Double] {
    let losses = trials.map { max($0.loss, $0.smallest) }
    let least = losses.min() ?? 1
    let raw = losses.map { loss in
      let ratio = least / loss
      let square = ratio * ratio
      return ratio < 0.2 ? 0 : square * square * ratio
    }
    let sum = raw.reduce(0, +)
    return raw.map { $0 / sum }
  }
}
