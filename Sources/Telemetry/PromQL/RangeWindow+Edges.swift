import Basics

// The values at the edges of an anchored or smoothed range (promql/functions.go, extendedRate and extendFloats).
extension RangeWindow {
  /// The samples inside, with one at either edge.
  var edged: [Sample] {
    guard let bounds = bounds(isCounter: false) else { return [] }
    return [Sample(at: start, value: bounds.left)] + inside + [Sample(at: end, value: bounds.right)]
  }

  /// The difference from edge to edge; a counter's resets between them are made up for.
  func difference(isCounter: Bool) -> Double? {
    guard let bounds = bounds(isCounter: isCounter) else { return nil }
    var (result, before) = (bounds.right - bounds.left, bounds.left)
    guard isCounter else { return result }
    for value in inside.map(\.value) + [bounds.right] {
      if value < before { result += before }
      before = value
    }
    return result
  }

  /// The samples strictly between the edges.
  private var inside: Slice<SampleWindow> {
    let first = samples.place(after: start)
    let last = samples.place(after: end - .milliseconds(1))
    return samples[first..<max(first, last)]
  }

  private func bounds(isCounter: Bool) -> (left: Double, right: Double)? {
    let isSmooth = edges == .smoothed
    let first = max(samples.startIndex, samples.place(after: start) - 1)
    let beyond = samples.place(after: end - .milliseconds(1))
    let last = isSmooth ? min(beyond, samples.endIndex - 1) : samples.endIndex - 1
    guard samples[last].at > start else { return nil }
    var (left, right) = (samples[first].value, samples[last].value)
    if isSmooth, samples[first].at < start {
      left = samples[first].value(at: start, towards: samples[first + 1], resetting: isCounter ? .left : nil)
    }
    if isSmooth, last > samples.startIndex, samples[last].at > end {
      right = samples[last - 1].value(at: end, towards: samples[last], resetting: isCounter ? .right : nil)
    }
    return (left, right)
  }
}

extension Sample {
  /// The edge at which a counter is looked at that was reset between two samples.
  enum ResetEdge {
    /// It counts from zero.
    case left
    /// It counts on from where it was.
    case right
  }

  /// The value at a time on the line to a later sample.
  func value(at time: Instant, towards next: Sample, resetting edge: ResetEdge? = nil) -> Double {
    var (first, second) = (value, next.value)
    if second < first, let edge {
      switch edge {
      case .left: first = 0
      case .right: second += first
      }
    }
    return first + (second - first) * Double((time - at).milliseconds) / Double((next.at - at).milliseconds)
  }
}
