import Basics
import Telemetry

/// The samples of one source's series, put together block by block. All share the column of times but those that were
/// absent or ended between.
struct GatheredColumns {
  let source: Labels
  private var columns: [Layout.Column] = []
  private var values: [[Double]] = []
  private var places: [Layout.Column: Int] = [:]
  private var times: [Instant] = []
  private var before = 0
  private var new = 0

  init(source: Labels) { self.source = source }

  mutating func begin(_ times: [Instant]) {
    before = self.times.count
    self.times += times
  }

  /// - Parameter isGrowth: whether the rows say by how much the series grew.
  mutating func put(_ rows: ArraySlice<Double>, _ column: Layout.Column, isGrowth: Bool) {
    var place = places[column]
    if place == nil {
      place = columns.count
      places[column] = columns.count
      columns.append(column)
      values.append([])
    }
    guard let place else { return }
    pad(place, to: before)
    if isGrowth { grow(place, by: rows) } else { values[place] += rows }
    new += rows.count
  }

  private mutating func grow(_ place: Int, by rows: ArraySlice<Double>) {
    var sum = values[place].last { !$0.isNaN } ?? 0
    for growth in rows {
      if !growth.isNaN { sum += growth }
      values[place].append(growth.isNaN ? growth : sum)
    }
  }

  /// Where a block does not have a series it has ended at the block's start.
  private mutating func pad(_ place: Int, to count: Int) {
    let missing = count - values[place].count
    guard missing > 0 else { return }
    let marker = values[place].isEmpty ? Absence.marker : Staleness.marker
    values[place] += repeatElement(marker, count: missing)
  }

  mutating func finish() {
    for place in columns.indices { pad(place, to: times.count) }
  }

  /// How many samples came since this was last asked.
  mutating func takeNew() -> Int {
    defer { new = 0 }
    return new
  }

  /// The scrape that comes next; what it does not have has ended.
  mutating func end(with scrape: Scrape) {
    let areThere = columns.map { scrape.layout.position(of: $0) != nil }
    guard areThere.contains(false) else { return }
    begin([scrape.at])
    for (place, isThere) in areThere.enumerated() {
      values[place].append(isThere ? Absence.marker : Staleness.marker)
    }
  }

  var series: [Series] {
    columns.indices.compactMap { place in
      let labels = columns[place].labels(in: source)
      let samples = samples(values[place])
      return samples.isEmpty ? nil : Series(labels: labels, samples: samples)
    }
  }

  private func samples(_ values: [Double]) -> Samples {
    // A number's bits are looked at only where it is none.
    guard values.contains(where: { $0.isNaN && (Absence.isMarker($0) || Staleness.isMarker($0)) }) else {
      return Samples(times: times, values: values)
    }
    var (kept, wasEnded) = ([Sample](), true)
    for (time, value) in zip(times, values) where !Absence.isMarker(value) {
      let isEnded = Staleness.isMarker(value)
      if !isEnded || !wasEnded { kept.append(Sample(at: time, value: value)) }
      wasEnded = isEnded
    }
    return Samples(kept)
  }
}
