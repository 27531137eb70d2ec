import Basics

/// The largest node the published scores measure by: 128 cores and 8 GPUs.
enum LargestNode {
  static let cpu = 128_000.0
  static let gpu = 8_000.0
}

/// The node with the least left of CPU and GPU afterwards (Weng et al., ATC 2023, "BestFit").
public struct BestFit: Policy {
  public let name = "best-fit"
  public let about = Bilingual(english: "the node with the least left over", chinese: "余量最少的节点")

  public init() {}

  @inline(__always)
  public func score(_ need: Need, _ room: Room, _ turn: Turn) -> Int32 {
    let (cpu, gpu) = Self.left(need, room)
    return Int32((1 - (0.5 * cpu + 0.5 * gpu)) * 100)
  }

  /// What would be left, as shares of the largest node.
  @inline(__always)
  static func left(_ need: Need, _ room: Room) -> (cpu: Double, gpu: Double) {
    let left = room.free &- need.amounts
    return (Double(left[0]) / LargestNode.cpu, Double(left[2]) / LargestNode.gpu)
  }

  public func terms(_ need: Need, _ room: Room, _ turn: Turn) -> [Term] {
    let (cpu, gpu) = Self.left(need, room)
    return [
      Term(english: "little CPU left", chinese: "CPU 余量少", 50 * (1 - cpu)),
      Term(english: "little GPU left", chinese: "GPU 余量少", 50 * (1 - gpu)),
    ]
  }
}

/// The node with the most left of CPU and GPU afterwards, which spreads the load.
public struct WorstFit: Policy {
  public let name = "worst-fit"
  public let about = Bilingual(english: "the node with the most left over", chinese: "余量最多的节点")

  public init() {}

  @inline(__always)
  public func score(_ need: Need, _ room: Room, _ turn: Turn) -> Int32 {
    let (cpu, gpu) = BestFit.left(need, room)
    return Int32((cpu + gpu) * 5_000)
  }

  public func terms(_ need: Need, _ room: Room, _ turn: Turn) -> [Term] {
    let (cpu, gpu) = BestFit.left(need, room)
    return [
      Term(english: "much CPU left", chinese: "CPU 余量多", 5_000 * cpu),
      Term(english: "much GPU left", chinese: "GPU 余量多", 5_000 * gpu),
    ]
  }
}
