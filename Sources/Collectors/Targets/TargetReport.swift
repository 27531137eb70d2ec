import Model
import Telemetry

/// How one reading of a target went.
public struct TargetReport: Sendable {
  public let target: Target
  /// Seconds from the question to the whole answer.
  public let seconds: Double
  public let outcome: Outcome

  /// What came of it.
  public enum Outcome: Sendable {
    case read(ExpositionFormat, series: Int, bytes: Int)
    case failed(String)
  }
}
