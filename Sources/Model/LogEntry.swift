import Basics
import Monitoring

/// Something that happened, one line of the log.
public struct LogEntry: Sendable, Hashable {
  /// What happened; the raw value is the word in the store and in listings.
  public enum Kind: String, CaseIterable, Sendable {
    case alertPending = "alert_pending"
    case alertFiring = "alert_firing"
    case alertResolved = "alert_resolved"
    case alertExpired = "alert_expired"
    case incidentEscalated = "incident_escalated"
    case orderDone = "order_done"
    case orderRefused = "order_refused"
    case nodeSeen = "node_seen"
    case nodeLost = "node_lost"
    case nodeBack = "node_back"
    case nodeRestarted = "node_restarted"
    case watchTaken = "watch_taken"
    case clockStepped = "clock_stepped"
    case factsLoaded = "facts_loaded"
    case sourceFailed = "source_failed"
    case sourceRecovered = "source_recovered"
    case bottleneckFound = "bottleneck_found"
    case bottleneckGone = "bottleneck_gone"
    case effectMeasured = "effect_measured"
    case storeFailed = "store_failed"
    case storeRecovered = "store_recovered"
    case notified
    case notificationFailed = "notification_failed"
    case movesPlanned = "moves_planned"
    case movesDone = "moves_done"
    case moveFailed = "move_failed"
    case unitStranded = "unit_stranded"
    case drainEnded = "drain_ended"
    case schedulerStill = "scheduler_still"
    case schedulerFellBack = "scheduler_fell_back"
    case wayPromoted = "way_promoted"
    case learningLost = "learning_lost"
    case layoutProposed = "layout_proposed"
    case nodesEmptied = "nodes_emptied"
    case labelMisread = "label_misread"

    /// How urgent such a thing is, unless more is known.
    public var severity: Severity {
      switch self {
      case .alertFiring, .nodeLost, .storeFailed, .incidentEscalated, .notificationFailed,
        .unitStranded, .schedulerStill, .schedulerFellBack:
        .act
      case .alertPending, .clockStepped, .sourceFailed, .orderRefused, .nodeRestarted,
        .bottleneckFound, .moveFailed, .learningLost, .labelMisread:
        .watch
      case .alertResolved, .nodeBack, .sourceRecovered, .storeRecovered, .bottleneckGone, .movesDone,
        .drainEnded, .nodesEmptied:
        .ok
      case .orderDone, .alertExpired, .nodeSeen, .watchTaken, .factsLoaded, .effectMeasured, .notified,
        .movesPlanned, .wayPromoted, .layoutProposed:
        .info
      }
    }
  }

  public let identifier: Int64
  public let at: Instant
  public let kind: Kind
  public let severity: Severity
  /// The thing it happened to.
  public let address: Address?
  /// The thing's name or the alert's summary.
  public let subject: Bilingual
  /// Figures or words that belong to it, not translated.
  public let detail: String
  public let who: String

  public init(
    identifier: Int64 = 0, at: Instant, kind: Kind, severity: Severity? = nil, address: Address? = nil,
    subject: Bilingual = Bilingual(""), detail: String = "", who: String = ""
  ) {
    self.identifier = identifier
    self.at = at
    self.kind = kind
    self.severity = severity ?? kind.severity
    self.address = address
    self.subject = subject
    self.detail = detail
    self.who = who
  }
}
