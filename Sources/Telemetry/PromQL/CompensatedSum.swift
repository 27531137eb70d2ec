/// A sum that keeps what rounding takes away, after Kahan and Neumaier, as Prometheus adds.
struct CompensatedSum {
  private var sum = 0.0
  private var lost = 0.0

  init() {}

  init(_ sum: Double, lost: Double = 0) { (self.sum, self.lost) = (sum, lost) }

  mutating func add(_ value: Double) {
    let next = sum + value
    if next.isInfinite {
      lost = 0
    } else if sum.magnitude >= value.magnitude {
      lost += (sum - next) + value
    } else {
      lost += (value - next) + sum
    }
    sum = next
  }

  /// Whether another value would take the sum beyond what a number can be.
  func overflows(with value: Double) -> Bool { (sum + value).isInfinite }

  func scaled(by factor: Double) -> CompensatedSum { CompensatedSum(sum * factor, lost: lost * factor) }
  func divided(by divisor: Double) -> CompensatedSum { CompensatedSum(sum / divisor, lost: lost / divisor) }

  var value: Double { sum + lost }
}

extension CompensatedSum {
  init(_ values: some Sequence<Double>) {
    for value in values { add(value) }
  }
}
