/// When a quantity reaches a limit, by a forecast of it.
public struct Exhaustion: Hashable, Sendable {
  public let limit: Double
  /// How probable it is that the limit has been reached by the end of each step. A path may reach the limit and come
  /// back, so the true probability is no smaller; a full disk does not come back.
  private let reached: [Double]

  public init(_ forecast: Forecast, limit: Double) {
    self.limit = limit
    var highest = 0.0
    reached = forecast.values.indices.map { step in
      highest = max(highest, forecast.probability(ofReaching: limit, at: step))
      return highest
    }
  }

  /// How probable it is that the limit is reached within so many steps, as far as the forecast goes.
  public func probability(within steps: Int) -> Double {
    steps > 0 ? reached[min(steps, reached.count) - 1] : 0
  }

  /// After how many steps the limit has been reached with a probability; nil where the forecast ends before.
  public func steps(toProbability probability: Double) -> Int? {
    reached.firstIndex { $0 >= probability }.map { $0 + 1 }
  }

  /// The steps between which the limit is reached with a probability, the same on either side; nil where the forecast
  /// does not even reach the first of them, and without a last where it ends before.
  public func window(_ level: Double = 0.8) -> (first: Int, last: Int?)? {
    let tail = (1 - level) / 2
    return steps(toProbability: tail).map { ($0, steps(toProbability: 1 - tail)) }
  }
}
