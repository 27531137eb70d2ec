/// The order in which the samples of one family come: each metric's together, each metric's points by their times,
/// each series once a point (OpenMetrics 1.0, "Overall Structure"; text format, "Grouping and sorting").
struct SampleOrder {
  private let format: ExpositionFormat
  private var metric: Labels?
  private var time: Timestamp?
  private var metrics: Set<Labels> = []
  /// The first series of the point at hand. Most points have no other, and need no set.
  private var first: Layout.Column?
  /// The series of the point at hand, once there are several; in the text format, of the family.
  private var series: Set<Layout.Column> = []

  init(_ format: ExpositionFormat) { self.format = format }

  /// What one more sample comes to.
  enum Step {
    case samePoint, newPoint
    /// It repeats one of the same time, which counts.
    case repeated
    case refused(String)
  }

  mutating func step(to column: Layout.Column, of metric: Labels, _ kind: SampleKind, at time: Timestamp?)
    -> Step
  {
    guard format == .openMetrics else {
      return series.insert(column).inserted ? .samePoint : .refused("a second line for the series")
    }
    if self.metric == metric {
      return stepWithin(column, kind, time)
    }
    guard metrics.insert(metric).inserted else {
      return .refused("the metric's samples do not stand together")
    }
    self.metric = metric
    return begin(column, time)
  }

  private mutating func stepWithin(_ column: Layout.Column, _ kind: SampleKind, _ time: Timestamp?) -> Step {
    guard (time == nil) == (self.time == nil) else {
      return .refused("some of the metric's samples have a time and some have none")
    }
    if let time, let last = self.time, time < last, kind.part != .all {
      return .refused("the time lies before that of the sample above")
    }
    guard time == self.time else { return begin(column, time) }
    if let first { series.insert(first) }
    first = nil
    if series.insert(column).inserted { return .samePoint }
    return time == nil ? .refused("a second line for the series") : .repeated
  }

  private mutating func begin(_ column: Layout.Column, _ time: Timestamp?) -> Step {
    self.time = time
    if !series.isEmpty { series.removeAll(keepingCapacity: true) }
    first = column
    return .newPoint
  }
}
