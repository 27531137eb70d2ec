import Basics
import Telemetry

/// A knot of the tree that leads alerts to receivers (Alertmanager, dispatch/route.go). What a route does not say for
/// itself it has from the one above it, but not the times in which it is muted.
public struct Route: Sendable {
  /// The matchers from the root down, which name the route over restarts.
  public let path: String
  /// Every one must accept an alert's labels.
  public let matchers: [Matcher]
  public let receiver: String
  public let grouping: Grouping
  /// How long the first notification of a group waits for more alerts.
  public let groupWait: Span
  /// How long a change of a group that has been told waits.
  public let groupInterval: Span
  /// How long until what has been told is told again.
  public let repeatInterval: Span
  /// The intervals in which nothing is told.
  public let mutedDuring: [String]
  /// The intervals outside which nothing is told; none means always.
  public let activeDuring: [String]
  /// Whether the routes beside it are asked too.
  public let continues: Bool
  public let routes: [Route]

  /// By which labels alerts come into one notification.
  public enum Grouping: Hashable, Sendable {
    case by([String])
    /// Each alert by itself, as `...` says.
    case all
  }

  /// The routes that take an alert with these labels: the deepest that match, in the order of the tree.
  public func matches(_ labels: Labels) -> [Route] {
    guard matchers.accept(labels) else { return [] }
    var taken: [Route] = []
    for route in routes {
      let deeper = route.matches(labels)
      taken += deeper
      if !deeper.isEmpty, !route.continues { break }
    }
    return taken.isEmpty ? [self] : taken
  }

  /// The labels that name an alert's group.
  public func groupLabels(of labels: Labels) -> Labels {
    switch grouping {
    case .by(let names): labels.keeping(names)
    case .all: labels
    }
  }

  /// The name of the group that has these labels.
  public func groupKey(_ labels: Labels) -> String { "\(path):\(labels)" }

  /// This route and all below it.
  public var all: [Route] { [self] + routes.flatMap(\.all) }
}
