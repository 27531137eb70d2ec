import Glibc

/// The distribution of a figure over the recent past, and how surprising a value of it is.
///
/// The past is counted in bins, the more recent the more it counts. A value within the body of the distribution
/// is as rare as the share of the past that lay beyond it, its conformal p-value (Vovk, Gammerman and Shafer
/// 2005). Beyond the body an exponential tail with the mean excess of the past goes on (peaks over a threshold,
/// Pickands 1975, of shape 0), so that what has never been seen has a probability too and surprises of different
/// series compare.
struct TailDistribution: Sendable {
  private let body: Double
  private let growth: Float
  /// The weight of the newest value; it grows instead of all others fading.
  private var weight: Float = 1
  private var total: Float = 0
  private var bins = [Float](repeating: 0, count: Self.binCount)

  // Logarithms of distances: from below the least resolution to beyond any difference of places.
  private static let binCount = 160
  private static let width = 1 / 24.0
  private static let lowest = -2.4
  /// Added to the mean excess: with a handful of values beyond the body it may be zero by chance.
  private static let leastExcess = 0.1
  private static let fewest: Float = 50

  init(settings: AnomalySettings) {
    body = settings.body
    growth = 1 + 1 / Float(settings.forgetting)
  }

  mutating func append(_ value: Double) {
    bins[Self.bin(of: value)] += weight
    total += weight
    weight *= growth
    if weight > 1e6 { bringDown() }
  }

  private mutating func bringDown() {
    for bin in bins.indices { bins[bin] /= weight }
    total /= weight
    weight = 1
  }

  /// Minus the decimal logarithm of the probability of a value at least this high; 0 while the past is too short.
  func surprise(at value: Double) -> Double {
    guard total >= Self.fewest * weight else { return 0 }
    let edge = edgeOfBody
    guard value > edge else { return -log10(shareBeyond(value)) }
    return -log10(1 - body) + (value - edge) / (meanExcess(over: edge) + Self.leastExcess) * M_LOG10E
  }

  /// The value beyond which the tail lies.
  private var edgeOfBody: Double {
    let share = total * Float(1 - body)
    var beyond: Float = 0
    for bin in bins.indices.reversed() where bins[bin] > 0 {
      if beyond + bins[bin] >= share {
        return Self.start(of: bin + 1) - Self.width * Double((share - beyond) / bins[bin])
      }
      beyond += bins[bin]
    }
    return Self.lowest
  }

  /// The share of the past beyond a value, the value itself counted as half.
  private func shareBeyond(_ value: Double) -> Double {
    let bin = Self.bin(of: value)
    let within = min(1, max(0, (value - Self.start(of: bin)) / Self.width))
    let beyond = bins[(bin + 1)...].reduce(0, +) + bins[bin] * Float(1 - within)
    return Double((beyond + weight / 2) / (total + weight))
  }

  private func meanExcess(over edge: Double) -> Double {
    var (sum, count) = (0.0, 0.0)
    for bin in Self.bin(of: edge)..<Self.binCount where bins[bin] > 0 {
      sum += Double(bins[bin]) * max(0, Self.start(of: bin) + Self.width / 2 - edge)
      count += Double(bins[bin])
    }
    return count > 0 ? sum / count : 0
  }

  private static func start(of bin: Int) -> Double { lowest + Double(bin) * width }

  private static func bin(of value: Double) -> Int {
    Int(min(max((value - lowest) / width, 0), Double(binCount - 1)))
  }
}
