/// What a run came to, part by part.
public struct Outcome: Hashable, Sendable {
  /// Hours that were run.
  public var hours = 0.0
  /// The price of the nodes awake, in thousandths of the currency.
  public var cost = 0.0
  /// Kilowatt-hours.
  public var energy = 0.0
  /// How long units were there, all together, in hours.
  public var unitHours = 0.0
  /// Milliseconds between people and their units, times the hours they had them so.
  public var delay = 0.0
  /// Hours that nodes were awake, times how far their loads were from one another.
  public var unevenness = 0.0
  public var nodeHours = 0.0
  /// Minutes that units waited for a node to wake.
  public var waiting = 0.0
  public var placed = 0
  public var refused = 0
  public var moves = 0

  public init() {}

  /// Milliseconds of the mean unit.
  public var latency: Double { unitHours > 0 ? delay / unitHours : 0 }
  /// The standard deviation of the loads of nodes awake, 0 where all are alike.
  public var imbalance: Double { nodeHours > 0 ? unevenness / nodeHours : 0 }

  static func - (later: Outcome, earlier: Outcome) -> Outcome {
    var part = later
    part.hours -= earlier.hours
    part.cost -= earlier.cost
    part.energy -= earlier.energy
    part.unitHours -= earlier.unitHours
    part.delay -= earlier.delay
    part.unevenness -= earlier.unevenness
    part.nodeHours -= earlier.nodeHours
    part.waiting -= earlier.waiting
    part.placed -= earlier.placed
    part.refused -= earlier.refused
    part.moves -= earlier.moves
    return part
  }
}
