/// The units and where they are: 4 bytes for what a unit asks, 4 for its node, 1 for its devices, 1 for its
/// form.
public struct Workload: Sendable {
  public private(set) var demands: [Demand] = []
  private var numbers: [Demand: Int32] = [:]
  public private(set) var shapes: [Int32] = []
  public internal(set) var nodes: [Int32] = []
  public internal(set) var devices: [UInt8] = []
  public internal(set) var forms: [Form] = []
  public private(set) var names = Names()

  /// Whether a unit is loaded or only stored.
  public enum Form: UInt8, CaseIterable, Sendable {
    /// Waits for a node.
    case pending
    /// Loaded on its node and charged for.
    case resident
    /// Only stored at the edge, brought back on request.
    case ghost
  }

  public init() {}

  public var count: Int { shapes.count }

  /// Adds a unit that waits for a node.
  public mutating func add(_ name: String, _ demand: Demand) {
    shapes.append(number(of: demand))
    nodes.append(-1)
    devices.append(0)
    forms.append(.pending)
    names.append(name)
  }

  private mutating func number(of demand: Demand) -> Int32 {
    if let number = numbers[demand] { return number }
    let number = Int32(demands.count)
    demands.append(demand)
    numbers[demand] = number
    return number
  }

  public func demand(of unit: Int) -> Demand { demands[Int(shapes[unit])] }

  /// The node a unit is on.
  public func node(of unit: Int) -> Int? { nodes[unit] >= 0 ? Int(nodes[unit]) : nil }

  /// Writes down where a unit went.
  public mutating func settle(_ unit: Int, on node: Int, devices mask: UInt8) {
    nodes[unit] = Int32(node)
    devices[unit] = mask
    forms[unit] = .resident
  }

  /// Writes down that a unit is on no node.
  public mutating func unsettle(_ unit: Int, as form: Form = .pending) {
    nodes[unit] = -1
    devices[unit] = 0
    forms[unit] = form
  }

  /// Writes down what was decided about a unit.
  mutating func follow(_ decision: Decision) {
    if let node = decision.node {
      settle(decision.unit, on: node, devices: decision.devices)
    } else {
      unsettle(decision.unit)
    }
  }

  /// What the units take up in memory.
  public var footprint: Int { shapes.count * (4 + 4 + 1 + 1) + names.footprint }
}
