import Basics

/// Series as they were read for all the steps of a question, block by block, with two fingers in each. Steps go
/// forward in time, and the fingers with them, so that no step has to search.
/// A class because every step moves the fingers.
final class Selection {
  /// A block that was read, and what is to be known of it.
  struct Block {
    let series: SeriesBlock
    /// Whether the names are still there only because names are dropped late.
    let dropsName: Bool
    /// Whether native histograms are among the samples.
    let hasHistograms: Bool

    init(_ series: SeriesBlock, dropsName: Bool = false) {
      (self.series, self.dropsName) = (series, dropsName)
      hasHistograms = series.contains(where: NativeHistogram.isMarker)
    }
  }

  let blocks: [Block]
  private var fingers: [(first: Int, last: Int)]

  init(_ blocks: [Block]) {
    self.blocks = blocks
    fingers = Array(repeating: (0, 0), count: blocks.count)
  }

  /// Blocks without the markers of ends, for those who look at ranges.
  static func unmarked(_ blocks: [SeriesBlock]) -> [SeriesBlock] {
    blocks.flatMap { block in
      guard block.contains(where: Staleness.isMarker) else { return [block] }
      return block.series.map { SeriesBlock(Series(labels: $0.labels, samples: $0.samples.unmarked)) }
    }
  }

  /// Where the samples of a window stand that is open on the left.
  func window(of place: Int, after start: Instant, upTo end: Instant) -> Range<Int> {
    blocks[place].series.withColumns { times, _ in
      Self.move(&fingers[place].first, in: times, behind: start)
      Self.move(&fingers[place].last, in: times, behind: end)
    }
    let (first, last) = fingers[place]
    return first..<max(first, last)
  }

  /// Visits the latest sample of each series that is not older than the lookback and has not ended.
  func forEachLatest(at time: Instant, lookback: Span, _ visit: (Labels, Sample) -> Void) {
    for place in blocks.indices {
      let block = blocks[place].series
      block.withColumns { times, values in
        Self.move(&fingers[place].last, in: times, behind: time)
        let latest = fingers[place].last - 1
        guard latest >= 0, times[latest] > time - lookback else { return }
        for index in block.labels.indices {
          let value = values[index * block.count + latest]
          if !Staleness.isMarker(value) {
            visit(block.labels[index], Sample(at: times[latest], value: value))
          }
        }
      }
    }
  }

  /// How many series there are.
  var count: Int { blocks.reduce(0) { $0 + $1.series.labels.count } }

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
