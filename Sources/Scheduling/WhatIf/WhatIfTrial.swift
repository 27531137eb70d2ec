import Basics

/// A scene on which the scheduler's acts are tried out, with a note of each.
struct WhatIfTrial {
  private var placer: Placer
  private var workload: Workload
  /// Where units were before anything happened.
  private let origins: [Int32]
  private let drivesOut: Bool
  private(set) var steps: [WhatIf.Step] = []
  /// Units without a place, with what is against them where that is more than a lack of room.
  private var stranded: [(unit: Int, refusal: Bilingual?)] = []
  private let goesOn: @Sendable () -> Bool

  /// - Parameter goesOn: asked at every unit; once it says no, whatever is at work throws.
  init(_ scene: WhatIfScene, while goesOn: @escaping @Sendable () -> Bool) throws(WhatIfFault) {
    self.goesOn = goesOn
    let policies = Policies.withoutGPUs(scene.cluster, usual: scene.usual, learned: scene.learned)
    guard let policy = policies.first(where: { $0.name == scene.policy }) else {
      throw .noPolicy(scene.policy)
    }
    (workload, drivesOut) = (scene.workload, scene.drivesOut)
    origins = workload.nodes
    // Where nearly every unit asks something else, kept scores would take more memory than they save time.
    let keepsScores = workload.demands.count <= Self.manyDemands
    placer = Placer(scene.cluster, workload.demands, policy, keepsScores: keepsScores)
    for unit in 0..<workload.count {
      guard let node = workload.node(of: unit) else { continue }
      placer.settle(shape: shape(unit), on: node, devices: workload.devices[unit])
    }
  }

  /// The scores of so many demands on 10,000 nodes take 20 MB.
  private static let manyDemands = 512

  /// - Parameter gone: nodes that may go once they are empty.
  func figures(gone: Set<Int>) -> WhatIfFigures {
    WhatIfFigures(placer.cluster, workload, gone: gone)
  }

  private func shape(_ unit: Int) -> Int { Int(workload.shapes[unit]) }

  private func checkWanted() throws(WhatIfFault) { if !goesOn() { throw .stopped } }

  /// New places for the units of nodes that are gone.
  mutating func failover(_ nodes: [Int]) throws(WhatIfFault) {
    guard !nodes.isEmpty else { return }
    let plan = placer.failover(nodes, of: workload, drivesOut: drivesOut, while: goesOn)
    for unit in workload.units(on: nodes) { takeAway(unit) }
    try follow(plan)
  }

  /// New places for the units of nodes that are to be empty.
  mutating func drain(_ nodes: [Int]) throws(WhatIfFault) {
    guard !nodes.isEmpty else { return }
    try follow(placer.drain(nodes, of: workload, while: goesOn))
  }

  /// Places for units that wait, in their order.
  mutating func place(_ units: [Int]) throws(WhatIfFault) {
    for unit in units {
      try checkWanted()
      let explanation = placer.explain(shape: shape(unit), best: 2)
      let decision = placer.place(unit, shape: shape(unit))
      guard let node = decision.node else {
        stranded.append((unit, nil))
        continue
      }
      workload.settle(unit, on: node, devices: decision.devices)
      note(unit, to: node, Bilingual(english: "it is new", chinese: "新增"), explanation)
    }
  }

  private mutating func takeAway(_ unit: Int) {
    guard let node = workload.node(of: unit) else { return }
    placer.remove(shape: shape(unit), from: node, devices: workload.devices[unit])
    workload.unsettle(unit)
  }

  /// Does a plan move by move, each explained as of its moment.
  private mutating func follow(_ plan: MovePlan) throws(WhatIfFault) {
    // A plan that was cut short is none.
    try checkWanted()
    for wave in plan.waves {
      for move in wave {
        try checkWanted()
        takeAway(move.unit)
        guard let target = move.target else {
          stranded.append((move.unit, words(move.motive)))
          continue
        }
        let explanation = placer.explain(shape: shape(move.unit), best: 2)
        note(move.unit, to: target, words(move.motive), explanation)
        placer.settle(shape: shape(move.unit), on: target, devices: move.devices)
        workload.settle(move.unit, on: target, devices: move.devices)
      }
    }
    stranded += plan.held.map { ($0.unit, $0.refusal == .nowhere ? nil : $0.refusal.words) }
  }

