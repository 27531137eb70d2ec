import Basics

/// Puts the vectors of step after step together into series.
struct MatrixBuilder {
  /// What tells one series from another while names are dropped late.
  private struct Key: Hashable {
    let labels: Labels
    let dropsName: Bool
  }

  private var series: [(key: Key, samples: Samples)] = []
  private var places: [Key: Int] = [:]
  /// Where the samples of the step before went; the next step mostly has the same series in the same order.
  private var route: [Int] = []

  private(set) var hasHistograms = false

  mutating func append(_ samples: [VectorSample], at time: Instant, _ budget: SampleBudget)
    throws(QueryFault)
  {
    try budget.take(samples.count)
    for (index, sample) in samples.enumerated() {
      let place = place(of: sample, expected: index)
      if index < route.count { route[index] = place } else { route.append(place) }
      series[place].samples.append(Sample(at: time, value: sample.value))
      hasHistograms = hasHistograms || sample.isHistogram
    }
  }

  private mutating func place(of sample: VectorSample, expected index: Int) -> Int {
    if index < route.count {
      let known = series[route[index]].key
      if known.dropsName == sample.dropsName, known.labels == sample.labels { return route[index] }
    }
    let key = Key(labels: sample.labels, dropsName: sample.dropsName)
    if let known = places[key] { return known }
    places[key] = series.count
    series.append((key, []))
    return series.count - 1
  }

  /// The series as a window reads them.
  var selected: [Selection.Block] {
    series.map {
      Selection.Block(
        SeriesBlock(Series(labels: $0.key.labels, samples: $0.samples)), dropsName: $0.key.dropsName)
    }
  }

  /// The series with their names dropped where they must be, by their labels; nil when two of them have a sample at
  /// the same time.
  var finished: [Series]? {
    var byLabels: [Labels: Samples] = [:]
    for (key, samples) in series {
      let labels = key.dropsName ? key.labels.withoutMetadata : key.labels
      guard let known = byLabels.updateValue(samples, forKey: labels) else { continue }
      guard let merged = Self.merged(known, samples) else { return nil }
      byLabels[labels] = merged
    }
    let finished = byLabels.map { Series(labels: $0.key, samples: $0.value) }
    return finished.sorted { $0.labels.sorted.lexicographicallyPrecedes($1.labels.sorted) }
  }

  private static func merged(_ left: Samples, _ right: Samples) -> Samples? {
    let sorted = (Array(left) + Array(right)).sorted { $0.at < $1.at }
    guard zip(sorted, sorted.dropFirst()).allSatisfy({ $0.at < $1.at }) else { return nil }
    return Samples(sorted)
  }
}
