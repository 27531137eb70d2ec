import Basics

extension Head.Source {
  /// The samples of matching series in a window; nil when not all its scrapes are recent ones of the layout of now.
  /// Nothing but numbers moves in here: to keep count of who holds what would cost more than all the copying.
  func block(_ part: SelectionMemory.Part, after start: Instant, upTo end: Instant) -> SeriesBlock? {
    guard let layout = part.columns?.layout, let first = fine.first, coarse.isEmpty || first.at <= start
    else {
      return nil
    }
    return fine.withUnsafeBufferPointer { scrapes in
      let (low, high) = (Self.place(after: start, in: scrapes), Self.place(after: end, in: scrapes))
      for place in low..<high where scrapes[place].layout !== layout { return nil }
      let window = UnsafeBufferPointer(rebasing: scrapes[low..<max(low, high)])
      let values = [Double](unsafeUninitializedCapacity: window.count * part.chosen.count) { buffer, filled in
        Self.copy(window, part.chosen, to: buffer)
        filled = window.count * part.chosen.count
      }
      return SeriesBlock(
        labels: part.labels, times: part.chosen.isEmpty ? [] : window.map(\.at), values: values)
    }
  }

  /// Copies columns of scrapes, each to lie by itself.
  private static func copy(
    _ scrapes: UnsafeBufferPointer<Scrape>, _ columns: [Int], to buffer: UnsafeMutableBufferPointer<Double>
  ) {
    columns.withUnsafeBufferPointer { columns in
      for row in scrapes.indices {
        for place in columns.indices {
          buffer[place * scrapes.count + row] = scrapes[row].values[columns[place]]
        }
      }
    }
  }
}

/// The samples of one source's matching series as a window of scrapes is gone through. While the layout stays as it
/// is now, which it mostly does, values are only copied; from the first scrape of another layout on it is worked out
/// which column goes where.
struct ScrapeWindow {
  private let selector: Selector
  private let source: Labels
  private let part: SelectionMemory.Part
  private var times: [Instant] = []
  /// The values of a scrape side by side, scrape after scrape.
  private var rows: [Double] = []
  private var turned: TurningColumns?

  init(_ selector: Selector, _ part: SelectionMemory.Part, of source: Labels) {
    (self.selector, self.part, self.source) = (selector, part, source)
  }

  /// How many samples were taken.
  var size: Int { turned?.size ?? rows.count }

  mutating func take(_ scrape: borrowing Scrape) {
    guard turned == nil, let columns = part.columns, scrape.layout === columns.layout else {
      return turn(scrape)
    }
    guard !part.chosen.isEmpty else { return }
    times.append(scrape.at)
    scrape.values.withUnsafeBufferPointer { values in
      for column in part.chosen { rows.append(values[column]) }
    }
  }

  private mutating func turn(_ scrape: borrowing Scrape) {
    if turned == nil {
      turned = TurningColumns(selector)
      if let columns = part.columns, !times.isEmpty {
        turned?.start(columns.layout, part.chosen, times, rows)
      }
    }
    turned?.take(scrape, in: source)
  }

  func finish(into blocks: inout [SeriesBlock]) {
    if let turned { return turned.finish(into: &blocks, part, source) }
    guard !times.isEmpty else { return }
    let (count, width) = (times.count, part.chosen.count)
    // Series by series, so that the values of each lie together.
    let values = [Double](unsafeUninitializedCapacity: rows.count) { buffer, filled in
      for column in 0..<width {
        for row in 0..<count { buffer[column * count + row] = rows[row * width + column] }
      }
      filled = rows.count
    }
    blocks.append(SeriesBlock(labels: part.labels, times: times, values: values))
  }
}

/// The samples of the series of a source whose layout changes. A series that is in the layout before and not in the
/// next one has ended.
private struct TurningColumns {
  private var choice: ColumnChoice
  private var layout: Layout?
  private var columns: [Layout.Column] = []
  private var samples: [[Sample]] = []
  private var places: [Layout.Column: Int] = [:]
  /// Where each matching column stands in a scrape, and among the found.
  private var route: [(from: Int, to: Int)] = []

  init(_ selector: Selector) { choice = ColumnChoice(selector) }

  var size: Int { samples.reduce(0) { $0 + $1.count } }

  /// Takes over what was found under the layout before.
  mutating func start(_ layout: Layout, _ chosen: [Int], _ times: [Instant], _ rows: [Double]) {
    turn(to: layout, chosen, at: times[0])
    for (row, at) in times.enumerated() {
      for index in chosen.indices {
        samples[route[index].to].append(Sample(at: at, value: rows[row * chosen.count + index]))
      }
    }
  }

  mutating func take(_ scrape: borrowing Scrape, in source: Labels) {
    if scrape.layout !== layout {
      turn(to: scrape.layout, choice.columns(of: scrape.layout, in: source), at: scrape.at)
    }
    for (from, to) in route { samples[to].append(Sample(at: scrape.at, value: scrape.values[from])) }
  }

  private mutating func turn(to next: Layout, _ chosen: [Int], at time: Instant) {
    let before = route.map(\.to)
    (layout, route) = (next, [])
    for index in chosen {
      let column = next.columns[index]
      let place = places[column] ?? columns.count
      if place == columns.count {
        places[column] = place
        columns.append(column)
        samples.append([])
      }
      route.append((index, place))
    }
    let still = Set(route.map(\.to))
    for ended in before where !still.contains(ended) {
      samples[ended].append(Sample(at: time, value: Staleness.marker))
    }
  }

  func finish(into blocks: inout [SeriesBlock], _ part: SelectionMemory.Part, _ source: Labels) {
    for (column, samples) in zip(columns, samples) where !samples.isEmpty {
      let known = part.columns.flatMap { columns in columns.layout.position(of: column).map { columns[$0] } }
      let labels = known ?? column.labels(in: source)
      blocks.append(SeriesBlock(Series(labels: labels, samples: samples)))
    }
  }
}
