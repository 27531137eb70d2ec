import Basics
import Monitoring
import Telemetry

/// A moment at which a series that is watched became unlike its own past.
public struct AnomalyView: Sendable, Hashable {
  /// What the series belongs to.
  public enum Owner: Sendable, Hashable {
    case node(String)
    case objective(String)
    case panel(String)

    public var name: String {
      switch self {
      case .node(let name), .objective(let name), .panel(let name): name
      }
    }
  }

  public let owner: Owner
  /// The metric of the series, or the expression of a panel.
  public let metric: String
  public let labels: Labels
  public let at: Instant
  public let value: Double
  /// How unlike its past it is, from `AnomalyDetector.threshold` to 1.
  public let score: Double

  public init(
    owner: Owner, metric: String, labels: Labels, at: Instant, value: Double, score: Double
  ) {
    self.owner = owner
    self.metric = metric
    self.labels = labels
    self.at = at
    self.value = value
    self.score = score
  }

  /// The vital that the series is; nil for anything else.
  public var vital: Vital? { Vital.allCases.first { $0.metric == metric } }
}
