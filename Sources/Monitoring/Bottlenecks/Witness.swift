import Basics
import Telemetry

/// Puts into words and figures what a verdict is.
struct Witness {
  let series: HostSeries
  let book: ResourceBook
  let verdict: Verdict
  let processes: [ResourceRule.ProcessUse: [Consumer]]

  func bottleneck(_ place: Int) -> Bottleneck {
    let one = verdict.cases[place]
    let (candidate, rule) = (one.candidate, one.candidate.rule)
    let utilisation = candidate.readings.first { $0.measure.aspect == .utilisation }
    let servers = max(1, rule.servers.flatMap { series.value(of: $0) }.map { Int($0) } ?? 1)
    return Bottleneck(
      resource: candidate.resource, title: rule.title(of: candidate.resource.part),
      figures: Self.figures(candidate), severity: one.score.total >= 60 ? .act : .watch,
      since: one.since ?? series.now, score: one.score, evidence: evidence(one),
      checks: one.check.map { [$0] } ?? [],
      stretch: rule.waitsAsQueue ? utilisation.map { stretch($0.value, one.check?.measured, servers) } : nil,
      knee: rule.waitsAsQueue ? QueueingLaws.knee(servers: servers) : nil,
      others: place == verdict.guilty.first ? others(than: place) : [],
      suggestions: suggestions(one, servers: servers))
  }

  /// A single server's queue tells more than how busy it is, which cannot be more than all the time.
  private func stretch(_ utilisation: Double, _ inside: Double?, _ servers: Int) -> Double {
    let queued = servers == 1 ? inside.map { QueueingLaws.utilisation(inside: $0) } ?? 0 : 0
    return QueueingLaws.stretch(servers: servers, utilisation: min(max(utilisation, queued), 0.995))
  }

  /// `busy 98 %, queue 14, waiting 210 ms`, in both languages.
  private static func figures(_ candidate: Candidate) -> Bilingual {
    let told = candidate.telling.prefix(4).map { reading in
      (words: reading.measure.words, value: reading.measure.unit.text(reading.value))
    }
    return Bilingual(
      english: told.map { "\($0.words.english) \($0.value)" }.joined(separator: ", "),
      chinese: told.map { "\($0.words.chinese) \($0.value)" }.joined(separator: "，"))
  }

  /// Three figures: how much is in use, how much waits or fails, and what else there is, the worst first.
  private func evidence(_ one: Verdict.Case) -> [Evidence] {
    let candidate = one.candidate
    var chosen = [candidate.worst(.utilisation), candidate.worst(.saturation), candidate.worst(.errors)]
      .compactMap { $0 }
    let rest = candidate.readings.sorted { $0.degree > $1.degree }
    for reading in rest where chosen.count < 3 {
      let isNew = !chosen.contains { $0.measure.query.template == reading.measure.query.template }
      if isNew { chosen.append(reading) }
    }
    let own = chosen.map { evidence($0, one.trends[$0.measure.name]) }
    return Array((own + (own.count < 3 ? symptoms(besides: candidate) : [])).prefix(3))
  }

  private func evidence(_ reading: MeasuredValue, _ trend: [Double]?) -> Evidence {
    let measure = reading.measure
    return Evidence(
      measure: measure.name, aspect: measure.aspect, words: measure.words, unit: measure.unit,
      limit: measure.limit, expression: measure.query.text(for: series.host), value: reading.value,
      values: (trend ?? []).map(Float.init), from: verdict.from, to: series.now)
  }

  /// What suffers from it, for a resource that has not three figures of its own.
  private func symptoms(besides candidate: Candidate) -> [Evidence] {
    verdict.cases.filter { $0.candidate.resource != candidate.resource }.flatMap { other in
      [other.candidate.worst(.saturation), other.candidate.worst(.utilisation)].compactMap { $0 }.filter {
        symptom in
        !candidate.readings.contains { $0.measure.query.template == symptom.measure.query.template }
      }.map { evidence($0, other.trends[$0.measure.name]) }
    }
  }

  /// One of each kind, the most suspect.
  private func others(than place: Int) -> [Acquittal] {
    let own = verdict.cases[place].candidate.resource.kind
    let rest = verdict.cases.indices.filter { verdict.cases[$0].candidate.resource.kind != own }
    let byKind = Dictionary(grouping: rest) { verdict.cases[$0].candidate.resource.kind }
    let chosen = byKind.values.compactMap { places in
      places.max { (verdict.cases[$0].score.total, -$0) < (verdict.cases[$1].score.total, -$1) }
    }
    return chosen.sorted { (-verdict.cases[$0].score.total, $0) < (-verdict.cases[$1].score.total, $1) }.map(
      acquittal)
  }

  private func acquittal(_ place: Int) -> Acquittal {
    let one = verdict.cases[place]
    let cause = one.causes.first.map { verdict.cases[$0].candidate }
    return Acquittal(
      resource: one.candidate.resource, title: one.candidate.rule.title(of: one.candidate.resource.part),
      reason: reason(place), figures: Self.figures(one.candidate),
      cause: cause.map { $0.rule.title(of: $0.resource.part) }, points: one.score.total)
  }

  private func reason(_ place: Int) -> Acquittal.Reason {
    let one = verdict.cases[place]
    if !one.causes.isEmpty { return .effect }
    if one.candidate.isConstraint { return verdict.holdsUp(place) ? .weaker : .brief }
    return one.candidate.isBusy ? .busyOnly : .waitingOnly
  }

  private func suggestions(_ one: Verdict.Case, servers: Int) -> [Suggestion] {
    let (candidate, rule) = (one.candidate, one.candidate.rule)
    let utilisation =
      candidate.worst(.utilisation) ?? candidate.readings.first { $0.measure.aspect == .utilisation }
      ?? candidate.worst(.errors)
    guard let utilisation else { return [] }
    let consumer = consumers(of: rule).max { $0.share < $1.share }
    let found = rule.remedies.compactMap { remedy in
      remedy.suggestion(
        for: candidate.resource.part, of: rule, reading: utilisation, servers: servers,
        inside: one.check?.measured, consumer: consumer, host: series.host)
    }
    // What leaves the least in use comes first; of equal ones in the order of the data.
    return found.enumerated().sorted {
      ($0.element.effect.predicted, $0.offset) < ($1.element.effect.predicted, $1.offset)
    }.map(\.element)
  }

  private func consumers(of rule: ResourceRule) -> [Consumer] {
    let told = rule.consumers.map { series.values(of: $0, by: "name") } ?? [:]
    if !told.isEmpty { return told.map { Consumer($0.key, share: $0.value) } }
    return rule.processes.flatMap { processes[$0] } ?? []
  }
}
