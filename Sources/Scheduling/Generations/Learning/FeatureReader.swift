/// Reads off what a node is like for a unit, feature by feature.
struct FeatureReader: Sendable {
  private let kinds: KindFeatures
  /// Nil where fragments do not count.
  private let fragments: Fragments?

  /// - Parameter countsFragments: whether GPUs that become useless are looked at, which takes the longest.
  init(_ mix: Mix, _ kinds: [NodeKind], countsFragments: Bool = true) {
    self.kinds = KindFeatures(kinds)
    fragments = countsFragments && kinds.contains { $0.gpus > 0 } ? Fragments(mix) : nil
  }

  /// What is kept with a room: how much of its GPUs is of no use as it is.
  func worth(_ room: Room) -> Double {
    guard let fragments, room.gpus > 0 else { return 0 }
    return fragments.expected(room.free, room.devices)
  }

  /// Tells each feature that is not nothing.
  @inline(__always)
  func read(_ need: Need, _ room: Room, _ tell: (Feature, Double) -> Void) {
    let (left, kind) = (room.free &- need.amounts, Int(room.kind))
    let parts = SIMD4(Double(left[0]), Double(left[1]), Double(left[2]), 0) * kinds.capacities[kind]
    let least = room.gpus > 0 ? min(parts.x, parts.y, parts.z) : min(parts.x, parts.y)
    let load = 1 - least
    tell(.load, load)
    tell(.queue, Conditions.queue(load) / 24)
    tell(.unlike, abs(parts.x - parts.y))
    if room.units == 0 {
      tell(.idle, 1)
      tell(.opening, kinds.openings[kind])
    }
    tell(.price, kinds.prices[kind])
    tell(.power, kinds.powers[kind])
    if need.far[kind] != 0 { tell(.far, 1) }
    tell(.edge, kinds.edges[kind])
    guard room.gpus > 0 else { return }
    if need.gpus == 0 { tell(.spared, 1) }
    if let fragments { tell(.fragments, lost(need, room, fragments)) }
  }

  /// GPUs that become useless by it.
  private func lost(_ need: Need, _ room: Room, _ fragments: Fragments) -> Double {
    let mask = need.gpus > 0 ? room.tightest(for: need) : 0
    var devices = room.devices
    for device in 0..<8 where mask & (1 << device) != 0 { devices[device] &-= need.share }
    return (fragments.expected(room.free &- need.amounts, devices) - room.worth) / 1_000
  }
}
