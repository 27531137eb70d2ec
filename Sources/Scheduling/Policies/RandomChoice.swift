import Basics

/// Any node that has room, and any of its GPUs that has, each as likely.
struct RandomChoice: Policy {
  let seed: UInt64
  let name = "random"
  let about = Bilingual(english: "any node with room", chinese: "任一有余量的节点")
  let isSteady = false

  func score(_ need: Need, _ room: Room, _ turn: Turn) -> Int32 {
    Int32(truncatingIfNeeded: mixed(turn.number, UInt64(turn.node)) >> 34)
  }

  func devices(_ need: Need, _ room: Room) -> UInt8 {
    guard need.gpus == 1 else { return room.tightest(for: need) }
    let fitting = (0..<8).filter { room.devices[$0] >= need.share }
    guard !fitting.isEmpty else { return 0 }
    // What a node has left is another number after every change.
    let number = mixed(UInt64(room.units), UInt64(bitPattern: Int64(room.free[.cpu])))
    return 1 << fitting[Int(number % UInt64(fitting.count))]
  }

  /// Two numbers and the seed, mixed so that neighbours come far apart (the finaliser of splitmix64).
  private func mixed(_ first: UInt64, _ second: UInt64) -> UInt64 {
    var mix = seed &+ first &* 0x9E37_79B9_7F4A_7C15 &+ second &* 0xD1B5_4A32_D192_ED03
    mix = (mix ^ (mix >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mix = (mix ^ (mix >> 27)) &* 0x94D0_49BB_1331_11EB
    return mix ^ (mix >> 31)
  }
}
