import Basics
import Monitoring

/// A notification on its way: written down before it is sent, kept after.
public struct OutboxEntry: Sendable, Hashable {
  /// What became of it; the raw value is the word in the store and in listings.
  public enum Status: String, CaseIterable, Sendable {
    /// Still to be sent, for the first time or again.
    case pending
    case sent
    /// Given up.
    case failed
    /// Shown by the consoles themselves.
    case shown
  }

  public let identifier: Int64
  /// The same at every attempt, so that who is told twice can know it.
  public let key: String
  public let at: Instant
  public let receiver: String
  /// The channel of the receiver, such as `command/0`.
  public let channel: String
  public let groupKey: String
  public let occasion: Notification.Occasion
  public let headline: Bilingual
  public let severity: Severity
  public let isFiring: Bool
  /// How many alerts it tells of.
  public let count: Int
  public var status: Status
  public var attempts: Int
  /// When it is to be tried next.
  public var dueAt: Instant
  public var finishedAt: Instant?
  /// Why the last attempt failed.
  public var fault: String

  public init(_ notification: Notification, identifier: Int64 = 0) {
    self.identifier = identifier
    key = notification.key
    at = notification.at
    receiver = notification.receiver
    channel = notification.channel.identifier
    groupKey = notification.groupKey
    occasion = notification.occasion
    headline = notification.headline
    severity = notification.severity
    isFiring = notification.isFiring
    count = notification.alerts.count
    status = notification.channel.way.isShown ? .shown : .pending
    attempts = 0
    dueAt = notification.at
    finishedAt = status == .shown ? notification.at : nil
    fault = ""
  }

  /// An entry as it was saved.
  public init(
    identifier: Int64, key: String, at: Instant, place: (receiver: String, channel: String, groupKey: String),
    occasion: Notification.Occasion, headline: Bilingual, severity: Severity, isFiring: Bool, count: Int,
    status: Status
  ) {
    self.identifier = identifier
    self.key = key
    self.at = at
    (receiver, channel, groupKey) = place
    self.occasion = occasion
    self.headline = headline
    self.severity = severity
    self.isFiring = isFiring
    self.count = count
    self.status = status
    attempts = 0
    dueAt = at
    fault = ""
  }

  /// How long to wait after so many attempts that failed: a second, then twice as long each time, up to five minutes.
  public static func pause(after attempts: Int) -> Span {
    min(.minutes(5), .seconds(1) * Int64(1 << min(max(0, attempts - 1), 12)))
  }

  /// How long it is tried. By then the group has been told anew or is over.
  public static let patience = Span.hours(4)

  /// What an attempt makes of it.
  public mutating func note(fault reason: String?, at now: Instant) {
    attempts += 1
    fault = reason ?? ""
    guard reason != nil else {
      (status, finishedAt) = (.sent, now)
      return
    }
    dueAt = now + Self.pause(after: attempts)
    if dueAt - at > Self.patience { (status, finishedAt) = (.failed, now) }
  }
}

/// How it stands with the notifications.
public struct NotificationHealth: Sendable, Hashable {
  public var pending = 0
  public var failed = 0
  /// The newest entry of the outbox that an attempt has failed for and that was not sent since.
  public var trouble: OutboxEntry?

  public init() {}
}
