/// What will be in use of CPU, memory and GPU a short while ahead, from what was in use before.
public enum LoadForecast: Sendable {
  /// A mean in which the past counts less the longer ago it is.
  case smoothed(Smoothed)
  /// A level and the hour of the day.
  case seasonal(Seasonal)

  mutating func observe(_ used: SIMD3<Double>) {
    switch self {
    case .smoothed(var mean):
      mean.observe(used)
      self = .smoothed(mean)
    case .seasonal(var season):
      season.observe(used)
      self = .seasonal(season)
    }
  }

  /// What is expected at most within the time that a node takes to wake.
  func expected(after used: SIMD3<Double>) -> SIMD3<Double> {
    switch self {
    case .smoothed(let mean): pointwiseMax(mean.level, used)
    case .seasonal(let season): pointwiseMax(season.next, used)
    }
  }

  /// An exponentially weighted moving average.
  public struct Smoothed: Sendable {
    private(set) var level = SIMD3<Double>.zero
    private let memory: Double

    /// How much of the mean stays at each step.
    public init(memory: Double = 0.8) { self.memory = memory }

    mutating func observe(_ used: SIMD3<Double>) { level = level * memory + used * (1 - memory) }
  }

  /// A level that follows what is seen, and what each step of the day adds to it (Holt-Winters, additive and
  /// without a trend; Winters 1960). On the first day it is the last value.
  public struct Seasonal: Sendable {
    private var level = SIMD3<Double>.zero
    private var mean = SIMD3<Double>.zero
    private var seasons: [SIMD3<Double>]
    private var seen = 0
    private static let (levelling, learning) = (0.7, 0.4)

    public init(period: Int = SeededTrace.day) {
      seasons = Array(repeating: .zero, count: period)
    }

    mutating func observe(_ used: SIMD3<Double>) {
      let place = seen % seasons.count
      let isFirstDay = seen < seasons.count
      let rest = used - seasons[place]
      level = seen == 0 ? used : level + (rest - level) * Self.levelling
      mean += (used - mean) * (1 / Double(min(seen + 1, seasons.count)))
      if isFirstDay {
        seasons[place] = used
        if seen == seasons.count - 1 { settle() }
      } else {
        seasons[place] += (used - level - seasons[place]) * Self.learning
      }
      seen += 1
    }

    /// Turns the first day's values into what each step adds to their mean.
    private mutating func settle() {
      for place in seasons.indices { seasons[place] -= mean }
      level -= mean
    }

    /// What the next step brings.
    var next: SIMD3<Double> {
      guard seen >= seasons.count else { return level }
      return pointwiseMax(level + seasons[seen % seasons.count], .zero)
    }
  }
}
