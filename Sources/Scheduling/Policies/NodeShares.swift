import Basics

/// What would be left of CPU and memory on a node, as shares of the node itself: a large node is no better for
/// being large.
struct NodeShares: Sendable {
  private let cpu: [Double]
  private let memory: [Double]

  init(_ kinds: [NodeKind]) {
    cpu = kinds.map { 1 / Double(max(1, $0.cpu)) }
    memory = kinds.map { 1 / Double(max(1, $0.memory)) }
  }

  @inline(__always)
  func left(_ need: Need, _ room: Room) -> (cpu: Double, memory: Double) {
    let (left, kind) = (room.free &- need.amounts, Int(room.kind))
    return (Double(left[0]) * cpu[kind], Double(left[1]) * memory[kind])
  }
}

/// The node with the greatest shares of CPU and memory left, which spreads units
/// (Kubernetes, NodeResourcesFit, "LeastAllocated").
struct LeastAllocated: Policy {
  let name = "least-allocated"
  let about = Bilingual(english: "the node that is the least used", chinese: "最空闲的节点")
  private let shares: NodeShares

  init(_ kinds: [NodeKind]) { shares = NodeShares(kinds) }

  @inline(__always)
  func score(_ need: Need, _ room: Room, _ turn: Turn) -> Int32 {
    let left = shares.left(need, room)
    return Int32((left.cpu + left.memory) * 500)
  }

  func terms(_ need: Need, _ room: Room, _ turn: Turn) -> [Term] {
    let left = shares.left(need, room)
    return [
      Term(english: "CPU left", chinese: "CPU 剩余", left.cpu * 500),
      Term(english: "memory left", chinese: "内存剩余", left.memory * 500),
    ]
  }
}

/// The node with the smallest shares of CPU and memory left, which keeps others empty
/// (Kubernetes, NodeResourcesFit, "MostAllocated").
struct MostAllocated: Policy {
  let name = "most-allocated"
  let about = Bilingual(english: "the node that is the most used", chinese: "最满的节点")
  private let shares: NodeShares

  init(_ kinds: [NodeKind]) { shares = NodeShares(kinds) }

  @inline(__always)
  func score(_ need: Need, _ room: Room, _ turn: Turn) -> Int32 {
    let left = shares.left(need, room)
    return Int32((2 - left.cpu - left.memory) * 500)
  }

  func terms(_ need: Need, _ room: Room, _ turn: Turn) -> [Term] {
    let left = shares.left(need, room)
    return [
      Term(english: "CPU in use", chinese: "CPU 已用", (1 - left.cpu) * 500),
      Term(english: "memory in use", chinese: "内存已用", (1 - left.memory) * 500),
    ]
  }
}

/// The node whose CPU and memory would be used alike, so that neither is left over without the other
/// (Kubernetes, NodeResourcesBalancedAllocation).
struct Balanced: Policy {
  let name = "balanced"
  let about = Bilingual(english: "the node with CPU and memory used alike", chinese: "CPU 与内存用得最均衡的节点")
  private let shares: NodeShares

  init(_ kinds: [NodeKind]) { shares = NodeShares(kinds) }

  @inline(__always)
  func score(_ need: Need, _ room: Room, _ turn: Turn) -> Int32 {
    let left = shares.left(need, room)
    return Int32((1 - abs(left.cpu - left.memory)) * 1_000)
  }

  func terms(_ need: Need, _ room: Room, _ turn: Turn) -> [Term] {
    let left = shares.left(need, room)
    return [
      Term(english: "fully alike", chinese: "完全均衡", 1_000),
      Term(english: "difference", chinese: "差距", -abs(left.cpu - left.memory) * 1_000),
    ]
  }
}
