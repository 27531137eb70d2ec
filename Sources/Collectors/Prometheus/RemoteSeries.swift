import Basics
import Model
import Telemetry

/// The series of a Prometheus server as queries here read them. The samples themselves are asked for, with range
/// selectors, so that every function is worked out here and means what it means for any other series.
///
/// A window is open on the left, also where the server's own ranges are closed, as they are up to Prometheus 2. What
/// would be too much for one answer is asked for in pieces. Every fault of the server is an `execution` fault that names
/// the source; the faults of a budget are told as they are.
/// A class because it remembers that a server does not answer; belongs to one thread.
public final class RemoteSeries: SeriesSource {
  let server: RemotePrometheus
  private var outage: (fault: RemoteFault, until: Span)?

  /// How long a server that did not answer is left alone.
  private static let rest = Span.seconds(10)

  public init(_ server: RemotePrometheus) { self.server = server }

  /// What all its series get.
  private var own: Labels { server.origin.options.labels }

  public func instant(_ selector: Selector, at time: Instant, lookback: Span) throws(QueryFault) -> [Series] {
    try latest(selector, at: time, lookback: lookback, SampleBudget())
  }

  public func forEachLatest(
    _ selector: Selector, at time: Instant, lookback: Span, _ budget: SampleBudget,
    _ visit: (Labels, Sample) -> Void
  ) throws(QueryFault) {
    for series in try latest(selector, at: time, lookback: lookback, budget) {
      visit(series.labels, series.samples[0])
    }
  }

  private func latest(_ selector: Selector, at time: Instant, lookback: Span, _ budget: SampleBudget)
    throws(QueryFault) -> [Series]
  {
    var hints = SelectionHints(start: time, end: time)
    hints.budget = budget
    return try samples(selector, after: time - lookback, upTo: time, hints).compactMap { series in
      guard let last = series.samples.last, !Staleness.isMarker(last.value) else { return nil }
      return Series(labels: series.labels, samples: [last])
    }
  }

  public func samples(_ selector: Selector, after start: Instant, upTo end: Instant) throws(QueryFault)
    -> [Series]
  {
    try samples(selector, after: start, upTo: end, SelectionHints(start: end, end: end))
  }

  public func samples(
    _ selector: Selector, after start: Instant, upTo end: Instant, _ hints: SelectionHints
  ) throws(QueryFault) -> [Series] {
    guard start < end, let asked = selector.asked(whereSeriesGet: own) else { return [] }
    let question = RemoteQuestion(server: server, selector: asked.text, budget: hints.budget)
    let found = try told(hints.budget) { () throws(RemoteFault) in
      let samples = try question.samples(after: start, upTo: end)
      // Who looks at ranges sees no ends of series.
      guard hints.range == .zero else { return samples }
      return try question.withEnds(samples, after: start, hints)
    } ended: {
      question.fault
    }
    return own.isEmpty ? found : found.map { Series(labels: $0.labels.merging(own), samples: $0.samples) }
  }

  public func labelNames(_ matching: Selector?) throws(QueryFault) -> [String] {
    guard let asked = (matching ?? Selector(metric: nil)).asked(whereSeriesGet: own) else { return [] }
    let names = try told(SampleBudget()) { () throws(RemoteFault) in
      try server.labelNames(matching == nil ? nil : asked)
    }
    return names.isEmpty ? [] : Set(names + own.map(\.name)).sorted()
  }

  public func labelValues(of label: String, _ matching: Selector?) throws(QueryFault) -> [String] {
    guard let asked = (matching ?? Selector(metric: nil)).asked(whereSeriesGet: own) else { return [] }
    if own.has(label) { return [own[label]] }
    return try told(SampleBudget()) { () throws(RemoteFault) in
      try server.labelValues(of: label, matching == nil ? nil : asked)
    }.sorted()
  }

  private func told<Value>(
    _ budget: SampleBudget, _ ask: () throws(RemoteFault) -> RemoteAnswer<Value>,
    ended: () -> QueryFault? = { nil }
  ) throws(QueryFault) -> Value {
    do throws(RemoteFault) {
      if let outage, server.clock().uptime < outage.until { throw outage.fault }
      outage = nil
      let answer = try ask()
      for warning in answer.warnings { budget.warn("the source \(server.origin.name): \(warning)") }
      return answer.value
    } catch {
      if let fault = ended() { throw fault }
      if error.isOutage, outage == nil { outage = (error, server.clock().uptime + Self.rest) }
      throw QueryFault(budget.place, "the source \(server.origin.name): \(error)", kind: .execution)
    }
  }
}
