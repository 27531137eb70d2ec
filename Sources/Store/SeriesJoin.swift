import Basics
import Telemetry

/// Puts samples of the same series from several places together, in the order of their times.
struct SeriesJoin {
  private(set) var series: [Series] = []
  private var places: [Labels: Int] = [:]

  mutating func append(_ more: Series) {
    guard let place = places[more.labels] else {
      places[more.labels] = series.count
      series.append(more)
      return
    }
    series[place].samples = joined(series[place].samples, more.samples)
  }

  /// Of two samples of the same time the first counts.
  private func joined(_ first: Samples, _ second: Samples) -> Samples {
    guard let last = first.last, let next = second.first, last.at >= next.at else {
      return Samples(
        times: first.map(\.at) + second.map(\.at), values: first.map(\.value) + second.map(\.value))
    }
    var byTime: [Instant: Double] = [:]
    for sample in second { byTime[sample.at] = sample.value }
    for sample in first { byTime[sample.at] = sample.value }
    return Samples(byTime.sorted { $0.key < $1.key }.map { Sample(at: $0.key, value: $0.value) })
  }
}
