import Glibc

/// How unlike all that came before the last stretch of a series is.
///
/// For every lag the squared differences of the series from itself that long ago are summed, the newest in full
/// and each older one a little less. The least of these sums over all lags is the distance to the stretch that is
/// most like this one: the left matrix profile (Yeh and others 2016), whose peaks are discords, with a window that
/// fades rather than ends, so that a step takes two multiplications a lag. A season, whatever its length, and a
/// level the series has kept for a while are thereby nothing new.
struct Novelty: Sendable {
  /// The points that count for most of a distance.
  let span: Int
  /// The part of a sum that is left after a step.
  private let kept: Float
  private let lags: Int
  private let nearestLag: Int
  private let resolution: Double
  /// The sum for each lag, that for a lag of 1 first.
  private(set) var sums: [Float] = []

  /// Too few lags compare with too little.
  private static let fewest = 20

  init(span: Int, settings: AnomalySettings) {
    precondition(span > 0, "a stretch has a point")
    self.span = span
    kept = 1 - 1 / Float(span)
    lags = settings.memory
    nearestLag = max(span, settings.present)
    resolution = settings.resolution
  }

  /// Forgets everything.
  mutating func removeAll() { sums.removeAll(keepingCapacity: true) }

  /// Takes in the value that has `age` newer ones before it.
  mutating func advance(_ values: UnsafeBufferPointer<Float>, age: Int = 0) {
    let count = min(lags, values.count - age - 1)
    guard count > 0 else { return }
    if sums.count < count { sums.append(contentsOf: repeatElement(0, count: count - sums.count)) }
    let (kept, value, past) = (kept, values[age], values[(age + 1)...])
    sums.withUnsafeMutableBufferPointer { sums in
      let past = UnsafeBufferPointer(rebasing: past)
      for lag in 0..<count {
        let difference = value - past[lag]
        sums[lag] = kept * sums[lag] + difference * difference
      }
    }
  }

  /// The logarithm of the distance to the nearest stretch, a point's share of it, in spreads; nil before there is
  /// a past to look in. `count` is the number of values there have been, as far as they are kept.
  func distance(after count: Int) -> Double? {
    // A stretch that began before the series did has a sum that is too small.
    let last = min(lags, count - span)
    guard last >= nearestLag + Self.fewest else { return nil }
    let least = sums.withUnsafeBufferPointer { Self.least(of: $0[(nearestLag - 1)..<last]) }
    return 0.5 * log(Double(least * (1 - kept)) + resolution * resolution)
  }

  /// Not negative, floating-point numbers stand in the order of their bits, and of integers the processor finds
  /// the least several at a time.
  private static func least(of sums: Slice<UnsafeBufferPointer<Float>>) -> Float {
    let sums = UnsafeBufferPointer(rebasing: sums)
    var least = Int32.max
    for place in 0..<sums.count {
      let bits = Int32(bitPattern: sums[place].bitPattern)
      least = bits < least ? bits : least
    }
    return Float(bitPattern: UInt32(bitPattern: least))
  }
}
