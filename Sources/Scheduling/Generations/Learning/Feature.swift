import Basics

/// What a node is like for a unit, each a number near 0...1: what a learned score looks at.
public enum Feature: Int, CaseIterable, Sendable {
  /// How full the node will be, by its scarcest resource.
  case load
  /// How its queue will grow.
  case queue
  /// How unlike the parts left of CPU and memory will be.
  case unlike
  /// Nobody is on it yet.
  case idle
  /// What it costs, where nobody is on it yet.
  case opening
  /// What its size costs.
  case price
  /// What its size draws.
  case power
  /// It is in another region than the people.
  case far
  /// It is at the edge.
  case edge
  /// It has GPUs and none is asked for.
  case spared
  /// How much of its GPUs becomes of no use to what usually comes.
  case fragments

  public var name: Bilingual {
    switch self {
    case .load: Bilingual(english: "how full it will be", chinese: "放置后的占用")
    case .queue: Bilingual(english: "queueing on the node", chinese: "节点排队")
    case .unlike: Bilingual(english: "CPU and memory left unlike", chinese: "CPU 与内存余量不均")
    case .idle: Bilingual(english: "nobody is on it yet", chinese: "节点尚空")
    case .opening: Bilingual(english: "price of opening it", chinese: "启用价格")
    case .price: Bilingual(english: "price of its size", chinese: "单位容量价格")
    case .power: Bilingual(english: "power of its size", chinese: "单位容量功率")
    case .far: Bilingual(english: "far from its people", chinese: "远离用户")
    case .edge: Bilingual(english: "at the edge", chinese: "位于边缘")
    case .spared: Bilingual(english: "GPUs it does not ask for", chinese: "不需要的 GPU")
    case .fragments: Bilingual(english: "GPU that becomes useless", chinese: "变得无用的 GPU")
    }
  }
}

/// What the features of kinds of nodes are, worked out once.
struct KindFeatures: Sendable {
  let prices: [Double]
  let openings: [Double]
  let powers: [Double]
  let edges: [Double]
  let capacities: [SIMD4<Double>]

  init(_ kinds: [NodeKind]) {
    let sizes = kinds.map { Double($0.cpu) / LargestNode.cpu + Double($0.gpus * 1_000) / LargestNode.gpu }
    let prices = zip(kinds, sizes).map { $1 > 0 ? Double($0.price) / $1 : 0 }
    let powers = zip(kinds, sizes).map { $1 > 0 ? Double($0.power) / $1 : 0 }
    self.prices = Self.parts(prices)
    self.powers = Self.parts(powers)
    openings = Self.parts(kinds.map { Double($0.price) })
    edges = kinds.map { $0.tier == .edge ? 1 : 0 }
    capacities = kinds.map { kind in
      SIMD4(
        1 / Double(max(1, kind.cpu)), 1 / Double(max(1, kind.memory)),
        kind.gpus > 0 ? 1 / Double(kind.gpus * 1_000) : 0, 0)
    }
  }

  /// Each as a part of the greatest.
  private static func parts(_ values: [Double]) -> [Double] {
    let most = values.max() ?? 0
    return values.map { most > 0 ? $0 / most : 0 }
  }
}
