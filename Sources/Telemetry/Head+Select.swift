import Basics

extension Head: SeriesSource {
  /// How far back a value still counts as present, as in Prometheus.
  public static let lookback = Span.minutes(5)

  /// The latest sample of each matching series that is not older than the lookback and has not ended. A series that
  /// its source's latest scrape does not have any more has ended.
  public func instant(_ selector: Selector, at time: Instant, lookback: Span = Head.lookback) -> [Series] {
    var choice = ColumnChoice(selector)
    var series: [Series] = []
    // By index, since a source is large to copy.
    for place in sources.indices where choice.accepts(sources[place].labels) {
      guard let scrape = sources[place].newest(after: time - lookback, upTo: time) else { continue }
      for column in choice.columns(of: scrape.layout, in: sources[place].labels) {
        let value = scrape.values[column]
        guard !Staleness.isMarker(value) else { continue }
        let labels = Self.labels(of: scrape.layout.columns[column], in: sources[place].labels)
        series.append(Series(labels: labels, samples: [Sample(at: scrape.at, value: value)]))
      }
    }
    return series
  }

  public func samples(_ selector: Selector, after start: Instant, upTo end: Instant) -> [Series] {
    var choice = ColumnChoice(selector)
    var series: [Series] = []
    for place in sources.indices where choice.accepts(sources[place].labels) {
      var found = FoundColumns()
      sources[place].forEach(after: start, upTo: end) { scrape in
        if scrape.layout !== found.layout {
          found.turn(to: scrape, choice.columns(of: scrape.layout, in: sources[place].labels))
        }
        found.take(scrape)
      }
      for index in found.columns.indices where !found.samples[index].isEmpty {
        let labels = Self.labels(of: found.columns[index], in: sources[place].labels)
        series.append(Series(labels: labels, samples: found.samples[index]))
      }
    }
    return series
  }

  /// The samples of each matching series in a window that is open on the left.
  public func range(_ selector: Selector, after start: Instant, upTo end: Instant) -> [Series] {
    samples(selector, after: start, upTo: end).compactMap { series in
      let values = series.samples.filter { !Staleness.isMarker($0.value) }
      return values.isEmpty ? nil : Series(labels: series.labels, samples: values)
    }
  }

  private static func labels(of column: Layout.Column, in source: Labels) -> Labels {
    source.merging(column.labels).setting(Labels.metricName, to: column.name)
  }
}

/// Finds a selector's columns, remembering them from one source to the next that has the same layout.
private struct ColumnChoice {
  private let selector: Selector
  private var lastLayout: Layout?
  private var lastNames: [String] = []
  private var lastColumns: [Int] = []

  init(_ selector: Selector) { self.selector = selector }

  /// Whether a source can have matching series at all, by the labels its columns do not override.
  func accepts(_ source: Labels) -> Bool {
    selector.matchers.allSatisfy { !source.has($0.label) || $0.accepts(source[$0.label]) }
  }

  mutating func columns(of layout: Layout, in source: Labels) -> [Int] {
    let names = source.map(\.name)
    if layout === lastLayout, names == lastNames { return lastColumns }
    let candidates = selector.metric.map(layout.columns(of:)) ?? Array(layout.columns.indices)
    lastColumns = candidates.filter { isChosen(layout.columns[$0], source) }
    (lastLayout, lastNames) = (layout, names)
    return lastColumns
  }

  private func isChosen(_ column: Layout.Column, _ source: Labels) -> Bool {
    selector.matchers.allSatisfy { matcher in
      if matcher.label == Labels.metricName { return matcher.accepts(column.name) }
      return source.has(matcher.label) || matcher.accepts(column.labels[matcher.label])
    }
  }
}

/// The samples of one source's matching series as a window is gone through. Only where the layout changes is it worked
/// out anew which column goes where.
private struct FoundColumns {
  private(set) var columns: [Layout.Column] = []
  private(set) var samples: [[Sample]] = []
  private(set) var layout: Layout?
  /// Where known columns stand; made only when a source changes its layout, which few do.
  private var places: [Layout.Column: Int]?
  /// Where each matching column stands in a scrape, and among the found.
  private var route: [(from: Int, to: Int)] = []

  /// A series that is in the layout before and not in this one has ended.
  mutating func turn(to scrape: borrowing Scrape, _ chosen: [Int]) {
    let before = route.map(\.to)
    layout = scrape.layout
    guard !columns.isEmpty else { return start(scrape, chosen) }
    var known = places ?? Dictionary(columns.indices.map { (columns[$0], $0) }) { first, _ in first }
    route = []
    for index in chosen {
      let column = scrape.layout.columns[index]
      let place = known[column] ?? add(column)
      known[column] = place
      route.append((index, place))
    }
    places = known
    let still = Set(route.map(\.to))
    for ended in before where !still.contains(ended) {
      samples[ended].append(Sample(at: scrape.at, value: Staleness.marker))
    }
  }

  private mutating func start(_ scrape: borrowing Scrape, _ chosen: [Int]) {
    for index in chosen { route.append((index, add(scrape.layout.columns[index]))) }
  }

  private mutating func add(_ column: Layout.Column) -> Int {
    columns.append(column)
    samples.append([])
    return columns.count - 1
  }

  mutating func take(_ scrape: borrowing Scrape) {
    for (from, to) in route { samples[to].append(Sample(at: scrape.at, value: scrape.values[from])) }
  }
}
