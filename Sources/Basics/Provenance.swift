/// Where a value came from. Values of different provenance are never merged silently.
public enum Provenance: String, CaseIterable, Sendable {
  /// Someone wrote it.
  case claimed
  /// Read from another program's file or interface.
  case imported
  /// Read from the thing itself.
  case measured
  /// Made by the simulator.
  case simulated
  /// Typed in by a person here.
  case manual
  /// Taken as a premise, such as a list price.
  case assumed
  /// Computed for a time that has not come.
  case forecast
}
