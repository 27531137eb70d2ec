import Basics
import Telemetry

/// Watches many series at once, a detector each, with a bound on how many.
public struct AnomalyWatch: Sendable {
  /// One series with when it was last heard of.
  private struct Post: Sendable {
    var detector: AnomalyDetector
    var lastSeen: Instant
  }

  public let capacity: Int
  private let idle: Span
  private let settings: AnomalySettings
  private var posts: [Labels: Post] = [:]

  /// A series silent for longer than `idle` makes room for another. A detector keeps about a hundred kilobytes.
  public init(
    capacity: Int = 256, idle: Span = .hours(1), settings: AnomalySettings = AnomalySettings()
  ) {
    precondition(capacity > 0, "a watch has room for a series")
    self.capacity = capacity
    self.idle = idle
    self.settings = settings
  }

  /// The number of series watched.
  public var count: Int { posts.count }

  /// How anomalous a series is with its next value, as `AnomalyDetector.score` says; nil when there is no room for
  /// another series. Who is refused is so for as long as the others go on: to start a detector over and over would
  /// leave none with a past.
  public mutating func score(_ value: Double?, of series: Labels, at now: Instant) -> Double? {
    if posts[series] == nil {
      guard makeRoom(at: now) else { return nil }
      posts[series] = Post(detector: AnomalyDetector(settings), lastSeen: now)
    }
    posts[series]?.lastSeen = now
    return posts[series]?.detector.score(value)
  }

  /// Forgets series nobody asks about any more.
  public mutating func retain(where isWanted: (Labels) -> Bool) {
    posts = posts.filter { isWanted($0.key) }
  }

  private mutating func makeRoom(at now: Instant) -> Bool {
    guard posts.count >= capacity else { return true }
    guard let oldest = posts.min(by: { $0.value.lastSeen < $1.value.lastSeen }),
      now - oldest.value.lastSeen > idle
    else { return false }
    posts[oldest.key] = nil
    return true
  }
}
