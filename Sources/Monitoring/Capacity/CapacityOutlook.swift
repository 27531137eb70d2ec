/// What the use of a resource is expected to come to, from its hours.
public struct CapacityOutlook: Hashable, Sendable {
  /// How far ahead it reaches, in hours: as far as the resource has been known.
  public let horizon: Int
  private let forecast: Forecast

  /// How many days back it looks, and so how far ahead it reaches at most.
  public static let days: Int64 = 30
  /// Of a node's vitals those that can be used up.
  public static let vitals: [Vital] = [.cpu, .memory, .fullness]

  /// From the mean share in use of each hour, oldest first, not-a-number where nothing was measured. The method is that
  /// of `Forecaster`, with days for seasons.
  public init(hourly values: [Float]) throws(ForecastRefusal) {
    let known = values.drop { $0.isNaN }.map(Double.init)
    horizon = known.count
    forecast = try Forecaster(horizon: max(1, known.count), season: 24).forecast(known)
  }

  /// When a share in use is reached, in steps of an hour; 1 is all there is.
  public func exhaustion(limit: Double = 1) -> Exhaustion { Exhaustion(forecast, limit: limit) }
}
