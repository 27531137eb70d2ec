/// What a question is put to: the nodes with what is in use there by others, the units and where they stand, and the
/// policy by which new places are chosen. The same scene and question give the same answer.
public struct WhatIfScene: Sendable {
  /// The nodes as they are without the units.
  public private(set) var cluster: Cluster
  /// The units, settled on their nodes. Of units that ask as much the one added first goes first.
  public private(set) var workload: Workload
  /// What units are like, by which the third generation chooses its weights.
  public let usual: Context
  /// What the second and the third generation weigh by, where they have learned it.
  public let learned: Weights?
  public let policy: String
  /// Whether less urgent units are driven out where units of lost nodes find no room. On live nodes none is.
  let drivesOut: Bool

  public init(
    _ cluster: Cluster, _ workload: Workload, usual: Context = Context(), learned: Weights? = nil,
    policy: String, drivesOut: Bool = true
  ) {
    self.drivesOut = drivesOut
    (self.cluster, self.workload, self.usual) = (cluster, workload, usual)
    (self.learned, self.policy) = (learned, policy)
  }

  /// What asked for more than this, all of a node's units together, could not be counted any more.
  private static let most = Int64(Int32.max / 2)
}

extension WhatIfScene {
  /// The numbers of the nodes that are meant.
  func numbers(of nodes: [WhatIfQuestion.Nodes]) throws(WhatIfFault) -> [Int] {
    var numbers: Set<Int> = []
    for group in nodes {
      let found = cluster.rooms.indices.filter { isMeant($0, by: group) }
      guard !found.isEmpty else {
        if case .named(let name) = group { throw .noNode(name) }
        throw .noNodeIn(group)
      }
      numbers.formUnion(found)
    }
    return numbers.sorted()
  }

  /// A zone may stand alone or with its region, `eu-west/a`, for zones of several regions bear one name.
  private func isMeant(_ node: Int, by group: WhatIfQuestion.Nodes) -> Bool {
    switch group {
    case .named(let name): return cluster.names[node] == name
    case .region(let name): return cluster.kind(of: node).region == name
    case .tier(let tier): return cluster.kind(of: node).tier == tier
    case .zone(let name):
      let kind = cluster.kind(of: node)
      return kind.zone == name || "\(kind.region)/\(kind.zone)" == name
    }
  }

  /// Puts as many empty nodes beside one that is there as are asked for.
  mutating func addNodes(_ count: Int, like name: String) throws(WhatIfFault) {
    guard let model = cluster.rooms.indices.first(where: { cluster.names[$0] == name }) else {
      throw .noNode(name)
    }
    let kind = cluster.kind(of: model)
    var names = FreshNames(like: name, beside: cluster.names)
    for _ in 0..<count { cluster.add(names.next(), kind) }
  }

  /// Puts units that wait beside those that are there; returns their numbers.
  mutating func addUnits(_ count: Int, like name: String) throws(WhatIfFault) -> Range<Int> {
    guard let model = unit(like: name) else { throw .noUnit(name) }
    let (first, demand) = (workload.count, workload.demand(of: model))
    // What stands before the stroke is the node, which is another for the new ones.
    let word = workload.names[model].split(separator: "/", maxSplits: 1).last.map(String.init) ?? name
    var names = FreshNames(like: word, beside: workload.names)
    for _ in 0..<count { workload.add(names.next(), demand) }
    return first..<workload.count
  }

  /// The unit of a name, or the first that is called so by its node: `checkout` for `node-3/checkout`.
  private func unit(like name: String) -> Int? {
    let units = 0..<workload.count
    return units.first { workload.names[$0] == name }
      ?? units.first { workload.names[$0].hasSuffix("/\(name)") }
  }

  /// Has every unit ask so many times as much.
  mutating func grow(by factor: Double) throws(WhatIfFault) {
    var grown = Workload()
    for unit in 0..<workload.count {
      grown.add(workload.names[unit], workload.demand(of: unit).grown(by: factor))
      if let node = workload.node(of: unit) {
        grown.settle(unit, on: node, devices: workload.devices[unit])
      }
    }
    workload = grown
  }

  /// Complains where sums would leave the range of numbers.
  func checkSums() throws(WhatIfFault) {
    var sums = cluster.rooms.map { room in
      (cpu: -Int64(min(0, room.free[.cpu])), memory: -Int64(min(0, room.free[.memory])))
    }
    for unit in 0..<workload.count {
      guard let node = workload.node(of: unit) else { continue }
      let demand = workload.demand(of: unit)
      sums[node].cpu += Int64(demand.cpu)
      sums[node].memory += Int64(demand.memory)
      if max(sums[node].cpu, sums[node].memory) > Self.most { throw .beyondCounting(cluster.names[node]) }
    }
  }

  /// How the nodes stand before anything is done.
  var figures: WhatIfFigures {
    var filled = cluster
    for unit in 0..<workload.count {
      guard let node = workload.node(of: unit) else { continue }
      filled.rooms[node].free &-= workload.demand(of: unit).amounts
    }
    return WhatIfFigures(filled, workload)
  }

  mutating func set(_ state: NodeState, of nodes: [Int]) {
    for node in nodes { cluster.set(state, of: node) }
  }

  /// The nodes in a state.
  func nodes(_ state: NodeState) -> [Int] {
    cluster.rooms.indices.filter { cluster.rooms[$0].state == state }
  }
}

extension Demand {
  /// So many times as much of what grows with the work; GPUs are whole things and stay.
  fileprivate func grown(by factor: Double) -> Demand {
    func times(_ amount: Int32) -> Int32 { Int32(clamping: Int64((Double(amount) * factor).rounded(.up))) }
    var demand = self
    (demand.cpu, demand.memory) = (times(cpu), times(memory))
    (demand.bandwidth, demand.disk) = (times(bandwidth), times(disk))
    return demand
  }
}

/// Names that nothing bears yet: `node-3+1`, `node-3+2`, …
private struct FreshNames {
  private let taken: Set<String>
  private let word: String
  private var number = 0

  init(like word: String, beside names: Names) {
    taken = Set((0..<names.count).lazy.map { names[$0] }.filter { $0.hasPrefix("\(word)+") })
    self.word = word
  }

  mutating func next() -> String {
    repeat { number += 1 } while taken.contains("\(word)+\(number)")
    return "\(word)+\(number)"
  }
}
