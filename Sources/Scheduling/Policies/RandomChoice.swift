import Basics

/// Any node that has room, each as likely.
struct RandomChoice: Policy {
  let seed: UInt64
  let name = "random"
  let about = Bilingual(english: "any node with room", chinese: "任一有余量的节点")
  let isSteady = false

  func score(_ need: Need, _ room: Room, _ turn: Turn) -> Int32 {
    var mix = seed &+ turn.number &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(turn.node) &* 0xD1B5_4A32_D192_ED03
    mix = (mix ^ (mix >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mix = (mix ^ (mix >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int32(truncatingIfNeeded: (mix ^ (mix >> 31)) >> 34)
  }
}
