import Basics

/// Several sources of series that answer as one.
///
/// A series that several of them have is one series: that of the first source that has it, with the others filling in
/// where that one would not be found, before it begins, after its end, and in gaps longer than the usual lookback. Two
/// readings of the same thing are so never mixed sample by sample, which would spoil rates.
///
/// The first source must answer. When another fails, what the others have is the answer, and a warning in the budget
/// names what failed; only that the query is over, by its budget, or that something is refused, ends it all.
public struct UnitedSeries: SeriesSource {
  let first: any SeriesSource
  let others: [any SeriesSource]
  /// Whether a source that fails is a fault, for those who have no budget in which a warning could stand.
  private var isStrict = false

  public init(_ first: any SeriesSource, and others: [any SeriesSource]) {
    self.first = first
    self.others = others
  }

  public func instant(_ selector: Selector, at time: Instant, lookback: Span) throws(QueryFault) -> [Series] {
    var found: [Series] = []
    try strict.forEachLatest(selector, at: time, lookback: lookback, SampleBudget()) { labels, sample in
      found.append(Series(labels: labels, samples: [sample]))
    }
    return found
  }

  public func forEachLatest(
    _ selector: Selector, at time: Instant, lookback: Span, _ budget: SampleBudget,
    _ visit: (Labels, Sample) -> Void
  ) throws(QueryFault) {
    var known: Set<Labels> = []
    try first.forEachLatest(selector, at: time, lookback: lookback, budget) { labels, sample in
      known.insert(labels)
      visit(labels, sample)
    }
    for other in others {
      try tolerating(budget) { () throws(QueryFault) in
        // Nothing is visited of a source that fails half-way.
        var found: [(Labels, Sample)] = []
        try other.forEachLatest(selector, at: time, lookback: lookback, budget) { found.append(($0, $1)) }
        for (labels, sample) in found where known.insert(labels).inserted { visit(labels, sample) }
      }
    }
  }

  public func samples(_ selector: Selector, after start: Instant, upTo end: Instant) throws(QueryFault)
    -> [Series]
  {
    try strict.samples(selector, after: start, upTo: end, SelectionHints(start: end, end: end))
  }

  public func samples(
    _ selector: Selector, after start: Instant, upTo end: Instant, _ hints: SelectionHints
  ) throws(QueryFault) -> [Series] {
    try blocks(selector, after: start, upTo: end, hints).flatMap(\.series)
  }

  public func blocks(
    _ selector: Selector, after start: Instant, upTo end: Instant, _ hints: SelectionHints
  ) throws(QueryFault) -> [SeriesBlock] {
    var united = try first.blocks(selector, after: start, upTo: end, hints)
    for other in others {
      var more: [SeriesBlock] = []
      try tolerating(hints.budget) { () throws(QueryFault) in
        more = try other.blocks(selector, after: start, upTo: end, hints)
      }
      if united.isEmpty { united = more } else if !more.isEmpty { united = Self.united(united, more) }
    }
    return united
  }

  /// Blocks of both; those whose series are in one alone stay as they are.
  private static func united(_ first: [SeriesBlock], _ second: [SeriesBlock]) -> [SeriesBlock] {
    var fillings: [Labels: Samples] = [:]
    for block in second {
      for series in block.series { fillings[series.labels] = series.samples }
    }
    var (result, shared) = ([SeriesBlock](), Set<Labels>())
    for block in first {
      guard block.labels.contains(where: { fillings[$0] != nil }) else {
        result.append(block)
        continue
      }
      for series in block.series {
        let filled = fillings[series.labels].map { series.samples.filled(with: $0) } ?? series.samples
        if fillings[series.labels] != nil { shared.insert(series.labels) }
        result.append(SeriesBlock(Series(labels: series.labels, samples: filled)))
      }
    }
    for block in second where !block.labels.allSatisfy(shared.contains) {
      if block.labels.contains(where: shared.contains) {
        result += block.series.filter { !shared.contains($0.labels) }.map { SeriesBlock($0) }
      } else {
        result.append(block)
      }
    }
    return result
  }

  /// Does without a source that fails, and says so.
  private func tolerating(_ budget: SampleBudget, _ ask: () throws(QueryFault) -> Void) throws(QueryFault) {
    do throws(QueryFault) { try ask() } catch {
      switch error.kind {
      case _ where isStrict: throw error
      case .execution, .badData: budget.warn("\(error.reason); its series are missing here")
      case .refused, .timeout, .cancelled: throw error
      }
    }
  }

  private var strict: UnitedSeries {
    var strict = self
    strict.isStrict = true
    return strict
  }
}

extension Samples {
  /// These samples, with others where none of these would be found: longer ago than the lookback, or behind an end.
  func filled(with others: Samples) -> Samples {
    let lookback = Head.lookback
    var (result, next) = ([Sample](), 0)
    var covered = Instant.never
    for sample in self {
      while next < others.count, others[next].at < sample.at {
        if others[next].at >= covered { result.append(others[next]) }
        next += 1
      }
      if next < others.count, others[next].at == sample.at { next += 1 }
      let isEnd = Staleness.isMarker(sample.value)
      // An end counts for nothing where the other is still there.
      let isFound = next > 0 && others[next - 1].at > sample.at - lookback
      if isEnd, isFound, !Staleness.isMarker(others[next - 1].value) {
        covered = sample.at
        continue
      }
      covered = isEnd ? sample.at : sample.at + lookback
      result.append(sample)
    }
    for place in next..<Swift.max(next, others.count) where others[place].at >= covered {
      result.append(others[place])
    }
    return Samples(result)
  }
}
