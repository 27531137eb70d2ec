import Basics
import Monitoring
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

  /// The name, unique in the house.
  public let identifier: String
  /// The labels of its source.
  public let labels: Labels
  /// Region and zone, as far as the source names them.
  public let group: String
  /// Where its figures come from; a simulated source says so in its labels.
  public let provenance: Provenance
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
  public var current: Scrape?
  public var previous: Scrape?
  public var processes: ProcessTable?

  public init(identifier: String, labels: Labels, lastSeen: Instant, trendLength: Int) {
    self.identifier = identifier
    self.labels = labels
    group = [labels["region"], labels["zone"]].filter { !$0.isEmpty }.joined(separator: " ")
    provenance = labels["origin"] == "simulated" ? .simulated : .measured
    self.lastSeen = lastSeen
    state = .up
    vitals = Vitals()
    severity = .ok
    trend = Ring(capacity: trendLength)
    cores = 0
    memory = .nan
  }

  public var address: Address { Address(.node, identifier) }
  public var region: String { labels["region"] }
  public var zone: String { labels["zone"] }

  /// What its own screen shows beyond the vitals; nil before the first scrape.
  public var detail: NodeDetail? { current.map { NodeDetail($0, after: previous) } }
}
