import Basics
import Model
import Monitoring
import Telemetry

/// Watches the series that nodes, objectives and panels show for what is unlike their past. It pages nobody: what it
/// finds explains incidents, and is a series to be asked for.
struct AnomalyKeeper {
  /// The next value of one series.
  struct Reading {
    let owner: AnomalyView.Owner
    let metric: String
    let labels: Labels
    let value: Double

    /// The name of what is watched.
    fileprivate var key: Labels { labels.setting(Labels.metricName, to: metric) }
  }

  /// The vitals of a node that tell something by their shape.
  static let vitals: [Vital] = [.cpu, .memory, .load, .diskBusy, .netIn, .netOut]
  /// The metric under which scores are recorded, from 0 to 1; the label `of` says of what.
  static let metric = "anomaly:score"
  /// How often values are taken in.
  static let pace = Span.minutes(1)
  /// How far back a new series is read, so that it is known at once what is usual.
  static let past = Span.hours(12)
  /// How long something found is told.
  private static let kept = Span.hours(24)
  private static let most = 200
  /// The least score that is recorded.
  private static let least = 0.3

  /// What was found, the newest first.
  private(set) var found: [AnomalyView] = []
  private var watch: AnomalyWatch
  private var takenAt: Instant?
  /// The nodes whose past was read.
  private var known: Set<String> = []
  private var layout = Layout([])

  init(settings: AnomalySettings = AnomalySettings()) { watch = AnomalyWatch(settings: settings) }

  func isDue(at now: Instant) -> Bool {
    guard let takenAt, takenAt <= now else { return true }
    return now - takenAt >= Self.pace
  }

  /// The first node whose past has not been read yet.
  func stranger(among nodes: [NodeView]) -> NodeView? {
    // Others would find no room.
    guard watch.count + Self.vitals.count <= watch.capacity else { return nil }
    return nodes.first { !known.contains($0.identifier) }
  }

  /// Takes in what a series was before; nothing is told of it.
  mutating func learn(_ readings: [Reading], of node: String, at now: Instant) {
    known.insert(node)
    for reading in readings { _ = watch.score(reading.value, of: reading.key, at: now) }
  }

  /// Takes in the present values and returns the scores of those that are somewhat strange as a scrape; nil while
  /// there are none and were none. What is as ever has no series, so that a calm house writes nothing down.
  mutating func take(_ readings: [Reading], at now: Instant) -> Scrape? {
    takenAt = now
    found.removeAll { $0.at > now || now - $0.at > Self.kept }
    var (columns, scores): ([Layout.Column], [Double]) = ([], [])
    var keys: Set<Labels> = []
    // Two panels may show one series.
    for reading in readings where keys.insert(reading.key).inserted {
      guard let score = watch.score(reading.value, of: reading.key, at: now), score >= Self.least else {
        continue
      }
      columns.append(Layout.Column(Self.metric, reading.labels.setting("of", to: reading.metric)))
      scores.append((score * 1_000).rounded() / 1_000)
      guard score >= AnomalyDetector.threshold else { continue }
      found.insert(
        AnomalyView(
          owner: reading.owner, metric: reading.metric, labels: reading.labels, at: now,
          value: reading.value, score: score), at: 0)
    }
    if found.count > Self.most { found.removeLast(found.count - Self.most) }
    guard !columns.isEmpty || !layout.columns.isEmpty else { return nil }
    if layout.columns != columns { layout = Layout(columns) }
    return Scrape(source: [Labels.sourceMark: Self.mark], at: now, layout: layout, values: scores)
  }

  fileprivate static let mark = "anomalies"
}

extension Labels {
  /// Whether a source is the scores of anomalies, which nobody told.
  var areOfAnomalies: Bool { self[Self.sourceMark] == AnomalyKeeper.mark }
}
