import Basics

/// Puts the vectors of step after step together into series.
struct MatrixBuilder {
  /// What tells one series from another while names are dropped late.
  private struct Key: Hashable {
    let labels: Labels
    let dropsName: Bool
  }

  private var series: [(key: Key, samples: [Sample])] = []
  private var places: [Key: Int] = [:]
  /// Where the samples of the step before went; the next step mostly has the same series in the same order.
  private var route: [Int] = []

  private(set) var hasHistograms = false

  mutating func append(_ samples: [VectorSample], at time: Instant) {
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
  var selected: [SelectedSeries] {
    series.map {
      SelectedSeries(Series(labels: $0.key.labels, samples: $0.samples), dropsName: $0.key.dropsName)
    }
  }

  /// The series with their names dropped where they must be, by their labels; nil when two of them have a sample at
  /// the same time.
  var finished: [Series]? {
    var byLabels: [Labels: [Sample]] = [:]
    for (key, samples) in series {
      byLabels[key.dropsName ? key.labels.withoutMetadata : key.labels, default: []] += samples
    }
    var finished: [Series] = []
    for (labels, samples) in byLabels {
      let sorted = samples.sorted { $0.at < $1.at }
      guard zip(sorted, sorted.dropFirst()).allSatisfy({ $0.at < $1.at }) else { return nil }
      finished.append(Series(labels: labels, samples: sorted))
    }
    return finished.sorted { $0.labels.sorted.lexicographicallyPrecedes($1.labels.sorted) }
  }
}
