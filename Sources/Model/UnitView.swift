import Basics
import Scheduling

/// A unit as screens and listings show it: where it runs and what it uses.
public struct UnitView: Sendable, Hashable {
  /// How a unit is; the raw value is the word in listings.
  public enum State: String, CaseIterable, Sendable {
    case running
    /// Its node is not heard of: it needs another place.
    case lost
    /// It is being loaded from where it is stored.
    case materialising
    /// It has been asked to let its room go; from then on it is only stored.
    case evicting
    /// It is only stored: it takes no room on any node.
    case ghost
  }

  /// The name of the node that tells of it, or is loading it; empty for a ghost.
  public let node: String
  /// What the node calls it.
  public let name: String
  /// The two together, unique in the house: `node-3/checkout`; of a ghost its name alone.
  public let identifier: String
  /// What it is one of, such as a service; nil where nobody says.
  public var group: String?
  public var state = State.running
  /// Whether other nodes have one of its name too: each belongs to its node then, as an agent does, and stays there.
  public var isBound = false
  /// What it says of its needs; nil where it says nothing.
  public var needs: UnitNeeds?
  /// The greater goes first: what it says itself, or else what its group's rule does.
  public var priority = ServiceClass.standard.priority
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
    identifier = node.isEmpty ? name : "\(node)/\(name)"
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

  /// Whether it serves, or would if its node were heard of.
  public var isResident: Bool { state == .running || state == .lost }

  /// Whether another place has to be found for it, for its node is gone.
  public var needsPlace: Bool { state == .lost && !isBound }

  /// Those that need another place before those that run, and ghosts last; then those that take the most of their node.
  public static func isWorse(_ left: UnitView, _ right: UnitView) -> Bool {
    if left.urgency != right.urgency { return left.urgency < right.urgency }
    let (first, second) = (left.share ?? 0, right.share ?? 0)
    return first == second ? left.identifier < right.identifier : first > second
  }

  private var urgency: Int {
    switch state {
    case .lost: 0
    case .running, .materialising, .evicting: 1
    case .ghost: 2
    }
  }
}
