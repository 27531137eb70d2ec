import Basics

/// The samples of one series in a range, with what a function may need to know about it. It lives no longer than the
/// function is at work, since it looks at the samples where they lie.
struct RangeWindow {
  var samples = SampleWindow(
    times: UnsafeBufferPointer(start: nil, count: 0), values: UnsafeBufferPointer(start: nil, count: 0))
  /// The range is open at its start.
  let start: Instant
  let end: Instant
  /// How the values at start and end are come by; the samples then reach beyond the range.
  let edges: VectorSelector.Edges?
  /// The time of the evaluation, where it differs from the end by an offset.
  let time: Instant
  let scalars: [Double]
  /// Where the range stands in the query.
  let place: Range<Int>

  init(_ window: Evaluator.Window, time: Instant, scalars: [Double]) {
    (start, end, edges) = (window.start, window.end, window.edges)
    (self.time, self.scalars, place) = (time, scalars, window.place)
  }

  var values: UnsafeBufferPointer<Double> { samples.values }
}

/// Samples where they lie in memory.
struct SampleWindow: RandomAccessCollection {
  let times: UnsafeBufferPointer<Instant>
  let values: UnsafeBufferPointer<Double>

  var startIndex: Int { 0 }
  var endIndex: Int { times.count }
  subscript(position: Int) -> Sample { Sample(at: times[position], value: values[position]) }
}
