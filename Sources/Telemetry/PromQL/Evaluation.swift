import Basics

/// What the steps of one question share: the series read for it, and what there is to note about it.
/// A class because every step adds to it.
final class Evaluation {
  let source: any SeriesSource
  /// The bounds that `@ start()` and `@ end()` mean.
  let start: Instant
  let end: Instant
  /// Zero for a question about one time.
  let step: Span
  /// The step of subqueries that name none.
  let interval: Span
  let lookback: Span
  /// Whether metric names are dropped only when the whole answer stands.
  let dropsNamesLate: Bool
  private(set) var annotations: [Annotation] = []
  private var noted: Set<Annotation> = []
  /// Selections by the place of their selector in the query.
  private var selections: [Int: Selection] = [:]
  /// The metric that was last looked at for being a counter, by the place of its range.
  private var counters: [Int: String] = [:]
  let memory: QueryMemory
  let budget: SampleBudget

  init(
    source: any SeriesSource, from start: Instant, to end: Instant, step: Span, _ options: QueryOptions,
    _ memory: QueryMemory = QueryMemory()
  ) {
    self.source = source
    (self.start, self.end, self.step) = (start, end, step)
    (interval, lookback) = (options.interval, options.lookback)
    dropsNamesLate = options.dropsNamesLate
    budget = SampleBudget(most: options.mostSamples, patience: options.patience)
    self.memory = memory
  }

  /// What there is to note, by the evaluation itself and by its sources.
  var notes: [Annotation] { annotations + budget.notes }

  func note(_ annotation: Annotation) {
    if noted.insert(annotation).inserted { annotations.append(annotation) }
  }

  /// Whether a metric is another than the one last seen at a place.
  func isNews(_ metric: String, at place: Int) -> Bool {
    counters.updateValue(metric, forKey: place) != metric
  }

  /// What was read at a place before, or what reading it now yields.
  func selection(
    at place: Int, _ read: () throws(QueryFault) -> [Selection.Block]
  ) throws(QueryFault) -> Selection {
    if let known = selections[place] { return known }
    let found = Selection(try read())
    selections[place] = found
    return found
  }
}

/// How a question is to be answered where it does not say itself.
public struct QueryOptions: Sendable {
  /// The step of subqueries that name none.
  public var interval = Span.minutes(1)
  /// How far back a value still counts as present.
  public var lookback = Head.lookback
  /// Whether metric names are dropped only when the whole answer stands, as Prometheus does behind a feature flag.
  public var dropsNamesLate = false
  /// How many samples may be taken in before the query is refused; Prometheus's `query.max-samples`.
  public var mostSamples = 50_000_000
  /// Asked every so often whether to go on; whoever sets a limit of time reads the clock in it.
  public var patience: (@Sendable () -> QueryPatience)?

  public init() {}
}
