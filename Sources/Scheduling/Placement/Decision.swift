/// Where one unit goes; no node where none takes it.
public struct Decision: Hashable, Sendable {
  public let unit: Int
  public let node: Int?
  /// The devices it takes there, a bit each.
  public let devices: UInt8

  public init(unit: Int, node: Int?, devices: UInt8) {
    self.unit = unit
    self.node = node
    self.devices = devices
  }
}

/// What shall be done: where each unit goes, and which find no place. Nothing has happened yet.
public struct Plan: Sendable {
  public internal(set) var decisions: [Decision] = []
  public internal(set) var refused = 0
  /// Why all of it is refused; nil where it may be carried out.
  public internal(set) var veto: Refusal?

  public init() {}

  public var placed: Int { decisions.count - refused }
}
