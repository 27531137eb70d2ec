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
  private var selections: [Int: [SelectedSeries]] = [:]

  init(source: any SeriesSource, from start: Instant, to end: Instant, step: Span, _ options: QueryOptions) {
    self.source = source
    (self.start, self.end, self.step) = (start, end, step)
    (interval, lookback) = (options.interval, options.lookback)
    dropsNamesLate = options.dropsNamesLate
  }

  func note(_ annotation: Annotation) {
    if noted.insert(annotation).inserted { annotations.append(annotation) }
  }

  /// What was read at a place before, or what reading it now yields.
  func selection(
    at place: Int, _ read: () throws(QueryFault) -> [SelectedSeries]
  ) throws(QueryFault) -> [SelectedSeries] {
    if let known = selections[place] { return known }
    let found = try read()
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

  public init() {}
}

/// A series as it was read for all the steps of a question.
struct SelectedSeries {
  let labels: Labels
  /// The labels without what tells of the metric, made once for all steps.
  let nameless: Labels
  /// Whether the name is still there only because names are dropped late.
  let dropsName: Bool
  let samples: [Sample]
  /// Whether markers stand among the samples.
  private let hasMarkers: Bool

  init(_ series: Series, dropsName: Bool = false) {
    labels = series.labels
    nameless = series.labels.withoutMetadata
    self.dropsName = dropsName
    samples = Array(series.samples)
    hasMarkers = series.samples.contains { $0.value.isNaN && $0.isMarker }
  }

  /// The latest sample that is not older than the lookback and has not ended.
  func latest(at time: Instant, lookback: Span) -> Sample? {
    let place = samples.place(after: time)
    guard place > 0, samples[place - 1].at > time - lookback else { return nil }
    return Staleness.isMarker(samples[place - 1].value) ? nil : samples[place - 1]
  }

  /// The samples of a window that is open on the left.
  func window(after start: Instant, upTo end: Instant) -> ArraySlice<Sample> {
    let (first, last) = (samples.place(after: start), samples.place(after: end))
    guard hasMarkers, first < last else { return samples[first..<max(first, last)] }
    return samples[first..<last].filter { !Staleness.isMarker($0.value) }[...]
  }

  /// Whether native histograms are among the samples.
  func hasHistograms(in window: ArraySlice<Sample>) -> Bool {
    hasMarkers && window.contains { NativeHistogram.isMarker($0.value) }
  }
}

extension Sample {
  fileprivate var isMarker: Bool { Staleness.isMarker(value) || NativeHistogram.isMarker(value) }
}
