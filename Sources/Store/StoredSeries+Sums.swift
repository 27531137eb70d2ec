import Basics
import Telemetry

/// What a query wants of the blocks.
struct Wanted {
  let selector: Selector
  let after: Instant
  let upTo: Instant
  let hints: SelectionHints
  let usesSums: Bool

  /// The aggregate that answers at stretches of a grain just as the samples would: the query must look only where
  /// stretches end, and at whole stretches.
  func exactAggregate(_ grain: Span) -> Aggregate? {
    guard usesSums, isMultiple(hints.start - .epoch, of: grain), isMultiple(hints.step, of: grain),
      isMultiple(hints.range, of: grain)
    else { return nil }
    if hints.range == .zero { return hints.function == nil ? .last : nil }
    return hints.function.flatMap { Self.exact[$0] }
  }

  private func isMultiple(_ span: Span, of grain: Span) -> Bool {
    span.milliseconds % grain.milliseconds == 0
  }

  private static let exact: [String: Aggregate] = [
    "min_over_time": .minimum, "max_over_time": .maximum, "sum_over_time": .sum,
  ]

  /// How what is summed up stands for samples that are gone; nil where nothing could.
  var substitute: Stretch.Reading? {
    guard hints.range > .zero else { return .aggregate(.last) }
    return hints.function.flatMap { Self.substitutes[$0] }
  }

  private static let substitutes: [String: Stretch.Reading] = [
    "min_over_time": .aggregate(.minimum), "max_over_time": .aggregate(.maximum),
    "sum_over_time": .aggregate(.sum), "avg_over_time": .mean, "last_over_time": .aggregate(.last),
    "present_over_time": .aggregate(.last), "absent_over_time": .aggregate(.last), "delta": .aggregate(.last),
    "deriv": .aggregate(.last), "predict_linear": .aggregate(.last), "rate": .growth, "increase": .growth,
  ]
}

/// A stretch of time that is read at one grain.
struct Stretch {
  /// What a row is taken for.
  enum Reading: Hashable {
    case samples
    case aggregate(Aggregate)
    case mean
    /// A counter that never falls.
    case growth
  }

  let grain: Span
  let after: Instant
  let upTo: Instant
  var reading = Reading.samples
  /// Whether a value holds until the next, since a query may look between two.
  var holds = false
  /// Why it cannot be read as the query wants.
  var refusal: String?

  private static let holding = Head.lookback - .minutes(1)

  /// The times that rows at these times stand for.
  func times(_ rows: ArraySlice<Instant>) -> [Instant] {
    holds ? rows.flatMap { row in copies.map { row + Self.holding * $0 } } : Array(rows)
  }

  private var copies: Range<Int64> { 0..<grain.milliseconds / Self.holding.milliseconds }

  func values(of series: Int, _ rows: Range<Int>, _ columns: inout BlockColumns, _ store: Store)
    throws(StoreFault) -> ArraySlice<Double>?
  {
    func aggregate(_ aggregate: Aggregate) throws(StoreFault) -> ArraySlice<Double>? {
      try columns.values(of: Rollup.column(aggregate, of: series), rows, in: store)
    }
    switch reading {
    case .samples: return try columns.values(of: series, rows, in: store)
    case .aggregate(let wanted): return try aggregate(wanted).map(held)
    case .growth: return try aggregate(.increase)
    case .mean:
      guard let sums = try aggregate(.sum), let counts = try aggregate(.count) else { return nil }
      return zip(sums, counts).map { $1 > 0 ? $0 / $1 : Absence.marker }[...]
    }
  }

  private func held(_ values: ArraySlice<Double>) -> ArraySlice<Double> {
    holds ? values.flatMap { value in copies.map { _ in value } }[...] : values
  }
}

extension StoredSeries {
  /// From which blocks a source's samples are to be read: from those summed up where these answer as well, or where the
  /// samples themselves are kept no more.
  func stretches(of source: Int64, _ wanted: Wanted, _ end: Instant) throws(StoreFault) -> [Stretch] {
    for grain in [Retention.hourGrain, Retention.minuteGrain] {
      guard let aggregate = wanted.exactAggregate(grain),
        let summed = try store.latestBlocks(of: source, grain: grain, limit: 1).first?.last,
        try store.firstBlock(of: source, grain: grain, after: .epoch).map({ $0.first <= wanted.after + grain }
        )
          == true
      else { continue }
      let middle = min(summed, end)
      return [
        Stretch(grain: grain, after: wanted.after, upTo: middle, reading: .aggregate(aggregate)),
        Stretch(grain: .zero, after: max(middle, wanted.after), upTo: end),
      ]
    }
    return try substituted(source, wanted, end)
  }

  private func substituted(_ source: Int64, _ wanted: Wanted, _ end: Instant) throws(StoreFault) -> [Stretch]
  {
    var stretches: [Stretch] = []
    var upTo = end
    for grain in [Span.zero, Retention.minuteGrain, Retention.hourGrain] {
      guard let first = try store.firstBlock(of: source, grain: grain, after: .epoch)?.first, first <= upTo
      else {
        continue
      }
      let after = max(wanted.after, first - .milliseconds(1))
      stretches.insert(stretch(wanted, grain, after, upTo), at: 0)
      upTo = after
      if after == wanted.after { break }
    }
    return stretches
  }

  private func stretch(_ wanted: Wanted, _ grain: Span, _ after: Instant, _ upTo: Instant) -> Stretch {
    guard grain > .zero else { return Stretch(grain: grain, after: after, upTo: upTo) }
    guard let reading = wanted.substitute else {
      let name = wanted.hints.function ?? "a range"
      return Stretch(
        grain: grain, after: after, upTo: upTo,
        refusal: "\(name) needs the samples themselves, which are not kept from so long ago")
    }
    return Stretch(
      grain: grain, after: after, upTo: upTo, reading: reading,
      holds: wanted.hints.range == .zero && grain > Head.lookback)
  }
}
