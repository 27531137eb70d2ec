import Basics

/// The node whose rest loses the least of what it could still bring: by the prices of the best filling of the
/// whole cluster first, by how much of its GPUs stays usable second, and away from idle nodes third. Nodes
/// that rare demands depend on are spared as long as others will do.
///
/// Values are in thousandths of a GPU, scores in hundredths of them.
struct Foresight: Policy {
  let name = "foresight"
  let about = Bilingual(
    english: "the node whose rest keeps its worth for what usually comes", chinese: "使节点余量对常见需求保值最多")
  private let prospect: Prospect
  private let usability: Usability
  private let reserve: Reserve

  /// What a thousandth of usable GPU counts beside one of the best filling.
  private static let usable = 0.1
  /// What a thousandth of free GPU on the node counts against it.
  private static let idle = 0.001

  init(_ mix: Mix, _ cluster: Cluster) {
    prospect = Outlook(mix, cluster).prospect
    usability = Usability(mix)
    reserve = Reserve(mix, cluster)
  }

  func worth(_ room: Room) -> Double { worth(room.free, room.devices) }

  private func worth(_ free: Amounts, _ devices: SIMD8<UInt16>) -> Double {
    Double(prospect.worth(free, devices)) / Fillings.scale
      + Self.usable * usability.expected(free, devices)
  }

  func score(_ need: Need, _ room: Room, _ turn: Turn) -> Int32 {
    let aside = reserve.favour(need, turn.node) - Self.idle * Double(room.free[2])
    return choice(need, room, aside).score
  }

  func devices(_ need: Need, _ room: Room) -> UInt8 { choice(need, room, 0).devices }

  /// The score with what speaks for the node as a whole. Of a share, the device that keeps most worth; the
  /// fullest of equals.
  private func choice(_ need: Need, _ room: Room, _ aside: Double) -> (score: Int32, devices: UInt8) {
    guard need.wish == .share else {
      let mask = need.gpus == 0 ? 0 : room.tightest(for: need)
      return (Self.rounded(kept(need, room, mask) + aside), mask)
    }
    var (best, found, least) = (Int32.min, UInt8(0), UInt16.max)
    for device in 0..<8 where room.devices[device] >= need.share && isFirst(device, room.devices) {
      let score = Self.rounded(kept(need, room, 1 << device) + aside)
      let left = room.devices[device]
      if score > best || (score == best && left < least) { (best, found, least) = (score, 1 << device, left) }
    }
    return (best, found)
  }

  /// Whether no device before this one has as much left.
  @inline(__always)
  private func isFirst(_ device: Int, _ devices: SIMD8<UInt16>) -> Bool {
    for other in 0..<device where devices[other] == devices[device] { return false }
    return true
  }

  @inline(__always)
  private func kept(_ need: Need, _ room: Room, _ mask: UInt8) -> Double {
    var devices = room.devices
    for device in 0..<8 where mask & (1 << device) != 0 { devices[device] &-= need.share }
    return worth(room.free &- need.amounts, devices) - room.worth
  }

  @inline(__always)
  private static func rounded(_ value: Double) -> Int32 { Int32((value * 100).rounded()) }

  func terms(_ need: Need, _ room: Room, _ turn: Turn) -> [Term] {
    let mask = need.gpus == 0 ? 0 : devices(need, room)
    var devices = room.devices
    for device in 0..<8 where mask & (1 << device) != 0 { devices[device] &-= need.share }
    let after = room.free &- need.amounts
    let filling = Double(prospect.worth(after, devices)) - Double(prospect.worth(room.free, room.devices))
    let usable = usability.expected(after, devices) - usability.expected(room.free, room.devices)
    return [
      Term(english: "best filling of the rest", chinese: "余量最佳填充", filling),
      Term(english: "usable GPU of the rest", chinese: "余量可用 GPU", usable * Self.usable * 100),
      Term(english: "GPUs idle on the node", chinese: "节点空闲 GPU", -Self.idle * Double(room.free[2]) * 100),
      Term(english: "kept for rare demands", chinese: "为稀有需求保留", reserve.favour(need, turn.node) * 100),
    ]
  }
}
