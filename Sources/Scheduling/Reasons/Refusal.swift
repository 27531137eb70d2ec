import Basics

/// Why a node does not take a unit.
public enum Refusal: Hashable, Sendable {
  case state(NodeState)
  /// The GPUs are of another model.
  case model(String)
  /// The node lacks a label, or has another value for it.
  case label(String, String)
  /// The unit does not tolerate this.
  case taint(String)
  /// So much is missing.
  case lacks(Resource, Int32)
  /// Enough GPUs all together, but so many fewer with room for a share.
  case scattered(Int)
  /// One of its group is here already.
  case apart(Topology)
  /// Its group is elsewhere.
  case together(Topology)
  /// Its group would be uneven here.
  case spread(Topology)
  /// No node takes it.
  case nowhere
  /// No more of its group may be out of service.
  case budget(String)
  /// Its queue would be so much over what it may have.
  case quota(String, Resource, Int32)
  /// So many of those who go together or not at all find no place.
  case gang(missing: Int)

  public var words: Bilingual {
    switch self {
    case .state(let state):
      Bilingual(english: "the node is \(state.name.english)", chinese: "节点\(state.name.chinese)")
    case .model(let model):
      Bilingual(english: "its GPUs are \(model)", chinese: "其 GPU 型号为 \(model)")
    case .label(let name, let value):
      Bilingual(english: "it has no label \(name)=\(value)", chinese: "缺少标签 \(name)=\(value)")
    case .taint(let taint):
      Bilingual(english: "its taint \(taint) is not tolerated", chinese: "不容忍其污点 \(taint)")
    case .lacks(let resource, let amount): Self.lack(resource, amount)
    case .scattered(let count):
      Bilingual(
        english: "what is left of its GPUs is scattered: \(count) more must have room",
        chinese: "GPU 余量分散：还需 \(count) 个 GPU 有余量")
    case .apart(let topology):
      Bilingual(
        english: "another of its group is on this \(topology.name.english)",
        chinese: "同组单元已在此\(topology.name.chinese)")
    case .together(let topology):
      Bilingual(
        english: "its group is on another \(topology.name.english)",
        chinese: "同组单元在别的\(topology.name.chinese)")
    case .spread(let topology):
      Bilingual(
        english: "its group would be uneven over \(topology.name.english)s",
        chinese: "同组单元在各\(topology.name.chinese)间将不均衡")
    case .nowhere: Bilingual(english: "no other node has room", chinese: "没有其他节点有余量")
    case .budget(let group):
      Bilingual(
        english: "no more of group \(group) may be out of service", chinese: "\(group) 组不可再有单元停止服务")
    case .quota(let queue, let resource, let amount): Self.excess(queue, resource, amount)
    case .gang(let missing):
      Bilingual(english: "\(missing) of its gang find no place", chinese: "同批单元中 \(missing) 个无处放置")
    }
  }

  private static func excess(_ queue: String, _ resource: Resource, _ amount: Int32) -> Bilingual {
    let (name, amount) = (resource.name, resource.amount(amount))
    return Bilingual(
      english: "queue \(queue), \(name.english): \(amount.english) over its quota",
      chinese: "队列 \(queue)，\(name.chinese)：超出配额 \(amount.chinese)")
  }

  private static func lack(_ resource: Resource, _ amount: Int32) -> Bilingual {
    let (name, amount) = (resource.name, resource.amount(amount))
    return Bilingual(
      english: "\(name.english): \(amount.english) short", chinese: "\(name.chinese)：缺 \(amount.chinese)")
  }
}

extension Topology {
  public var name: Bilingual {
    switch self {
    case .node: Bilingual(english: "node", chinese: "节点")
    case .zone: Bilingual(english: "zone", chinese: "可用区")
    case .region: Bilingual(english: "region", chinese: "区域")
    }
  }
}

extension Demand {
  /// Why no node of a kind may ever take this, however empty.
  public func refusals(of kind: NodeKind) -> [Refusal] {
    var refusals: [Refusal] = []
    if gpus > 0, !models.isEmpty, !models.contains(kind.gpuModel) { refusals.append(.model(kind.gpuModel)) }
    for (name, value) in labels.sorted(by: { $0.key < $1.key }) where kind.labels[name] != value {
      refusals.append(.label(name, value))
    }
    for taint in kind.taints.sorted() where !tolerations.contains(taint) { refusals.append(.taint(taint)) }
    return refusals
  }

  /// Whether nothing but a lack of room keeps a node of a kind from taking this: as `refusals`, without telling why.
  func mayRun(on kind: NodeKind) -> Bool {
    if gpus > 0, !models.isEmpty, !models.contains(kind.gpuModel) { return false }
    if !labels.isEmpty, labels.contains(where: { kind.labels[$0.key] != $0.value }) { return false }
    return kind.taints.isEmpty || kind.taints.isSubset(of: tolerations)
  }

  /// What is missing in a room.
  func shortages(in room: Room) -> [Refusal] {
    let left = room.free &- amounts
    let lacks = Resource.allCases.filter { left[$0] < 0 }.map { Refusal.lacks($0, -left[$0]) }
    guard lacks.isEmpty, gpus > 1, share < 1_000 else { return lacks }
    let fitting = (0..<8).count { room.devices[$0] >= UInt16(share) }
    return fitting < gpus ? [.scattered(gpus - fitting)] : []
  }
}
