/// The order in which the samples of one family come: each metric's together, each metric's points by their times,
/// each series once a point (OpenMetrics 1.0, "Overall Structure"; text format, "Grouping and sorting").
struct SampleOrder {
  private let format: ExpositionFormat
  private var metric: Labels?
  private var time: Timestamp?
  private var metrics: Set<Labels> = []
  /// The first series of the point at hand. Most points have no other, and need no set.
  private var first: Series?
  /// The series of the point at hand, once there are several; in the text format, of the family.
  private var series: Set<Series> = []

  /// One series of the family.
  private struct Series: Hashable {
    let suffix: String
    let labels: Labels
  }

  init(_ format: ExpositionFormat) { self.format = format }

  /// What one more sample comes to.
  enum Step {
    case samePoint, newPoint
    /// It repeats one of the same time, which counts.
    case repeated
    case refused(String)
  }

  /// - Parameter labels: those of the series, which the metric may not have all.
  mutating func step(to labels: Labels, of metric: Labels, _ kind: SampleKind, at time: Timestamp?) -> Step {
    let series = Series(suffix: kind.suffix, labels: labels)
    guard format == .openMetrics else {
      return self.series.insert(series).inserted ? .samePoint : .refused("a second line for the series")
    }
    if self.metric == metric { return stepWithin(series, kind, time) }
    guard metrics.insert(metric).inserted else {
      return .refused("the metric's samples do not stand together")
    }
    self.metric = metric
    return begin(series, time)
  }

  private mutating func stepWithin(_ next: Series, _ kind: SampleKind, _ time: Timestamp?) -> Step {
    guard (time == nil) == (self.time == nil) else {
      return .refused("some of the metric's samples have a time and some have none")
    }
    if let time, let last = self.time, time < last, kind.part != .all {
      return .refused("the time lies before that of the sample above")
    }
    guard time == self.time else { return begin(next, time) }
    if let first { series.insert(first) }
    first = nil
    if series.insert(next).inserted { return .samePoint }
    return time == nil ? .refused("a second line for the series") : .repeated
  }

  private mutating func begin(_ series: Series, _ time: Timestamp?) -> Step {
    self.time = time
    if !self.series.isEmpty { self.series.removeAll(keepingCapacity: true) }
    first = series
    return .newPoint
  }
}
