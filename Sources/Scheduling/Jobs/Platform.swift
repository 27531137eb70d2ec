import Basics

/// What a slot is made of, which decides how long tasks of each modality take there.
public enum SlotKind: String, CaseIterable, Sendable {
  /// Some cores of a node in a data centre.
  case processor
  /// A GPU with some cores.
  case accelerated
  /// Some cores of a node at the edge.
  case edge

  /// Its place in the list of kinds.
  var place: Int {
    switch self {
    case .processor: 0
    case .accelerated: 1
    case .edge: 2
    }
  }

  /// How long a task takes as a multiple of what it takes on a processor; assumed, not measured.
  func pace(of modality: Modality) -> Double {
    switch (self, modality) {
    case (.processor, _): 1
    case (.accelerated, .visual): 0.2
    case (.accelerated, .fusion): 0.35
    case (.accelerated, .audio): 0.5
    case (.accelerated, .text): 0.8
    case (.edge, .visual), (.edge, .fusion): 2.5
    case (.edge, .audio), (.edge, .text): 1.5
    }
  }

  public var name: Bilingual {
    switch self {
    case .processor: Bilingual(english: "a processor", chinese: "处理器")
    case .accelerated: Bilingual(english: "a GPU", chinese: "GPU 节点")
    case .edge: Bilingual(english: "the edge", chinese: "边缘节点")
    }
  }
}

/// The slots that jobs run on, and how long data takes between the nodes they are on.
public struct Platform: Hashable, Sendable {
  public struct Node: Hashable, Sendable {
    public let name: String
    public let kind: SlotKind
    public let region: String
    /// Tasks at once.
    public internal(set) var slots: Int
    /// Mbit a second.
    public let bandwidth: Int

    public init(_ name: String, _ kind: SlotKind, slots: Int, bandwidth: Int = 1_000, region: String = "") {
      (self.name, self.kind, self.region) = (name, kind, region)
      (self.slots, self.bandwidth) = (slots, max(1, bandwidth))
    }
  }

  public let nodes: [Node]
  /// The number of the node of each slot.
  public let slots: [Int]
  /// Milliseconds on the way between nodes of a region, and of two regions; assumed.
  private static let (near, far) = (1, 45)

  public init(_ nodes: [Node]) throws(JobFault) {
    self.nodes = nodes
    slots = nodes.indices.flatMap { Array(repeating: $0, count: max(0, nodes[$0].slots)) }
    if slots.isEmpty { throw .noSlots }
  }

  /// The nodes of a cluster that are ready: a slot for each GPU, or else one for every eight cores.
  public init(_ cluster: Cluster) throws(JobFault) {
    let ready = cluster.rooms.indices.filter { cluster.rooms[$0].state == .ready }
    try self.init(
      ready.map { node in
        let kind = cluster.kind(of: node)
        let (cores, hasGPUs) = (max(1, Int(kind.cpu) / 8_000), kind.gpus > 0)
        return Node(
          cluster.names[node], hasGPUs ? .accelerated : kind.tier == .edge ? .edge : .processor,
          slots: hasGPUs ? kind.gpus : cores, bandwidth: Int(kind.bandwidth), region: kind.region)
      })
  }

  func kind(of slot: Int) -> SlotKind { nodes[slots[slot]].kind }

  /// Milliseconds that data takes from one node to another, by the slower of their links; what others send
  /// meanwhile is left out.
  public func transfer(_ megabytes: Int, from origin: Int, to goal: Int) -> Int {
    guard origin != goal else { return 0 }
    let (one, other) = (nodes[origin], nodes[goal])
    let rate = min(one.bandwidth, other.bandwidth)
    let way = one.region == other.region ? Self.near : Self.far
    return way + (megabytes * 8_000 + rate - 1) / rate
  }

  /// Milliseconds that data takes in the mean between two slots.
  func meanTransfer(_ megabytes: Int) -> Double {
    var sum = 0
    for (number, one) in nodes.enumerated() {
      for (place, other) in nodes.enumerated() {
        sum += one.slots * other.slots * transfer(megabytes, from: number, to: place)
      }
    }
    return Double(sum) / Double(slots.count * slots.count)
  }

  /// The same with one more slot on a node.
  func widened(_ node: Int) throws(JobFault) -> Platform {
    var nodes = nodes
    nodes[node].slots += 1
    return try Platform(nodes)
  }
}