  /// Writes down where a unit goes, as of before it is there.
  private mutating func note(
    _ unit: Int, to node: Int, _ motive: Bilingual, _ explanation: Explanation
  ) {
    let names = placer.cluster.names
    let known = explanation.candidates.first { $0.node == node }
    let chosen = known ?? placer.scored(shape: shape(unit), on: node)
    let grounds = Migration.Grounds(chosen, of: explanation, by: placer.policy.name, names)
    steps.append(
      WhatIf.Step(
        unit: workload.names[unit], from: origin(of: unit), to: names[node], motive: motive, grounds: grounds)
    )
  }

  private func origin(of unit: Int) -> String? {
    origins[unit] < 0 ? nil : placer.cluster.names[Int(origins[unit])]
  }

  private func words(_ motive: Motive) -> Bilingual {
    motive.words(nodes: placer.cluster.names, units: workload.names)
  }
}

extension WhatIfTrial {
  /// Takes units off nodes that serve and hold more than they have, until they do not.
  mutating func relieve() throws(WhatIfFault) {
    let residents = Residents(workload, nodes: placer.cluster.count)
    for node in placer.cluster.rooms.indices
    where [.ready, .cordoned].contains(placer.cluster.rooms[node].state) {
      try relieve(node, residents[node].map(Int.init))
    }
  }

  private mutating func relieve(_ node: Int, _ units: [Int]) throws(WhatIfFault) {
    var (left, held) = (units, [Int]())
    while let unit = surplus(of: node, among: left) {
      try checkWanted()
      left.removeAll { $0 == unit }
      if !shift(unit, from: node) { held.append(unit) }
    }
    // Of those that cannot go only so many are too much.
    var short = shortage(of: node)
    for unit in held where short != .zero {
      stranded.append((unit, nil))
      short = pointwiseMin(short &+ workload.demand(of: unit).amounts, .zero)
    }
  }

  private func shortage(of node: Int) -> Amounts { pointwiseMin(placer.cluster.rooms[node].free, .zero) }

  /// The smallest unit that alone makes the rest fit, else the greatest; nil where all fits, or nothing is left.
  private func surplus(of node: Int, among units: [Int]) -> Int? {
    let short = shortage(of: node)
    guard short != .zero else { return nil }
    let kind = placer.cluster.kind(of: node)
    let order = units.map { (part: workload.demand(of: $0).part(of: kind), unit: $0) }
      .sorted { ($0.part, $0.unit) < ($1.part, $1.unit) }
    let enough = order.first { (workload.demand(of: $0.unit).amounts &+ short).isCovered }
    return (enough ?? order.first { $0.part == order.last?.part })?.unit
  }

  /// Moves a unit to the best other node; false where none takes it.
  private mutating func shift(_ unit: Int, from node: Int) -> Bool {
    let before = placer.cluster.load(of: node)
    let explanation = placer.explain(shape: shape(unit), best: 2)
    // The node is too full to be among the candidates.
    guard let target = explanation.candidates.first?.node,
      let decision = placer.shift(unit, workload, to: target)
    else { return false }
    let loads = [before, placer.cluster.load(of: target)].map { Int(($0 * 100).rounded()) }
    note(unit, to: target, words(.balanced(from: loads[0], to: loads[1])), explanation)
    workload.settle(unit, on: target, devices: decision.devices)
    return true
  }

  /// The units that found no place, with what is against them once everybody else has gone where they go.
  mutating func settledStranded() throws(WhatIfFault) -> [WhatIf.Stranded] {
    var all: [WhatIf.Stranded] = []
    for (unit, refusal) in stranded {
      try checkWanted()
      let (node, mask) = (workload.node(of: unit), workload.devices[unit])
      // What it has where it is does not help it elsewhere.
      if let node { placer.remove(shape: shape(unit), from: node, devices: mask) }
      defer { if let node { placer.settle(shape: shape(unit), on: node, devices: mask) } }
      let against = refusal.map { [$0] } ?? placer.explain(shape: shape(unit), best: 1).words
      let change = placer.relaxation(shape: shape(unit)).map {
        WhatIf.Change(node: placer.cluster.names[$0.node], words: $0.words)
      }
      all.append(
        WhatIf.Stranded(
          unit: workload.names[unit], node: origin(of: unit), stays: node != nil, reason: .list(against),
          change: change))
    }
    return all.filter { !$0.stays } + all.filter(\.stays)
  }
}

extension Placer {
  /// What a node that has been chosen scores, whatever is against it by now.
  fileprivate func scored(shape: Int, on node: Int) -> Explanation.Candidate {
    let (need, room, turn) = (needs[shape], cluster.rooms[node], Turn(number: turn, node: node))
    return Explanation.Candidate(
      node: node, score: policy.score(need, room, turn), terms: policy.terms(need, room, turn))
  }
}
