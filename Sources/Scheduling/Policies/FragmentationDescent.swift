import Basics
import Glibc

/// The node whose GPUs become unusable the least for what is usually asked: fragmentation gradient descent
/// (Weng et al., "Beware of Fragmentation", USENIX ATC 2023, section 4).
struct FragmentationDescent: Policy {
  let name = "fgd"
  let about = Bilingual(english: "the node that fragments least", chinese: "碎片增长最少的节点")
  private let fragments: Fragments

  init(_ mix: Mix) { fragments = Fragments(mix) }

  func worth(_ room: Room) -> Double { -fragments.expected(room.free, room.devices) }

  func score(_ need: Need, _ room: Room, _ turn: Turn) -> Int32 { choice(need, room).score }
  func devices(_ need: Need, _ room: Room) -> UInt8 { choice(need, room).devices }

  /// The score the publication gives, and the device that gets it; the first of equals.
  private func choice(_ need: Need, _ room: Room) -> (score: Int32, devices: UInt8) {
    guard need.wish == .share else {
      let mask = room.tightest(for: need)
      return (published(room, after(need, room, mask)), mask)
    }
    var best: (score: Int32, devices: UInt8) = (-1, 0)
    for device in 0..<8 where room.devices[device] >= need.share {
      let score = published(room, after(need, room, 1 << device))
      if score > best.score { best = (score, 1 << device) }
    }
    return best
  }

  @inline(__always)
  private func after(_ need: Need, _ room: Room, _ mask: UInt8) -> Double {
    var devices = room.devices
    for device in 0..<8 where mask & (1 << device) != 0 { devices[device] &-= need.share }
    return -fragments.expected(room.free &- need.amounts, devices)
  }

  @inline(__always)
  private func published(_ room: Room, _ after: Double) -> Int32 {
    Int32(100 / (1 + exp(-(after - room.worth) / 1_000)))
  }

  func terms(_ need: Need, _ room: Room, _ turn: Turn) -> [Term] {
    let mask = devices(need, room)
    return [
      Term(english: "thousandths of GPU wasted before", chinese: "此前浪费的 GPU 千分数", -room.worth),
      Term(
        english: "thousandths of GPU wasted after", chinese: "此后浪费的 GPU 千分数", -after(need, room, mask)),
    ]
  }
}

/// How much of a node's free GPUs is of no use to the next unit, expected over what is usually asked.
struct Fragments: Sendable {
  /// A typical demand, with the number of its way to ask for GPUs.
  private struct Row: Sendable {
    let cpu: Int32
    let way: Int
    let weight: Double
  }
  private let rows: [Row]
  private let ways: [(share: UInt16, gpus: Int)]

  init(_ mix: Mix) {
    var ways = Ways()
    rows = mix.typicals.map { Row(cpu: $0.cpu, way: ways.number(of: $0), weight: $0.weight) }
    self.ways = ways.all
  }

  /// Thousandths of GPUs.
  func expected(_ free: Amounts, _ devices: SIMD8<UInt16>) -> Double {
    var total: Int32 = 0
    for device in 0..<8 { total += Int32(devices[device]) }
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: ways.count) { lost in
      for (number, way) in ways.enumerated() {
        lost[number] = Self.lost(way.share, way.gpus, devices, total)
      }
      var sum = 0.0
      for row in rows { sum += row.weight * (row.cpu <= free[0] ? lost[row.way] : Double(total)) }
      return sum
    }
  }

  /// What one way to ask cannot use: devices with too little, or all where too few have enough.
  @inline(__always)
  private static func lost(
    _ share: UInt16, _ gpus: Int, _ devices: SIMD8<UInt16>, _ total: Int32
  ) -> Double {
    var (fitting, lost) = (0, Int32(0))
    for device in 0..<8 {
      let fits = devices[device] >= share
      fitting += fits ? 1 : 0
      lost += fits ? 0 : Int32(devices[device])
    }
    return gpus > 0 && fitting >= gpus ? Double(lost) : Double(total)
  }
}
