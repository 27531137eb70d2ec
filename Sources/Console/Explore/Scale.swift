import Basics
import Glibc

/// The values at the lower and upper edge of a graph, and those between that are written beside it.
struct Scale: Hashable {
  let low: Double
  let high: Double
  let ticks: [Double]
  let isLogarithmic: Bool

  /// - Parameters:
  ///   - least: the lowest value there is.
  ///   - most: the highest.
  ///   - count: how many ticks there is room for.
  init(_ least: Double, _ most: Double, ticks count: Int, unit: ValueUnit, isLogarithmic: Bool) {
    let (least, most) = least.isFinite && most.isFinite ? (least, most) : (0, 1)
    self.isLogarithmic = isLogarithmic && most > 0
    if self.isLogarithmic {
      let low = max(least, most / 1e9)
      let (first, last) = (Glibc.floor(log10(low)), max(Glibc.floor(log10(low)) + 1, ceil(log10(most))))
      self.low = pow(10, first)
      high = pow(10, last)
      let stride = max(1, Int((last - first) / Double(max(1, count))) + 1)
      ticks = Swift.stride(from: Int(first), through: Int(last), by: stride).map { pow(10, Double($0)) }
      return
    }
    // A graph that need not start elsewhere starts at nothing, so that heights can be compared.
    let floor = least >= 0 && (least < most * 0.6 || least == most) ? 0 : least
    let step = Self.step((most - floor) / Double(max(1, count)), unit)
    low = (floor / step).rounded(.down) * step
    high = max((most / step).rounded(.up) * step, low + step)
    let (low, high) = (low, high)
    ticks = (0...min(40, Int(((high - low) / step).rounded()))).map { low + Double($0) * step }
  }

  /// One, two or five times a power of ten that is not less; of two for bytes.
  private static func step(_ wanted: Double, _ unit: ValueUnit) -> Double {
    guard wanted > 0, wanted.isFinite else { return 1 }
    if unit == .bytes || unit == .bytesPerSecond, wanted >= 1 { return pow(2, ceil(log2(wanted))) }
    let power = pow(10, Glibc.floor(log10(wanted)))
    return ([1, 2, 5].first { $0 * power >= wanted } ?? 10) * power
  }

  /// How high a value stands, from 0 to 1; not-a-number where it cannot be drawn.
  func height(_ value: Double) -> Double {
    guard !isLogarithmic else {
      return value > 0 ? min(max((log10(value) - log10(low)) / (log10(high) - log10(low)), 0), 1) : .nan
    }
    return value.isNaN ? .nan : min(max((value - low) / (high - low), 0), 1)
  }
}
