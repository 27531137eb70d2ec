import Basics
import Monitoring

/// Something a screen wants to know that is not in the snapshot, because it must be looked up.
public enum Question: Sendable, Hashable {
  /// The vitals of a node over a window, in so many steps.
  case history(node: String, from: Instant, to: Instant, steps: Int)
  /// The vitals of every node as they were.
  case moment(Instant)
  /// The orders given about a thing, newest first.
  case trail(Address)
}

/// What was found.
public enum Answer: Sendable {
  case history(History)
  case moment(Instant, [String: Vitals])
  case trail(Address, [Order])
}
