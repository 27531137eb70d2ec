import Basics
import Monitoring
import Scheduling
import Telemetry

/// A node as screens and listings show it.
public struct NodeView: Sendable {
  /// Whether a node is heard of; the raw value is the word in listings.
  public enum State: String, CaseIterable, Sendable {
    case up
    /// Nothing new for several intervals.
    case stale
    /// Nothing for so long that it counts as gone, or its source says it is down.
    case lost

    /// What a silence means for a source that is read every so often.
    public init(silence: Span, interval: Span) {
      self =
        silence > max(interval * 12, .seconds(60))
        ? .lost : silence > max(interval * 3, .seconds(5)) ? .stale : .up
    }
  }

  private let identity: NodeIdentity
  public var state: State
  public var lastSeen: Instant
  public var vitals: Vitals
  /// How urgently it needs a person, and for which vital.
  public var severity: Severity
  public var worst: Vital?
  /// The CPU share of the last samples, oldest first.
  public var trend: Ring<Float>
  public var cores: Int
  /// Bytes of memory in all.
  public var memory: Double
  /// What units there are; nil where nodes tell of none.
  public var placement: Placement?
  private var reading: NodeReading?
  public var processes: ProcessTable?

  public init(identifier: String, labels: Labels, lastSeen: Instant, trendLength: Int) {
    identity = NodeIdentity(identifier, labels)
    self.lastSeen = lastSeen
    state = .up
    vitals = Vitals()
    severity = .ok
    trend = Ring(capacity: trendLength)
    cores = 0
    memory = .nan
  }

  /// The units of a node, how many come and go, and whether somebody holds the node.
  public struct Placement: Hashable, Sendable {
    /// Nil while it is not known where units run.
    public var units: Int?
    public var coming = 0
    public var leaving = 0
    public var hold: NodeState?

    public init(units: Int? = nil) { self.units = units }
  }

  /// The name, unique in the house.
  public var identifier: String { identity.identifier }
  /// The labels of its source.
  public var labels: Labels { identity.labels }
  /// Region and zone, as far as the source names them.
  public var group: String { identity.group }
  /// Where its figures come from; a simulated source says so in its labels.
  public var provenance: Provenance { identity.provenance }
  public var address: Address { Address(.node, identifier) }
  public var region: String { labels["region"] }
  public var zone: String { labels["zone"] }

  /// The last scrape; nil before the first.
  public var current: Scrape? { reading?.current }

  /// What its own screen shows beyond the vitals; nil before the first scrape.
  public var detail: NodeDetail? { reading.map { NodeDetail($0.current, after: $0.previous) } }

  /// Keeps the last scrape and the one before it.
  public mutating func keep(_ scrape: Scrape, after previous: Scrape?) {
    reading = NodeReading(scrape, after: previous)
  }
}

/// What never changes about a node. A class, as is `NodeReading`, because thousands of nodes are copied every second
/// and a copy should touch few counters.
private final class NodeIdentity: Sendable {
  let identifier: String
  let labels: Labels
  let group: String
  let provenance: Provenance

  init(_ identifier: String, _ labels: Labels) {
    self.identifier = identifier
    self.labels = labels
    group = [labels["region"], labels["zone"]].filter { !$0.isEmpty }.joined(separator: " ")
    provenance = labels["origin"] == "simulated" ? .simulated : .measured
  }
}

/// The last two scrapes of a node.
private final class NodeReading: Sendable {
  let current: Scrape
  let previous: Scrape?

  init(_ current: Scrape, after previous: Scrape?) {
    self.current = current
    self.previous = previous
  }
}
