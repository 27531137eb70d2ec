import Basics
import Monitoring

extension Store {
  /// Saves how unsteady an alert has been; nil removes it. Call within `write`.
  public func save(_ history: Flapping?, of identifier: String) throws(StoreFault) {
    guard let history else {
      return try database.run("DELETE FROM alert_history WHERE identifier = ?", [.text(identifier)])
    }
    try database.run(
      "INSERT OR REPLACE INTO alert_history (identifier, states, at, was_flapping) VALUES (?,?,?,?)",
      [.text(identifier), .integer(Int64(history.states)), .of(history.at), .of(history.wasFlapping)])
  }

  /// How unsteady alerts have been, by identifier.
  public func alertHistories() throws(StoreFault) -> [String: Flapping] {
    var found: [String: Flapping] = [:]
    try database.run("SELECT identifier, states, at, was_flapping FROM alert_history") { row in
      found[row.text(0)] = Flapping(
        states: UInt32(truncatingIfNeeded: row.integer(1)), at: row.instant(2), wasFlapping: row.flag(3))
    }
    return found
  }

  private static let evaluation = "rules_evaluated_at"

  /// Writes down that rules were evaluated. Call within `write`.
  public func keepEvaluation(at now: Instant) throws(StoreFault) {
    try set(Self.evaluation, to: String(now.milliseconds))
  }

  /// When rules were last evaluated; nil before they ever were.
  public func lastEvaluation() throws(StoreFault) -> Instant? {
    try setting(Self.evaluation).flatMap(Int64.init).map(Instant.init(milliseconds:))
  }
}
