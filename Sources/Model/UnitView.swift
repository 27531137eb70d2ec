import Basics

/// A unit as screens and listings show it: where it runs and what it uses.
public struct UnitView: Sendable, Hashable {
  /// How a unit is; the raw value is the word in listings.
  public enum State: String, CaseIterable, Sendable {
    case running
    /// Its node is not heard of: it needs another place.
    case lost
  }

  /// The name of the node that tells of it.
  public let node: String
  /// What the node calls it.
  public let name: String
  /// The two together, unique in the house: `node-3/checkout`.
  public let identifier: String
  public var state = State.running
  /// How many cores it kept busy of late; nil before it was read twice.
  public var cores: Double?
  /// The bytes it works with; nil where the node does not tell.
  public var memory: Double?
  /// How many cores it may use; nil for any number.
  public var quota: Double?
  /// The greater of its shares of the node's cores and memory; nil where what the node has is not known.
  public var share: Double?
  /// Since when it has been seen.
  public let since: Instant
  public var lastSeen: Instant
  /// Where its figures come from.
  public let provenance: Provenance

  public init(node: String, name: String, since: Instant, provenance: Provenance = .measured) {
    self.node = node
    self.name = name
    identifier = "\(node)/\(name)"
    self.since = since
    lastSeen = since
    self.provenance = provenance
  }

  public var address: Address { Address(.unit, identifier) }

  /// The node in the identifier of a unit.
  public static func node(of identifier: String) -> String? {
    let words = identifier.split(separator: "/", maxSplits: 1)
    return words.count == 2 ? String(words[0]) : nil
  }

  /// Those that need another place before those that run, then those that take the most of their node.
  public static func isWorse(_ left: UnitView, _ right: UnitView) -> Bool {
    if left.state != right.state { return left.state == .lost }
    let (first, second) = (left.share ?? 0, right.share ?? 0)
    return first == second ? left.identifier < right.identifier : first > second
  }
}
