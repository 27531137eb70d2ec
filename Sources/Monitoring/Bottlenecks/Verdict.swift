import Basics
import Telemetry

/// Which of the suspects is to blame.
struct Verdict {
  /// A suspect with what the past tells of it.
  struct Case {
    let candidate: Candidate
    /// How its measures went, by their names.
    let trends: [String: [Double]]
    /// Since when it holds work up without a break; nil where it does not.
    let since: Instant?
    var score = Score()
    /// The places of the cases that bring it about.
    var causes: [Int] = []
    var check: LawCheck?
  }

  private(set) var cases: [Case] = []
  /// The places of those that nothing else brings about, worst first.
  private(set) var guilty: [Int] = []
  let from: Instant
  let step: Span
  private let now: Instant
  private let hold: Span

  /// How far apart values of a trend lie.
  private static let steps: Int64 = 40

  init(_ suspects: [Candidate], _ series: HostSeries, _ book: ResourceBook) {
    let step = max(book.window / Self.steps, .seconds(5))
    let from = series.now - step * (book.window.milliseconds / step.milliseconds)
    (self.step, self.from, now, hold) = (step, from, series.now, book.hold)
    var known: [String: [String: [Double]]] = [:]
    cases = suspects.map { candidate in
      let trends = Self.trends(of: candidate, series, from: from, step: step, &known)
      let since = candidate.isConstraint ? Self.since(candidate, trends, from: from, step: step) : nil
      return Case(candidate: candidate, trends: trends, since: since ?? (candidate.isConstraint ? now : nil))
    }
    for place in cases.indices { cases[place].check = Self.check(cases[place].candidate, series) }
    rate()
    blame(series)
    rate()
    guilty = cases.indices.filter { holdsUp($0) && cases[$0].causes.isEmpty }.sorted(by: leads)
  }

  /// Whether a case has held work up for long enough.
  func holdsUp(_ place: Int) -> Bool { cases[place].since.map { now - $0 >= hold } ?? false }

  private func leads(_ left: Int, _ right: Int) -> Bool {
    let (first, second) = (cases[left], cases[right])
    if first.score.total != second.score.total { return first.score.total > second.score.total }
    let times = (first.since ?? now, second.since ?? now)
    return times.0 == times.1 ? left < right : times.0 < times.1
  }

  private static func trends(
    of candidate: Candidate, _ series: HostSeries, from: Instant, step: Span,
    _ known: inout [String: [String: [Double]]]
  ) -> [String: [Double]] {
    var trends: [String: [Double]] = [:]
    for reading in candidate.readings where !reading.measure.wantsHistory {
      let key = reading.measure.query.template
      let all =
        known[key]
        ?? series.trend(of: reading.measure.query, by: candidate.rule.partLabel, from: from, step: step)
      known[key] = all
      trends[reading.measure.name] = all[candidate.resource.part] ?? all[""]
    }
    return trends
  }

  /// Since when it is in use and waited for at once, or fails.
  private static func since(
    _ candidate: Candidate, _ trends: [String: [Double]], from: Instant, step: Span
  ) -> Instant? {
    func first(_ aspect: Measure.Aspect) -> Int? {
      candidate.readings.filter { $0.measure.aspect == aspect && $0.isBeyond }.compactMap { reading in
        reading.measure.wantsHistory ? 0 : trends[reading.measure.name].map { beginning($0, reading.measure) }
      }.min()
    }
    let places = [
      candidate.isBusy && (candidate.isSaturated || candidate.rule.isCapacity)
        ? first(.utilisation).map { max($0, first(.saturation) ?? $0) } : nil,
      candidate.isFailing ? first(.errors) : nil,
    ].compactMap { $0 }
    return places.min().map { from + step * Int64($0) }
  }

  /// Where the last stretch beyond the limit begins; a gap of two values does not break it.
  private static func beginning(_ values: [Double], _ measure: Measure) -> Int {
    var (start, gap) = (values.count - 1, 0)
    for (place, value) in values.enumerated().reversed() {
      if !value.isNaN, measure.isBeyond(value) { (start, gap) = (place, 0) } else { gap += 1 }
      if gap > 2 { break }
    }
    return start
  }

  private mutating func blame(_ series: HostSeries) {
    var proofs: [String: Double?] = [:]
    for place in cases.indices {
      let causes = cases.indices.filter { cause in
        cause != place && holdsUp(cause) && brings(cause, place, series, &proofs)
      }
      cases[place].causes = causes
    }
    // Where two bring each other about, the one that leads is the cause.
    for place in cases.indices {
      let causes = cases[place].causes.filter { !(cases[$0].causes.contains(place) && leads(place, $0)) }
      cases[place].causes = causes
    }
  }

  private func brings(
    _ cause: Int, _ place: Int, _ series: HostSeries, _ proofs: inout [String: Double?]
  ) -> Bool {
    let (culprit, victim) = (cases[cause].candidate, cases[place].candidate)
    // What fails of no part in particular is of the part that is the trouble.
    if victim.isAnyPart, culprit.resource.kind == victim.resource.kind { return !culprit.isAnyPart }
    return culprit.rule.causes.contains { relation in
      guard relation.kind == victim.resource.kind, culprit.resource.kind != victim.resource.kind,
        !relation.isOfSamePart || culprit.resource.part == victim.resource.part
      else { return false }
      guard let proof = relation.proof else { return true }
      let value = proofs[proof.template] ?? series.value(of: proof)
      proofs[proof.template] = value
      if let value { return value >= relation.limit }
      return (cases[cause].since ?? now) <= (cases[place].since ?? now) + step
    }
  }

  private mutating func rate() {
    let scores = cases.indices.map(score)
    for (place, score) in scores.enumerated() { cases[place].score = score }
  }

  private func score(of place: Int) -> Score {
    let one = cases[place]
    var terms: [Score.Term] = []
    if let worst = one.candidate.worst(.utilisation) { terms.append(.init(.busy, 20 + 20 * worst.degree)) }
    if let worst = one.candidate.worst(.saturation) { terms.append(.init(.waiting, 20 + 20 * worst.degree)) }
    if let worst = one.candidate.worst(.errors) { terms.append(.init(.failing, 30 + 30 * worst.degree)) }
    let earliest = cases.indices.filter { cases[$0].causes.isEmpty }.compactMap { cases[$0].since }.min()
    if let since = one.since, let earliest, since <= earliest + step { terms.append(.init(.first, 10)) }
    if cases.contains(where: { $0.causes.contains(place) }) { terms.append(.init(.cause, 10)) }
    if let check = one.check, !check.holds { terms.append(.init(.doubt, -20)) }
    return Score(terms)
  }

  private static func check(_ candidate: Candidate, _ series: HostSeries) -> LawCheck? {
    guard let law = candidate.rule.laws.first else { return nil }
    func value(_ query: HostQuery) -> Double? {
      let values = series.values(of: query, by: candidate.rule.partLabel)
      return values[candidate.resource.part]
    }
    guard let arrivals = value(law.arrivals), let stay = value(law.stay), let inside = value(law.inside)
    else {
      return nil
    }
    return LawCheck(arrivals: arrivals, stay: stay, inside: inside)
  }
}
