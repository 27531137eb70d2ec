import Basics

/// The node with the greatest sum of features, each times its weight.
public struct LinearScore: Policy {
  public let name: String
  public let about: Bilingual
  public let weights: Weights
  private let kinds: KindFeatures
  /// Nil where fragments do not count.
  private let fragments: Fragments?
  private let vector: [Double]

  /// Scores are whole numbers: so many make one.
  static let grain = 10_000.0

  public init(
    _ weights: Weights, _ mix: Mix, _ kinds: [NodeKind], name: String = "linear",
    about: Bilingual = Bilingual(english: "weights of plain features", chinese: "可解释特征的加权")
  ) {
    (self.name, self.about) = (name, about)
    self.weights = weights
    self.kinds = KindFeatures(kinds)
    vector = weights.values
    let counts = weights[.fragments] != 0 && kinds.contains { $0.gpus > 0 }
    fragments = counts ? Fragments(mix) : nil
  }

  public func worth(_ room: Room) -> Double {
    guard let fragments, room.gpus > 0 else { return 0 }
    return fragments.expected(room.free, room.devices)
  }

  public func score(_ need: Need, _ room: Room, _ turn: Turn) -> Int32 {
    let sum = vector.withUnsafeBufferPointer { vector in
      var sum = 0.0
      values(need, room) { feature, value in sum += vector[feature.rawValue] * value }
      return sum
    }
    return Int32((sum * Self.grain).rounded())
  }

  public func terms(_ need: Need, _ room: Room, _ turn: Turn) -> [Term] {
    var terms: [Term] = []
    values(need, room) { feature, value in
      let weighed = weights[feature] * value * Self.grain
      guard weighed != 0 else { return }
      terms.append(Term(english: feature.name.english, chinese: feature.name.chinese, weighed))
    }
    return terms
  }

  /// Tells each feature that is not nothing.
  @inline(__always)
  private func values(_ need: Need, _ room: Room, _ tell: (Feature, Double) -> Void) {
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
