import Basics
import Model

/// Knows which notices this console has shown already.
struct TownCrier {
  private let since: Instant
  private var shown: Set<String> = []

  /// - Parameter since: when the console was opened; what was to be shown before that is not.
  init(since: Instant) { self.since = since }

  /// The notices that are still to be shown, the oldest first.
  mutating func fresh(among notices: [OutboxEntry]) -> [OutboxEntry] {
    let fresh = notices.filter { $0.at >= since && !shown.contains($0.key) }.reversed()
    shown = Set(notices.map(\.key))
    return Array(fresh)
  }
}
