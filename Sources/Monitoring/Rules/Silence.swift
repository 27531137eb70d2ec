import Basics
import Telemetry

/// An order not to be bothered by the alerts that match, for a time.
public struct Silence: Hashable, Sendable {
  public let identifier: String
  /// Every one must accept the alert's labels.
  public let matchers: [Matcher]
  public let startsAt: Instant
  public var endsAt: Instant
  public let author: String
  public let comment: String

  public init(
    identifier: String, matchers: [Matcher], startsAt: Instant, endsAt: Instant, author: String,
    comment: String
  ) {
    self.identifier = identifier
    self.matchers = matchers
    self.startsAt = startsAt
    self.endsAt = endsAt
    self.author = author
    self.comment = comment
  }

  /// The narrowest matchers that accept some alerts: the labels all of them have with one value, and their names, which
  /// are listed where they differ. Empty where that would be a silence over the house.
  public static func matchers(of alerts: [Labels]) -> [Matcher] {
    guard let first = alerts.first else { return [] }
    var common = first.map { $0 }
    for labels in alerts.dropFirst() where !common.isEmpty {
      common.removeAll { labels[$0.name] != $0.value }
    }
    var matchers = common.compactMap { Matcher($0.name, .equal, $0.value) }
    if !common.contains(where: { $0.name == Labels.alertName }) {
      let names = Set(alerts.map { $0[Labels.alertName] }).sorted()
      guard names.count <= mostNames else { return [] }
      let pattern = names.map(Pattern.quoting).joined(separator: "|")
      matchers += [Matcher(Labels.alertName, .matches, pattern)].compactMap { $0 }
    }
    return matchers
  }

  /// Whoever silences more rules than these at once silences the house.
  private static let mostNames = 50

  public func isActive(at now: Instant) -> Bool { startsAt <= now && now < endsAt }

  /// Whether the silence covers an alert at a time.
  public func covers(_ alert: Alert, at now: Instant) -> Bool { isActive(at: now) && accepts(alert.labels) }

  /// Whether its conditions hold for some labels, whatever the time.
  public func accepts(_ labels: Labels) -> Bool { matchers.accept(labels) }
}
