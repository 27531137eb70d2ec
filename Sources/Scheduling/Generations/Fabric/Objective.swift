/// What each part of an outcome counts, in thousandths of the currency: the one measure by which every
/// generation is judged.
public struct Objective: Hashable, Sendable {
  /// A thousandth of the price of nodes.
  public var cost = 1.0
  /// A kilowatt-hour, what its making does to the air included.
  public var energy = 400.0
  /// A millisecond between a unit and its people for an hour.
  public var delay = 1.0
  /// An hour of a node awake, times how far its load is from the others'.
  public var unevenness = 400.0
  /// A minute that a unit waits for a node to wake.
  public var waiting = 40.0
  /// A unit that no node takes: more than any node costs for a day.
  public var refusal = 100_000.0
  /// A unit that changes its node.
  public var move = 30.0

  public init() {}

  /// The price of nodes alone.
  public static var costAlone: Objective {
    var objective = Objective()
    (objective.energy, objective.delay, objective.unevenness) = (0, 0, 0)
    (objective.waiting, objective.move) = (0, 0)
    return objective
  }

  /// All parts together, in thousandths of the currency; less is better.
  public func value(of outcome: Outcome) -> Double {
    let running = cost * outcome.cost + energy * outcome.energy + delay * outcome.delay
    let rare = refusal * Double(outcome.refused) + move * Double(outcome.moves)
    return running + unevenness * outcome.unevenness + waiting * outcome.waiting + rare
  }
}
