/// The values a series is expected to take, step by step, and how sure that is.
public struct Forecast: Hashable, Sendable {
  /// A method and its share of the forecast.
  public struct Share: Hashable, Sendable {
    public let method: String
    /// 0 to 1; the shares of a forecast add up to 1.
    public let weight: Double
  }

  /// The expected value of each step.
  public let values: [Double]
  /// What the forecast was combined from, the largest share first.
  public let shares: [Share]
  let scale: ForecastScale
  let spread: ForecastSpread

  /// The range in which the value of each step lies with a probability, 0.95 for 95 %.
  public func intervals(_ level: Double) -> [ClosedRange<Double>] {
    let reach = spread.reach(level)
    return values.indices.map { step in
      let centre = scale.inward(values[step])
      let width = reach * spread.widths[step]
      let ends = (scale.outward(centre - width), scale.outward(centre + width))
      return min(ends.0, values[step])...max(ends.1, values[step])
    }
  }

  /// How probable it is that the value is at or above a limit at a step.
  public func probability(ofReaching limit: Double, at step: Int) -> Double {
    guard limit > scale.floor else { return 1 }
    let distance = scale.inward(limit) - scale.inward(values[step])
    let width = spread.widths[step]
    guard width > 0 else { return distance <= 0 ? 1 : 0 }
    let beyond = spread.share(beyond: abs(distance) / width) / 2
    return distance > 0 ? beyond : 1 - beyond
  }
}
