import Glibc

/// The mean of the same place in the last three seasons, raised or lowered by what the last day lay above or below
/// its own; that difference fades.
struct SeasonalProfile: ForecastMethod {
  let season: Int
  /// How many of the last values tell the level.
  let level: Int

  private static let seasons = 3
  private static let fading = 0.9

  func paths(_ backtest: Backtest) -> Paths {
    let history = backtest.history
    var difference: (origin: Int, value: Double) = (-1, 0)
    return Paths(backtest) { origin, step in
      if difference.origin != origin { difference = (origin, self.difference(at: origin, in: history)) }
      return mean(at: origin + step, before: origin, in: history)
        + difference.value * pow(Self.fading, Double(step))
    }
  }

  private func difference(at origin: Int, in history: [Double]) -> Double {
    let start = origin - level
    let sum = (start..<origin).reduce(0) { $0 + history[$1] - mean(at: $1, before: start, in: history) }
    return sum / Double(level)
  }

  private func mean(at place: Int, before origin: Int, in history: [Double]) -> Double {
    var place = place - (place - origin) / season * season - season
    var (sum, count) = (0.0, 0)
    while place >= 0, count < Self.seasons {
      sum += history[place]
      count += 1
      place -= season
    }
    return count > 0 ? sum / Double(count) : history[max(0, origin - 1)]
  }
}
