import Basics

extension Evaluator {
  /// The samples a range covers, series by series.
  struct Window {
    let series: [SelectedSeries]
    /// The range is open at its start.
    let start: Instant
    let end: Instant
    let edges: VectorSelector.Edges?
    /// How far beyond the range the samples for its edges may lie.
    let lookback: Span
    let place: Range<Int>

    /// The samples of one series; where edges are to be worked out, those around the range as well.
    func samples(of series: SelectedSeries) -> ArraySlice<Sample> {
      series.window(
        after: edges == nil ? start : start - lookback, upTo: edges == .smoothed ? end + lookback : end)
    }
  }

  func span(_ length: Length, _ place: Range<Int>) throws(QueryFault) -> Span {
    do throws(Length.Fault) {
      return try length.span(step: evaluation.step, range: evaluation.end - evaluation.start)
    } catch { throw QueryFault(place, error.rawValue) }
  }

  private func positiveSpan(_ length: Length, _ place: Range<Int>) throws(QueryFault) -> Span {
    let span = try span(length, place)
    guard span > .zero else { throw QueryFault(place, Length.Fault.sign.rawValue) }
    return span
  }

  private func shifted(_ time: Instant, _ shift: TimeShift, _ place: Range<Int>) throws(QueryFault) -> Instant
  {
    let base =
      switch shift.anchor {
      case .instant(let instant): instant
      case .start: evaluation.start
      case .end: evaluation.end
      case nil: time
      }
    return base - (try span(shift.offset, place))
  }

  /// The series of a selector, as they are needed from before the first of the times to after the last.
  private func selected(
    _ selector: VectorSelector, before: Span, after: Span, _ place: Range<Int>
  ) throws(QueryFault) -> [SelectedSeries] {
    try evaluation.selection(at: place.lowerBound) { () throws(QueryFault) in
      let first = try shifted(times.lowerBound, selector.shift, place)
      let last = try shifted(times.upperBound, selector.shift, place)
      return try evaluation.source.samples(selector.selector, after: first - before, upTo: last + after)
        .map { SelectedSeries($0) }
    }
  }

  /// The latest sample of each series of a selector.
  func latest(_ selector: VectorSelector, _ place: Range<Int>) throws(QueryFault) -> [(
    labels: Labels, sample: Sample
  )] {
    if selector.edges == .smoothed { return try smoothed(selector, place) }
    let (time, lookback) = (try shifted(time, selector.shift, place), evaluation.lookback)
    var found: [(labels: Labels, sample: Sample)] = []
    if times.lowerBound == times.upperBound {
      found = try evaluation.source.instant(selector.selector, at: time, lookback: lookback)
        .map { ($0.labels, $0.samples[0]) }
    } else {
      for series in try selected(selector, before: lookback, after: .zero, place) {
        guard let sample = series.latest(at: time, lookback: lookback) else { continue }
        found.append((series.labels, sample))
      }
    }
    return found
  }

  /// The value of each series on the line between the samples around the time.
  private func smoothed(_ selector: VectorSelector, _ place: Range<Int>) throws(QueryFault) -> [(
    labels: Labels, sample: Sample
  )] {
    let (time, lookback) = (try shifted(time, selector.shift, place), evaluation.lookback)
    var found: [(labels: Labels, sample: Sample)] = []
    for series in try selected(selector, before: lookback, after: lookback, place) {
      let samples = series.window(after: time - lookback, upTo: time + lookback)
      if series.hasHistograms(in: samples) { throw .nativeHistogram(place) }
      guard let value = samples.value(at: time) else { continue }
      found.append((series.labels, Sample(at: time, value: value)))
    }
    return found
  }

  func window(of expression: Expression) throws(QueryFault) -> Window {
    let place = expression.place
    switch expression.form {
    case .matrix(let selector, let range):
      let (range, lookback) = (try positiveSpan(range, place), evaluation.lookback)
      let end = try shifted(time, selector.shift, place)
      let series = try selected(
        selector, before: selector.edges == nil ? range : range + lookback,
        after: selector.edges == .smoothed ? lookback : .zero, place)
      return Window(
        series: series, start: end - range, end: end, edges: selector.edges, lookback: lookback, place: place)
    case .subquery(let subquery): return try window(of: subquery, place)
    case .group(let inner): return try window(of: inner)
    case .number, .text, .vector, .negation, .binary, .aggregation, .call:
      preconditionFailure("types were checked")
    }
  }
}

extension Evaluator {
  private func window(of subquery: Subquery, _ place: Range<Int>) throws(QueryFault) -> Window {
    let range = try positiveSpan(subquery.range, place)
    let end = try shifted(time, subquery.shift, place)
    // A subquery begins where its inner expression does; its end tells it from that.
    let series = try evaluation.selection(at: -place.upperBound) { () throws(QueryFault) in
      try steps(of: subquery, range, place)
    }
    return Window(
      series: series, start: end - range, end: end, edges: nil, lookback: .zero, place: place)
  }

  /// Every step that any of the times looks at. Steps stand at whole multiples of the step since the epoch, so that a
  /// query made a second later sees the same.
  private func steps(of subquery: Subquery, _ range: Span, _ place: Range<Int>) throws(QueryFault)
    -> [SelectedSeries]
  {
    let step = try subquery.step.map { length throws(QueryFault) in try positiveSpan(length, place) }
    let stride = step ?? evaluation.interval
    let first =
      (try shifted(times.lowerBound, subquery.shift, place) - range).rounded(downTo: stride) + stride
    let last = try shifted(times.upperBound, subquery.shift, place)
    guard first <= last else { return [] }
    try Steps.check(from: first, to: last, every: stride, place)
    var (at, matrix) = (first, MatrixBuilder())
    while at <= last {
      let inner = Evaluator(evaluation, at: at, among: first...last)
      matrix.append(try inner.mixed(subquery.expression), at: at)
      at = at + stride
    }
    return matrix.selected
  }
}

/// How often an expression may be worked out for one question.
enum Steps {
  private static let most: Int64 = 1_000_000

  static func check(from start: Instant, to end: Instant, every step: Span, _ place: Range<Int>)
    throws(QueryFault)
  {
    guard (end - start).milliseconds / step.milliseconds < most else {
      throw QueryFault(place, "more than \(most) steps are too many for one query", kind: .refused)
    }
  }
}

extension ArraySlice<Sample> {
  /// The value on the line between the samples around a time; after the last sample its value.
  fileprivate func value(at time: Instant) -> Double? {
    let after = place(after: time)
    guard after > startIndex else { return nil }
    let left = self[after - 1]
    guard left.at < time, after < endIndex else { return left.value }
    return left.value(at: time, towards: self[after])
  }
}
