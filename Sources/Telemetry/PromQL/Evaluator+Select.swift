import Basics

extension Evaluator {
  /// The samples a range covers, series by series.
  struct Window {
    let selection: Selection
    /// The range is open at its start.
    let start: Instant
    let end: Instant
    let edges: VectorSelector.Edges?
    /// How far beyond the range the samples for its edges may lie.
    let lookback: Span
    let place: Range<Int>

    /// Where the samples of one block stand; where edges are to be worked out, those around the range as well.
    func places(of block: Int) -> Range<Int> {
      selection.window(
        of: block, after: edges == nil ? start : start - lookback,
        upTo: edges == .smoothed ? end + lookback : end)
    }

    /// Visits each series that has samples.
    func visit(_ visit: (Labels, _ dropsName: Bool, Samples) throws(QueryFault) -> Void) throws(QueryFault) {
      for place in selection.blocks.indices {
        let (block, places) = (selection.blocks[place], places(of: place))
        guard !places.isEmpty else { continue }
        for (index, labels) in block.series.labels.enumerated() {
          try visit(labels, block.dropsName, block.series.samples(of: index, places))
        }
      }
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

  /// What the samples of a selector are wanted for.
  struct Wish {
    /// How much is needed before and after each of the times.
    var before = Span.zero
    var after = Span.zero
    var range = Span.zero
    var function: String?
  }

  /// The series of a selector, as they are needed from before the first of the times to after the last. Whatever
  /// looks at ranges sees no ends of series.
  private func selected(_ selector: VectorSelector, _ wish: Wish, _ place: Range<Int>) throws(QueryFault)
    -> Selection
  {
    try evaluation.selection(at: place.lowerBound) { () throws(QueryFault) in
      let first = try shifted(times.lowerBound, selector.shift, place)
      let last = try shifted(times.upperBound, selector.shift, place)
      var hints = SelectionHints(start: first, end: last)
      (hints.step, hints.range, hints.function) = (evaluation.step, wish.range, wish.function)
      hints.budget = evaluation.budget
      hints.budget.place = place
      let found = try evaluation.source.blocks(
        selector.selector, after: first - wish.before, upTo: last + wish.after, hints)
      let keepsEnds = wish.range == .zero && selector.edges == nil
      return (keepsEnds ? found : Selection.unmarked(found)).map { Selection.Block($0) }
    }
  }

  /// What a visitor makes of the latest sample of each series of a selector; nil leaves the series out.
  func latest<Result>(
    _ selector: VectorSelector, _ place: Range<Int>, _ made: (Labels, Sample) -> Result?
  ) throws(QueryFault) -> [Result] {
    if selector.edges == .smoothed { return try smoothed(selector, place, made) }
    let (time, lookback) = (try shifted(time, selector.shift, place), evaluation.lookback)
    var found: [Result] = []
    if times.lowerBound == times.upperBound {
      evaluation.budget.place = place
      try evaluation.source.forEachLatest(
        selector.selector, at: time, lookback: lookback, evaluation.budget
      ) { labels, sample in
        if let result = made(labels, sample) { found.append(result) }
      }
      return found
    }
    let selection = try selected(selector, Wish(before: lookback), place)
    try evaluation.budget.work(selection.count)
    selection.forEachLatest(at: time, lookback: lookback) { labels, sample in
      if let result = made(labels, sample) { found.append(result) }
    }
    return found
  }

  /// The value of each series on the line between the samples around the time.
  private func smoothed<Result>(
    _ selector: VectorSelector, _ place: Range<Int>, _ made: (Labels, Sample) -> Result?
  ) throws(QueryFault) -> [Result] {
    let (time, lookback) = (try shifted(time, selector.shift, place), evaluation.lookback)
    let window = Window(
      selection: try selected(selector, Wish(before: lookback, after: lookback), place),
      start: time - lookback, end: time + lookback, edges: nil, lookback: .zero, place: place)
    var found: [Result] = []
    try window.visit { labels, _, samples throws(QueryFault) in
      if samples.hasHistograms { throw .nativeHistogram(place) }
      guard let value = samples.value(at: time) else { return }
      if let result = made(labels, Sample(at: time, value: value)) { found.append(result) }
    }
    return found
  }

  /// The samples of a range, and what function they are for.
  func window(of expression: Expression, for function: String? = nil) throws(QueryFault) -> Window {
    let place = expression.place
    switch expression.form {
    case .matrix(let selector, let range):
      let (range, lookback) = (try positiveSpan(range, place), evaluation.lookback)
      let end = try shifted(time, selector.shift, place)
      let wish = Wish(
        before: selector.edges == nil ? range : range + lookback,
        after: selector.edges == .smoothed ? lookback : .zero, range: range, function: function)
      return Window(
        selection: try selected(selector, wish, place), start: end - range, end: end, edges: selector.edges,
        lookback: lookback, place: place)
    case .subquery(let subquery): return try window(of: subquery, place)
    case .group(let inner): return try window(of: inner, for: function)
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
    let selection = try evaluation.selection(at: -place.upperBound) { () throws(QueryFault) in
      try steps(of: subquery, range, place)
    }
    return Window(
      selection: selection, start: end - range, end: end, edges: nil, lookback: .zero, place: place)
  }

  /// Every step that any of the times looks at. Steps stand at whole multiples of the step since the epoch, so that a
  /// query made a second later sees the same.
  private func steps(of subquery: Subquery, _ range: Span, _ place: Range<Int>) throws(QueryFault)
    -> [Selection.Block]
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
      try matrix.append(try inner.mixed(subquery.expression), at: at, evaluation.budget)
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

extension Samples {
  /// Whether native histograms are among the samples.
  var hasHistograms: Bool { withColumns { _, values in values.contains(where: NativeHistogram.isMarker) } }

  /// The value on the line between the samples around a time; after the last sample its value.
  fileprivate func value(at time: Instant) -> Double? {
    let after = place(after: time)
    guard after > startIndex else { return nil }
    let left = self[after - 1]
    guard left.at < time, after < endIndex else { return left.value }
    return left.value(at: time, towards: self[after])
  }
}
