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
    // Sources, parts and scrapes by index, since all are dear to copy.
    let parts = memory.parts(selector, in: sources, arrangement)
    for place in parts.indices {
      sources[place].withNewest(after: time - lookback, upTo: time) { scrape in
        if scrape.layout === parts[place].columns?.layout {
          Self.visit(scrape, parts[place].chosen, parts[place].labels, visit)
        } else {
          let old = SelectionMemory.Part(selector, scrape.layout, sources[place].labels)
          Self.visit(scrape, old.chosen, old.labels, visit)
        }
      }
    }
  }

  private static func visit(
    _ scrape: borrowing Scrape, _ chosen: [Int], _ labels: [Labels], _ visit: (Labels, Sample) -> Void
  ) {
    for index in chosen.indices {
      let value = scrape.values[chosen[index]]
      if !Staleness.isMarker(value) { visit(labels[index], Sample(at: scrape.at, value: value)) }
    }
  }

  public func samples(_ selector: Selector, after start: Instant, upTo end: Instant) -> [Series] {
    read(selector, after: start, upTo: end) { _ in }.flatMap(\.series)
  }

  public func samples(
    _ selector: Selector, after start: Instant, upTo end: Instant, _ hints: SelectionHints
  ) throws(QueryFault) -> [Series] {
    try blocks(selector, after: start, upTo: end, hints).flatMap(\.series)
  }

  public func blocks(
    _ selector: Selector, after start: Instant, upTo end: Instant, _ hints: SelectionHints
  ) throws(QueryFault) -> [SeriesBlock] {
    let before = hints.budget.taken
    let blocks = try memory.blocks(selector, after: start, upTo: end, in: edition) { () throws(QueryFault) in
      try read(selector, after: start, upTo: end) { count throws(QueryFault) in try hints.budget.take(count) }
    }
    // What had been read before counts all the same.
    if hints.budget.taken == before { try hints.budget.take(blocks.reduce(0) { $0 + $1.size }) }
    return blocks
  }

  private func read<Fault: Error>(
    _ selector: Selector, after start: Instant, upTo end: Instant, _ take: (Int) throws(Fault) -> Void
  ) throws(Fault) -> [SeriesBlock] {
    let parts = memory.parts(selector, in: sources, arrangement)
    var blocks: [SeriesBlock] = []
    for place in parts.indices {
      if let block = sources[place].block(parts[place], after: start, upTo: end) {
        try take(block.size)
        if block.size > 0 { blocks.append(block) }
        continue
      }
      var window = ScrapeWindow(selector, parts[place], of: sources[place].labels)
      sources[place].forEach(after: start, upTo: end) { window.take($0) }
      try take(window.size)
      window.finish(into: &blocks)
    }
    return blocks
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
    labels = chosen.map { layout.columns[$0].labels(in: source) }
  }
}
