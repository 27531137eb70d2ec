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

  public func isActive(at now: Instant) -> Bool { startsAt <= now && now < endsAt }

  /// Whether the silence covers an alert at a time.
  public func covers(_ alert: Alert, at now: Instant) -> Bool {
    isActive(at: now) && matchers.allSatisfy { $0.accepts(alert.labels[$0.label]) }
  }
}
