import Basics

/// First GPUs in use, then idle GPUs of nodes in use, then idle nodes, small ones first
/// (Weng et al., ATC 2023, "GPU packing").
struct GPUPacking: Policy {
  let name = "gpu-packing"
  let about = Bilingual(english: "GPUs in use first, idle nodes last", chinese: "先用已占用的 GPU，最后用空闲节点")

  @inline(__always)
  func score(_ need: Need, _ room: Room, _ turn: Turn) -> Int32 {
    guard need.gpus > 0 else { return 0 }
    if need.wish == .share, let left = Self.tightestInUse(need, room) { return 100 - Int32(left / 100) }
    let isIdle = room.free[2] == Int32(room.gpus) * 1_000
    return isIdle ? 30 - Int32(room.gpus) : 50
  }

  /// What is left on the fullest GPU in use that has room.
  @inline(__always)
  private static func tightestInUse(_ need: Need, _ room: Room) -> UInt16? {
    var least = UInt16(1_000)
    for device in 0..<8 where room.devices[device] >= need.share { least = min(least, room.devices[device]) }
    return least < 1_000 ? least : nil
  }
}

/// Beside units that ask for GPUs the same way, with as few other ways as can be; then idle nodes, small ones
/// first; nodes of other ways last (after Weng et al., ATC 2023, "GPU clustering").
struct GPUClustering: Policy {
  let name = "gpu-clustering"
  let about = Bilingual(english: "beside units of the same kind of demand", chinese: "与同类 GPU 需求聚集")

  @inline(__always)
  func score(_ need: Need, _ room: Room, _ turn: Turn) -> Int32 {
    guard need.gpus > 0 else { return 0 }
    let hosted = room.hosted & Wish.withGPUs
    let others = Int32((hosted & ~need.wish.bit).nonzeroBitCount)
    let gpus = Int32(room.gpus)
    if hosted & need.wish.bit != 0 { return 90 - 10 * others + gpus }
    return (others > 0 ? 20 : 40) - gpus
  }
}
