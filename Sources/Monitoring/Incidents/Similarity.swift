import Basics
import Telemetry

/// How much an incident is like one of before, and why.
public struct Similarity: Hashable, Sendable {
  public let identifier: Int
  /// From 0 to 1: half for the rules both have, of all either has; a third for the labels; the rest for the time of
  /// day.
  public let score: Double
  public let rules: [String]
  public let labels: [Label]
  /// How far the times of day lie apart, at most 12 hours.
  public let apart: Span

  /// Compares two incidents; nil when they have neither a rule nor a node in common.
  public init?(_ incident: Incident, with past: Incident) {
    let (own, theirs) = (incident.rules, past.rules)
    let shared = own.intersection(theirs)
    let (ownLabels, theirLabels) = (Self.labels(of: incident), Self.labels(of: past))
    let common = ownLabels.intersection(theirLabels)
    guard !shared.isEmpty || common.contains(where: { $0.name == "instance" }) else { return nil }
    identifier = past.identifier
    rules = shared.sorted()
    labels = common.sorted()
    let day = Span.days(1).milliseconds
    let distance = abs(incident.openedAt.milliseconds - past.openedAt.milliseconds) % day
    apart = .milliseconds(min(distance, day - distance))
    let nearness = 1 - apart.seconds / Span.hours(12).seconds
    score =
      Self.overlap(shared.count, own.union(theirs).count) / 2
      + Self.overlap(common.count, ownLabels.union(theirLabels).count) / 3 + nearness / 6
  }

  private static func overlap(_ shared: Int, _ all: Int) -> Double {
    all == 0 ? 0 : Double(shared) / Double(all)
  }

  /// What tells where an alert is, without what every alert of the rule has.
  private static func labels(of incident: Incident) -> Set<Label> {
    Set(incident.members.flatMap { $0.labels.filter { !["alertname", "severity"].contains($0.name) } })
  }
}

extension IncidentBook {
  /// The incidents of before that are most like one, the most alike first.
  public func similar(to identifier: Int, limit: Int = 5, least: Double = 0.3) -> [Similarity] {
    guard let incident = incidents[identifier] else { return [] }
    let past = incidents.values.filter {
      $0.state == .resolved && $0.identifier != identifier && $0.openedAt < incident.openedAt
    }
    let found = past.compactMap { Similarity(incident, with: $0) }.filter { $0.score >= least }
    return Array(found.sorted { ($0.score, $0.identifier) > ($1.score, $1.identifier) }.prefix(limit))
  }
}

/// How fast people were: from the beginning of incidents to when they were taken on, and to their end.
public struct IncidentStatistics: Hashable, Sendable {
  public let count: Int
  public let acknowledged: Figures?
  public let resolved: Figures?

  /// What some lengths of time come to.
  public struct Figures: Hashable, Sendable {
    public let count: Int
    public let mean: Span
    public let median: Span
    /// Nine of ten were at most this long.
    public let ninth: Span

    init?(_ spans: [Span]) {
      guard !spans.isEmpty else { return nil }
      let sorted = spans.sorted()
      count = sorted.count
      mean = .milliseconds(sorted.reduce(0) { $0 + $1.milliseconds } / Int64(sorted.count))
      median = sorted[(sorted.count - 1) / 2]
      // The nearest rank.
      ninth = sorted[(sorted.count * 9 + 9) / 10 - 1]
    }
  }

  /// - Parameter incidents: those to be counted; what was merged counts with the one it is a part of.
  public init(of incidents: some Sequence<Incident>, since: Instant) {
    let counted = incidents.filter { $0.openedAt >= since && $0.mergedInto == nil }
    count = counted.count
    acknowledged = Figures(
      counted.compactMap { incident in
        incident.events.first { $0.kind == .acknowledged }.map { $0.at - incident.openedAt }
      })
    resolved = Figures(counted.compactMap { incident in incident.resolvedAt.map { $0 - incident.openedAt } })
  }
}
