import Glibc

/// The middle and the spread of some values, which few wild values among them hardly move.
struct RobustScale: Hashable, Sendable {
  let centre: Double
  let spread: Double

  /// The median, and as spread the median absolute deviation brought to that of a normal distribution (Rousseeuw
  /// and Croux 1993), or the mean absolute deviation where most values are the same and the first says nothing.
  init(of values: some Collection<Double>) {
    precondition(!values.isEmpty, "a scale is taken from values")
    let centre = Self.median(values)
    let deviations = values.map { ($0 - centre).magnitude }
    let mean = deviations.reduce(0) { $0 + $1 / Double(deviations.count) }
    let least = max(centre.magnitude * Self.leastRatio, Self.least)
    self.centre = centre
    spread = max(1.4826 * Self.median(deviations), mean, least)
  }

  /// A change of a hundredth of that goes for none in a series that never changes.
  private static let leastRatio = 0.01
  private static let least = 1e-9

  /// How far from the middle a value is, in spreads; beyond two of them only by its order of magnitude, so that
  /// one giant does not make all else look alike.
  func place(of value: Double) -> Float {
    let spreads = (value / spread - centre / spread).clamped(to: 1e30)
    return Float(asinh(spreads / 2))
  }

  private static func median(_ values: some Collection<Double>) -> Double {
    let sorted = values.sorted()
    return sorted[sorted.count / 2]
  }
}

extension Double {
  fileprivate func clamped(to limit: Double) -> Double { Swift.min(Swift.max(self, -limit), limit) }
}
