import Basics
import Telemetry

/// One selector asked of a server, in as many pieces as it takes.
/// A class because it keeps the size of the pieces, and the fault of the budget that ended it.
final class RemoteQuestion {
  private let server: RemotePrometheus
  private let selector: String
  private let budget: SampleBudget
  /// Why the budget ended the question; nil when it did not.
  private(set) var fault: QueryFault?
  private var warnings: [String] = []

  init(server: RemotePrometheus, selector: String, budget: SampleBudget) {
    self.server = server
    self.selector = selector
    self.budget = budget
  }

  /// The samples later than one time and not later than another.
  func samples(after start: Instant, upTo end: Instant) throws(RemoteFault) -> RemoteAnswer<[Series]> {
    let found = try pieces(after: start, upTo: end, unit: .milliseconds(1)) { from, to throws(RemoteFault) in
      let text = "\(selector)[\((to - from).milliseconds)ms]"
      return try server.series(of: server.query(text, at: to, isWanted: isWanted))
    }
    return RemoteAnswer(value: found, warnings: warnings)
  }

  /// Whether the budget lets the question go on.
  private func isWanted() -> Bool {
    allows { () throws(QueryFault) in try budget.ask() }
  }

  private func allows(_ step: () throws(QueryFault) -> Void) -> Bool {
    do throws(QueryFault) { try step() } catch { fault = error }
    return fault == nil
  }

  /// What is asked for piece by piece, each piece a whole number of units. When an answer is too much the pieces become
  /// shorter from there on.
  private func pieces(
    after start: Instant, upTo end: Instant, unit: Span,
    _ ask: (Instant, Instant) throws(RemoteFault) -> RemoteAnswer<[Series]>
  ) throws(RemoteFault) -> [Series] {
    var (joined, from, units) = (SeriesPieces(), start, (end - start).milliseconds / unit.milliseconds)
    while from < end, units > 0 {
      guard isWanted() else { throw .unwanted }
      let to = min(from + unit * units, end)
      do throws(RemoteFault) {
        let answer = try ask(from, to)
        warnings += answer.warnings.filter { !warnings.contains($0) }
        let count = joined.append(answer.value, after: from)
        guard allows({ () throws(QueryFault) in try budget.take(count) }) else { throw .unwanted }
        from = to
      } catch {
        guard error.isTooMuch, units > 1 else { throw error }
        units = min(units, (to - from).milliseconds / unit.milliseconds) / 2
      }
    }
    return joined.series
  }
}

/// Series put together from answers about one stretch of time after another.
private struct SeriesPieces {
  private(set) var series: [Series] = []
  private var places: [Labels: Int] = [:]

  /// Adds what is later than a time and returns how many samples that is.
  mutating func append(_ more: [Series], after start: Instant) -> Int {
    var count = 0
    for piece in more {
      let samples = piece.samples.part(after: start, upTo: .distantFuture)
      count += samples.count
      guard let place = places[piece.labels] else {
        guard !samples.isEmpty else { continue }
        places[piece.labels] = series.count
        series.append(Series(labels: piece.labels, samples: samples))
        continue
      }
      for sample in samples { series[place].samples.append(sample) }
    }
    return count
  }
}

extension RemoteQuestion {
  /// The series with markers where they ended. Range selectors do not tell of ends, so where a series has a gap it is
  /// asked when it was seen, at the times that will be looked at.
  /// - Parameter start: where the window began whose length before the first look is the lookback.
  func withEnds(_ answer: RemoteAnswer<[Series]>, after start: Instant, _ hints: SelectionHints)
    throws(RemoteFault) -> RemoteAnswer<[Series]>
  {
    let gaps = answer.value.compactMap { Gaps($0.samples, upTo: hints.end) }
    guard gaps.contains(where: \.isSuspicious) else { return answer }
    let usual = max(.seconds(1), gaps.map(\.least).min() ?? .seconds(1))
    let looks = Looks(hints, usual)
    let seen = try pieces(after: looks.first - looks.step, upTo: looks.last, unit: looks.step) {
      from, to throws(RemoteFault) in
      try server.queryRange(
        selector, from: from + looks.step, to: to, step: looks.step, isWanted: isWanted)
    }
    let times = Dictionary(seen.map { ($0.labels, $0.samples) }) { first, _ in first }
    let lookback = hints.start - start
    let series = answer.value.map { series in
      Series(
        labels: series.labels,
        samples: looks.ends(of: series.samples, seen: times[series.labels] ?? [], lookback))
    }
    return RemoteAnswer(value: series, warnings: warnings)
  }
}

/// How the samples of a series follow one another.
private struct Gaps {
  /// The shortest time between two of them.
  private(set) var least = Span.hours(1)
  private var longest = Span.zero
  private let isAlone: Bool

  /// Nil without samples.
  init?(_ samples: Samples, upTo end: Instant) {
    guard let last = samples.last else { return nil }
    isAlone = samples.count == 1
    for (one, next) in zip(samples, samples.dropFirst()) {
      least = min(least, next.at - one.at)
      longest = max(longest, next.at - one.at)
    }
    longest = max(longest, end - last.at)
  }

  /// Whether it may have ended for a while: it was silent for longer than a half more than usual.
  var isSuspicious: Bool { isAlone || longest.milliseconds * 2 > least.milliseconds * 3 }
}

/// The times at which it is asked whether series were seen.
private struct Looks {
  let first: Instant
  let last: Instant
  let step: Span
  /// As many steps as servers work out for one question, and fewer.
  private static let most: Int64 = 10_000

  /// - Parameter usual: the time between two samples. A subquery looks more often than the hints tell; then it is asked
  ///   about as often as there may be something new.
  init(_ hints: SelectionHints, _ usual: Span) {
    (first, last) = (hints.start, hints.end)
    let span = max(1, (last - first).milliseconds)
    let told = hints.step > .zero ? hints.step.milliseconds : usual.milliseconds
    var parts = max(1, told / usual.milliseconds)
    while told % parts != 0 { parts -= 1 }
    step = Span(milliseconds: max(told / parts, span / Self.most + 1))
  }

  /// Samples with a marker at the first look of each stretch in which the series should be seen and is not.
  func ends(of samples: Samples, seen: Samples, _ lookback: Span) -> Samples {
    var (result, time, next, sight) = ([Sample](), first, 0, 0)
    var isEnded = false
    while time <= last {
      while next < samples.count, samples[next].at <= time {
        result.append(samples[next])
        (next, isEnded) = (next + 1, false)
      }
      while sight < seen.count, seen[sight].at < time { sight += 1 }
      let isSeen = sight < seen.count && seen[sight].at == time
      if !isSeen, !isEnded, let latest = result.last, latest.at > time - lookback {
        if latest.at == time { result.removeLast() }
        result.append(Sample(at: time, value: Staleness.marker))
        isEnded = true
      }
      time = time + step
    }
    return Samples(result + samples.dropFirst(next))
  }
}
