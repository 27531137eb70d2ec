import Basics

extension Head: SeriesSource {
  /// How far back a value still counts as present, as in Prometheus.
  public static let lookback = Span.minutes(5)

  /// The latest sample of each matching series that is not older than the lookback and has not ended. A series that
  /// its source's latest scrape does not have any more has ended.
  public func instant(_ selector: Selector, at time: Instant, lookback: Span = Head.lookback) -> [Series] {
    var series: [Series] = []
    visitLatest(selector, at: time, lookback: lookback) { labels, sample in
      series.append(Series(labels: labels, samples: [sample]))
    }
    return series
  }

  public func forEachLatest(
    _ selector: Selector, at time: Instant, lookback: Span, _ budget: SampleBudget,
    _ visit: (Labels, Sample) -> Void
  ) throws(QueryFault) {
    var count = 0
    visitLatest(selector, at: time, lookback: lookback) { labels, sample in
      count += 1
      visit(labels, sample)
    }
    try budget.take(count)
  }

  private func visitLatest(
    _ selector: Selector, at time: Instant, lookback: Span, _ visit: (Labels, Sample) -> Void
  ) {
    // Sources and parts by index, since both are dear to copy.
    let parts = memory.parts(selector, in: sources, arrangement)
    for place in parts.indices {
      guard let scrape = sources[place].newest(after: time - lookback, upTo: time) else { continue }
      if scrape.layout === parts[place].columns?.layout {
        Self.visit(scrape, parts[place].chosen, parts[place].labels, visit)
      } else {
        let old = SelectionMemory.Part(selector, scrape.layout, sources[place].labels)
        Self.visit(scrape, old.chosen, old.labels, visit)
      }
    }
  }

  private static func visit(
    _ scrape: Scrape, _ chosen: [Int], _ labels: [Labels], _ visit: (Labels, Sample) -> Void
  ) {
    for index in chosen.indices {
      let value = scrape.values[chosen[index]]
      if !Staleness.isMarker(value) { visit(labels[index], Sample(at: scrape.at, value: value)) }
    }
  }

  public func samples(_ selector: Selector, after start: Instant, upTo end: Instant) -> [Series] {
    series(selector, after: start, upTo: end) { _ in }
  }

  public func samples(
    _ selector: Selector, after start: Instant, upTo end: Instant, _ hints: SelectionHints
  ) throws(QueryFault) -> [Series] {
    try series(selector, after: start, upTo: end) { count throws(QueryFault) in
      try hints.budget.take(count)
    }
  }

  private func series<Fault: Error>(
    _ selector: Selector, after start: Instant, upTo end: Instant, _ take: (Int) throws(Fault) -> Void
  ) throws(Fault) -> [Series] {
    let parts = memory.parts(selector, in: sources, arrangement)
    var series: [Series] = []
    for place in parts.indices {
      var window = ScrapeWindow(selector, parts[place], of: sources[place].labels)
      sources[place].forEach(after: start, upTo: end) { window.take($0) }
      try take(window.size)
      window.finish(into: &series)
    }
    return series
  }

  /// The samples of each matching series in a window that is open on the left.
  public func range(_ selector: Selector, after start: Instant, upTo end: Instant) -> [Series] {
    samples(selector, after: start, upTo: end).compactMap { series in
      let samples = series.samples.unmarked
      return samples.isEmpty ? nil : Series(labels: series.labels, samples: samples)
    }
  }
}

extension SelectionMemory.Part {
  /// The series of a selector in a source when it had another layout.
  init(_ selector: Selector, _ layout: Layout, _ source: Labels) {
    var choice = ColumnChoice(selector)
    columns = ColumnLabels(layout, of: source)
    chosen = choice.columns(of: layout, in: source)
    labels = chosen.map { ColumnLabels.labels(of: layout.columns[$0], in: source) }
  }
}
