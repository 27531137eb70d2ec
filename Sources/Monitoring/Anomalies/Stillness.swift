import Glibc

/// How little a series has moved of late: a gauge that is stuck is like much of its past and yet no good sign.
struct Stillness: Sendable {
  private let span: Int
  private let resolution: Double
  /// The mean square of the steps, the newest in full and each older one a little less.
  private var energy = 0.0

  init(settings: AnomalySettings) {
    precondition(settings.stillSpan > 0, "a stretch has a point")
    span = settings.stillSpan
    resolution = settings.resolution
  }

  /// Forgets everything.
  mutating func removeAll() { energy = 0 }

  /// Takes in the step to the value that has `age` newer ones before it; the values stand newest first.
  mutating func advance(_ values: UnsafeBufferPointer<Float>, age: Int = 0) {
    guard age + 1 < values.count else { return }
    let step = Double(values[age] - values[age + 1])
    energy += (step * step - energy) / Double(span)
  }

  /// Minus the logarithm of the usual step, in spreads; nil before there are steps enough.
  func figure(after count: Int) -> Double? {
    guard count > 2 * span else { return nil }
    return -0.5 * log(energy + resolution * resolution)
  }
}
