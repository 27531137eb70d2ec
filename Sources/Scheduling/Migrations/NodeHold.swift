import Basics

/// That somebody wants nothing new on a node, or wants it empty.
public struct NodeHold: Hashable, Sendable {
  public let node: String
  /// Whether what is on it is to go too.
  public let isDraining: Bool
  public let since: Instant
  public let who: String
  public let reason: String
  /// When a drain gives up what is not gone by then; the node stays cordoned.
  public let deadline: Instant?

  /// As it would be had it begun no later than now.
  public func rewound(to now: Instant) -> NodeHold {
    guard since > now else { return self }
    return NodeHold(
      node: node, isDraining: isDraining, since: now, who: who, reason: reason,
      deadline: deadline.map { now + ($0 - since) })
  }

  public var state: NodeState { isDraining ? .draining : .cordoned }

  public init(
    node: String, isDraining: Bool, since: Instant, who: String, reason: String, deadline: Instant? = nil
  ) {
    (self.node, self.isDraining, self.since) = (node, isDraining, since)
    (self.who, self.reason, self.deadline) = (who, reason, deadline)
  }
}
