import Basics
import Telemetry

/// How many observations fell into each bucket of a histogram at each step.
struct BucketMap {
  /// The upper bounds as the label `le` has them, lowest first.
  let bounds: [String]
  /// By bucket and step; not-a-number where nothing is known.
  let counts: [[Double]]

  /// - Parameter isCounting: whether the values only ever count up, so that the steps' differences are meant.
  /// Nil where no series has a bound.
  init?(_ series: [ShownSeries], isCounting: Bool) {
    var byBound: [String: [Double]] = [:]
    for line in series where line.labels.has("le") {
      let bound = line.labels["le"]
      let values = isCounting ? Self.differences(line.values) : line.values
      byBound[bound] = byBound[bound].map { Self.sum($0, values) } ?? values
    }
    let sorted = byBound.keys.compactMap { text in Self.bound(text).map { (text, $0) } }.sorted {
      $0.1 < $1.1
    }
    guard !sorted.isEmpty else { return nil }
    bounds = sorted.map(\.0)
    var counts: [[Double]] = []
    for (place, bound) in bounds.enumerated() {
      let values = byBound[bound] ?? []
      guard place > 0 else {
        counts.append(values)
        continue
      }
      // Each bucket holds those below it as well.
      counts.append(zip(values, byBound[bounds[place - 1]] ?? []).map { max(0, $0 - $1) })
    }
    self.counts = counts
  }

  /// The greatest count there is.
  var most: Double { counts.joined().filter { $0.isFinite }.max() ?? 0 }

  private static func bound(_ text: String) -> Double? {
    text == "+Inf" ? .infinity : Double(text)
  }

  private static func sum(_ left: [Double], _ right: [Double]) -> [Double] {
    zip(left, right).map { $0.isNaN ? $1 : $1.isNaN ? $0 : $0 + $1 }
  }

  /// A counter that begins anew counts from nothing.
  private static func differences(_ values: [Double]) -> [Double] {
    guard !values.isEmpty else { return [] }
    return [.nan] + zip(values, values.dropFirst()).map { $1 < $0 ? $1 : $1 - $0 }
  }

  /// The counts in so many rows and columns: neighbouring buckets together where there are more than rows, the greatest
  /// of neighbouring steps where there are more than columns. The highest bucket comes first.
  func cells(rows: Int, columns: Int) -> [(bound: String, counts: [Double])] {
    let rows = min(rows, bounds.count)
    guard rows > 0, columns > 0, let steps = counts.first?.count, steps > 0 else { return [] }
    return (0..<rows).reversed().map { row in
      let (first, end) = (row * bounds.count / rows, (row + 1) * bounds.count / rows)
      let values = (0..<columns).map { column -> Double in
        let start = column * steps / columns
        let stop = max(start + 1, (column + 1) * steps / columns)
        let sums = (start..<stop).map { step in
          (first..<end).map { counts[$0][step] }.filter { !$0.isNaN }.reduce(Double?.none) { ($0 ?? 0) + $1 }
            ?? .nan
        }
        return sums.filter { !$0.isNaN }.max() ?? .nan
      }
      return (bounds[end - 1], values)
    }
  }
}
