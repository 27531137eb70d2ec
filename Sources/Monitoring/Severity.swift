/// How much something needs a person. The order is rising urgency.
public enum Severity: String, CaseIterable, Comparable, Sendable {
  case ok
  case info
  /// Keep an eye on it.
  case watch
  /// Act now.
  case act

  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .ok: 0
    case .info: 1
    case .watch: 2
    case .act: 3
    }
  }

  /// The severity that the `severity` label of a Prometheus rule means; a rule without one is to be watched.
  public init(label: String) {
    switch label.lowercased() {
    case "critical", "page", "act", "error": self = .act
    case "info", "none": self = .info
    default: self = .watch
    }
  }
}
