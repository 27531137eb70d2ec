/// A demand made ready for many comparisons.
public struct Need: Sendable {
  public let amounts: Amounts
  public let gpus: Int
  public let share: UInt16
  public let wish: Wish
  /// The number of the demand.
  public let shape: Int
  /// One for each kind of node that may take it.
  let kinds: [UInt8]
  /// How many nodes would take it were they empty.
  let reach: Int32
  /// One for each kind of node in another region than the people it serves.
  let far: [UInt8]
  /// Whether it also depends on where others of its group are.
  let rule: GroupRule?

  /// The kinds of nodes there are, and how many of each.
  init(_ demand: Demand, shape: Int, kinds: [NodeKind], counts: [Int32]) {
    amounts = demand.amounts
    gpus = demand.gpus
    share = UInt16(clamping: demand.share)
    wish = Wish(demand)
    self.shape = shape
    self.kinds = kinds.map { demand.mayRun(on: $0) ? 1 : 0 }
    far = kinds.map { demand.home.isEmpty || demand.home == $0.region ? 0 : 1 }
    reach = zip(kinds, counts).reduce(0) { demand.couldFit($1.0) ? $0 + $1.1 : $0 }
    rule = demand.group.flatMap { $0.isBinding ? $0 : nil }
  }

  /// Whether the node may take it and has room, whatever its group says.
  @inline(__always) func fits(_ room: Room, _ allowed: UnsafePointer<UInt8>) -> Bool {
    guard (room.free &- amounts).isCovered else { return false }
    guard allowed[Int(room.kind)] != 0, room.state == .ready else { return false }
    return gpus < 2 || share == 1_000 || hasDevices(room)
  }

  /// Several shares of GPUs need as many devices with room.
  private func hasDevices(_ room: Room) -> Bool { room.tightest(for: self) != 0 }

  func fits(_ room: Room) -> Bool { kinds.withUnsafeBufferPointer { fits(room, $0.baseAddress!) } }
}

/// The ways to ask for GPUs.
public enum Wish: UInt8, CaseIterable, Sendable {
  case none, share, one, two, four, other

  init(_ demand: Demand) {
    switch demand.gpus {
    case 0: self = .none
    case 1: self = demand.share < 1_000 ? .share : .one
    case 2: self = .two
    case 4: self = .four
    default: self = .other
    }
  }

  @inline(__always) var bit: UInt8 { 1 << rawValue }
  /// Every way that asks for GPUs.
  static let withGPUs: UInt8 = 0b11_1110
}
