/// The cumulative buckets of a classic histogram (promql/quantile.go).
struct Buckets {
  private var buckets: [(upper: Double, count: Double)] = []

  mutating func add(upTo upper: Double, count: Double) { buckets.append((upper, count)) }

  /// The buckets by their bounds, those with one bound put together; nil when none reaches to infinity.
  private var ordered: [(upper: Double, count: Double)]? {
    var ordered: [(upper: Double, count: Double)] = []
    for bucket in buckets.sorted(by: { $0.upper < $1.upper }) {
      if ordered.last?.upper == bucket.upper {
        ordered[ordered.count - 1].count += bucket.count
      } else {
        ordered.append(bucket)
      }
    }
    return ordered.last?.upper == .infinity ? ordered : nil
  }

  /// The value below which a share of the observations lies, and whether counts that fell had to be raised.
  func quantile(_ quantile: Double) -> (value: Double, wasForced: Bool) {
    guard !quantile.isNaN else { return (.nan, false) }
    guard quantile >= 0 else { return (-.infinity, false) }
    guard quantile <= 1 else { return (.infinity, false) }
    guard var ordered else { return (.nan, false) }
    let wasForced = Self.makeMonotonic(&ordered)
    guard ordered.count >= 2, let total = ordered.last?.count, total != 0 else { return (.nan, wasForced) }
    var rank = quantile * total
    let place = ordered.dropLast().firstIndex { $0.count >= rank } ?? ordered.count - 1
    let upper = ordered[place].upper
    if place == ordered.count - 1 { return (ordered[place - 1].upper, wasForced) }
    if place == 0, upper <= 0 { return (upper, wasForced) }
    var (lower, count) = (0.0, ordered[place].count)
    if place > 0 {
      lower = ordered[place - 1].upper
      count -= ordered[place - 1].count
      rank -= ordered[place - 1].count
    }
    return (lower + (upper - lower) * (rank / count), wasForced)
  }

  /// Counts that fall are raised to the one before; that is worth a note where it is more than rounding.
  private static func makeMonotonic(_ buckets: inout [(upper: Double, count: Double)]) -> Bool {
    var (wasForced, before) = (false, buckets[0].count)
    for index in buckets.indices.dropFirst() {
      let count = buckets[index].count
      if count == before { continue }
      let isRounding = Closeness.areClose(before, count, within: 1e-12)
      if isRounding || count < before {
        buckets[index].count = before
        wasForced = wasForced || !isRounding
      } else {
        before = count
      }
    }
    return wasForced
  }

  /// The share of the observations between two values. Nothing is known inside a bucket without an end.
  func fraction(from lower: Double, to upper: Double) -> Double {
    guard let ordered, let total = ordered.last?.count, total != 0, !lower.isNaN, !upper.isNaN else {
      return .nan
    }
    guard lower < upper else { return 0 }
    return (Self.rank(of: upper, in: ordered) - Self.rank(of: lower, in: ordered)) / total
  }

  /// How many observations lie below a value.
  private static func rank(of value: Double, in buckets: [(upper: Double, count: Double)]) -> Double {
    var (rank, bound) = (0.0, buckets[0].upper > 0 ? 0 : -Double.infinity)
    let total = buckets[buckets.count - 1].count
    for bucket in buckets {
      if bound >= value { return min(rank, total) }
      if bucket.upper > value {
        guard bound.isFinite else { return min(bucket.count, total) }
        return min(rank + (bucket.count - rank) * (value - bound) / (bucket.upper - bound), total)
      }
      (rank, bound) = (bucket.count, bucket.upper)
    }
    return total
  }
}

/// When two numbers count as one in spite of rounding (util/almost in Prometheus).
enum Closeness {
  static func areClose(_ left: Double, _ right: Double, within share: Double) -> Bool {
    if Staleness.isMarker(left) || Staleness.isMarker(right) { return left.bitPattern == right.bitPattern }
    if left.isNaN && right.isNaN || left == right { return true }
    let (size, distance) = (left.magnitude + right.magnitude, (left - right).magnitude)
    if left == 0 || right == 0 || size < .leastNormalMagnitude {
      return distance < share * .leastNormalMagnitude
    }
    return distance / min(size, .greatestFiniteMagnitude) < share
  }
}
