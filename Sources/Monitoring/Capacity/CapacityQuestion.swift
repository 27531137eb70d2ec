/// What would become of a resource if its load or its size were another. Utilisation is taken to grow with the load
/// and to fall with the capacity it is spread over (utilisation law, Denning and Buzen 1978), which holds for work that
/// can be spread.
public struct CapacityQuestion: Hashable, Sendable {
  /// The share of the capacity in use now, 0 to 1.
  public let utilisation: Double
  /// How many units share the load now.
  public let replicas: Int
  /// The share of the capacity in use whatever the load is, at most all of it: what is on a disk stays there.
  public var kept = 0.0
  /// What the load is multiplied by: 2 for twice as many users.
  public var loadFactor = 1.0
  /// How many units would share it.
  public var replicasThen: Int
  /// The capacity of one unit then, as a multiple of one now: 2 for nodes with twice the cores.
  public var unitCapacity = 1.0

  public init(utilisation: Double, replicas: Int) {
    precondition(utilisation >= 0 && replicas > 0, "a resource has a use and at least one unit")
    self.utilisation = utilisation
    self.replicas = replicas
    replicasThen = replicas
  }

  /// The share of the capacity that would be in use; above 1 the load cannot be served.
  public var utilisationThen: Double {
    let capacity = Double(replicasThen) * unitCapacity
    guard capacity > 0 else { return utilisation == 0 || loadFactor == 0 && kept == 0 ? 0 : .infinity }
    return (kept + (utilisation - kept) * share) / unitCapacity
  }

  /// What a unit's part of the load is multiplied by.
  private var share: Double { loadFactor * Double(replicas) / Double(replicasThen) }

  /// The utilisation as things are at which it would have arrived at a limit as they would be, from 0 to 1 and beyond:
  /// `utilisationThen` solved for `utilisation`. Infinite where none does.
  public func utilisation(reachingThen limit: Double) -> Double {
    guard replicasThen > 0, share > 0 else { return kept >= limit * unitCapacity ? 0 : .infinity }
    return kept + (limit * unitCapacity - kept) / share
  }

  /// What response times would be multiplied by where each unit is one queue with random arrivals and service times,
  /// response = service / (1 - utilisation) (M/M/1); a unit of more capacity serves as much faster. Nil where the
  /// queue grows without end, then or already now.
  public var responseFactor: Double? {
    let then = utilisationThen
    guard utilisation < 1, then < 1 else { return nil }
    return (1 - utilisation) / (1 - then) / unitCapacity
  }

  /// The least number of units that keep the utilisation at or below a ceiling.
  public func replicas(keeping ceiling: Double) -> Int? {
    guard ceiling > 0, unitCapacity > 0 else { return nil }
    let needed = utilisation * loadFactor * Double(replicas) / (unitCapacity * ceiling)
    // What is a whole number but for rounding needs no further unit.
    let whole = (needed - 1e-9).rounded(.up)
    return whole < Double(Int32.max) ? max(1, Int(whole)) : nil
  }
}
