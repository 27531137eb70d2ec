import Basics

/// A series as it was read for all the steps of a question.
struct SelectedSeries {
  let labels: Labels
  /// Whether the name is still there only because names are dropped late.
  let dropsName: Bool
  let samples: Samples
  /// Whether native histograms are among the samples.
  let hasHistograms: Bool

  init(_ series: Series, dropsName: Bool = false) {
    labels = series.labels
    self.dropsName = dropsName
    samples = series.samples
    hasHistograms = series.samples.withColumns { _, values in
      values.contains { $0.isNaN && NativeHistogram.isMarker($0) }
    }
  }

  /// The labels without what tells of the metric.
  var nameless: Labels { labels.withoutMetadata }
}

/// The series that were read for a selector, with a finger in each of them. Steps go forward in time, and the fingers
/// with them, so that no step has to search.
/// A class because every step moves the fingers.
final class Selection {
  let series: [SelectedSeries]
  private var fingers: [(first: Int, last: Int)]

  init(_ series: [SelectedSeries]) {
    self.series = series
    fingers = Array(repeating: (0, 0), count: series.count)
  }

  /// Where the samples of a window stand that is open on the left.
  func window(of index: Int, after start: Instant, upTo end: Instant) -> Range<Int> {
    series[index].samples.withColumns { times, _ in
      Self.move(&fingers[index].first, in: times, behind: start)
      Self.move(&fingers[index].last, in: times, behind: end)
    }
    let (first, last) = fingers[index]
    return first..<max(first, last)
  }

  /// The latest sample of a series that is not older than the lookback and has not ended.
  func latest(of index: Int, at time: Instant, lookback: Span) -> Sample? {
    series[index].samples.withColumns { times, values in
      Self.move(&fingers[index].last, in: times, behind: time)
      let place = fingers[index].last - 1
      guard place >= 0, times[place] > time - lookback, !Staleness.isMarker(values[place]) else { return nil }
      return Sample(at: times[place], value: values[place])
    }
  }

  /// Moves a finger to the first sample later than a time.
  private static func move(
    _ finger: inout Int, in times: UnsafeBufferPointer<Instant>, behind time: Instant
  ) {
    if let last = times.last, last <= time {
      finger = times.count
      return
    }
    if finger > 0, times[finger - 1] > time { finger = 0 }
    while finger < times.count, times[finger] <= time { finger += 1 }
  }
}
