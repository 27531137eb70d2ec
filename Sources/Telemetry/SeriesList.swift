import Basics

/// Series held whole, ordered by their labels: what a rule test or a reader of a file has to ask questions of.
public struct SeriesList: SeriesSource, Sendable {
  public private(set) var series: [Series]
  private let byName: [String: [Int]]

  /// Samples must be in the order of their times. Of series with the same labels the first is found.
  public init(_ series: some Sequence<Series> = []) {
    self.series = series.sorted { $0.labels.sorted.lexicographicallyPrecedes($1.labels.sorted) }
    byName = Dictionary(grouping: self.series.indices) { [series = self.series] in
      series[$0].labels[Labels.metricName]
    }
  }

  public func instant(_ selector: Selector, at time: Instant, lookback: Span) -> [Series] {
    matching(selector).compactMap { series in
      let place = series.samples.place(after: time)
      guard place > 0, series.samples[place - 1].at > time - lookback else { return nil }
      let sample = series.samples[place - 1]
      return Staleness.isMarker(sample.value) ? nil : Series(labels: series.labels, samples: [sample])
    }
  }

  public func samples(_ selector: Selector, after start: Instant, upTo end: Instant) -> [Series] {
    matching(selector).compactMap { series in
      let samples = series.samples.part(after: start, upTo: end)
      return samples.isEmpty ? nil : Series(labels: series.labels, samples: samples)
    }
  }

  private func matching(_ selector: Selector) -> [Series] {
    let candidates = selector.metric.map { byName[$0] ?? [] } ?? Array(series.indices)
    return candidates.map { series[$0] }.filter { series in
      selector.matchers.allSatisfy { $0.accepts(series.labels[$0.label]) }
    }
  }
}
