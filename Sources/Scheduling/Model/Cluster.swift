/// The nodes and what they have left. A value: a plan works on a copy, and the one who asked keeps theirs.
public struct Cluster: Sendable {
  public internal(set) var rooms: [Room] = []
  public private(set) var kinds: [NodeKind] = []
  private var numbers: [NodeKind: UInt16] = [:]
  public private(set) var names = Names()
  /// How many nodes of each kind are ready.
  private(set) var ready: [Int] = []

  public init() {}

  public var count: Int { rooms.count }

  /// Adds a node; of nodes that score the same the one added first wins.
  public mutating func add(_ name: String, _ kind: NodeKind) {
    let number = number(of: kind)
    names.append(name)
    rooms.append(Room(kind, number: number))
    ready[Int(number)] += 1
  }

  private mutating func number(of kind: NodeKind) -> UInt16 {
    if let number = numbers[kind] { return number }
    let number = UInt16(kinds.count)
    kinds.append(kind)
    ready.append(0)
    numbers[kind] = number
    return number
  }

  public func kind(of node: Int) -> NodeKind { kinds[Int(rooms[node].kind)] }

  /// How many nodes there are of each kind.
  var countsByKind: [Int32] {
    var counts = [Int32](repeating: 0, count: kinds.count)
    for room in rooms { counts[Int(room.kind)] += 1 }
    return counts
  }

  public mutating func set(_ state: NodeState, of node: Int) {
    let kind = Int(rooms[node].kind)
    ready[kind] += (state == .ready ? 1 : 0) - (rooms[node].state == .ready ? 1 : 0)
    rooms[node].state = state
  }

  /// Thousandths of all GPUs there are.
  public var gpuCapacity: Int {
    rooms.reduce(0) { $0 + kinds[Int($1.kind)].gpus * 1_000 }
  }

  /// What the nodes take up in memory.
  public var footprint: Int { rooms.count * MemoryLayout<Room>.stride + names.footprint }
}
