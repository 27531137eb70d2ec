extension Placer {
  /// Places all of a gang or none of it, and has less urgent units make way where there is no room for all. The gang is
  /// as urgent as the least urgent of it.
  ///
  /// Who leaves is found in two ways, of which the one counts that drives fewer out, and of as many those whose highest
  /// priority is lowest: member by member, each where the fewest have to leave; and by clearing all that is less
  /// urgent away. In both, whoever has room again beside the gang stays, the most urgent first, so that not one of
  /// those that leave could have stayed where it was. Nobody leaves unless all of the gang finds a place.
  /// - Parameter limits: how many units of each group, and in all, may be driven out.
  public func plan(
    gang units: [Int], of workload: Workload, drivingOut limits: DisruptionLimits
  ) -> MovePlan {
    var (plan, calm) = (MovePlan(), self)
    let peaceful = calm.plan(gang: units, of: workload)
    guard peaceful.veto != nil else {
      plan.waves = [peaceful.decisions.map { Move(arriving: $0) }]
      return plan
    }
    let start = GangPreemption(self, units, workload, limits)
    let trials = [start.steppedIn(), start.clearedAway()].compactMap { $0?.lettingStay() }
      .filter { $0.victims.count <= limits.atOnce }
    guard var best = trials.first else {
      let refusal = peaceful.veto ?? .nowhere
      plan.held = units.map { MovePlan.Held(unit: $0, refusal: refusal) }
      return plan
    }
    for trial in trials.dropFirst() where trial.cost < best.cost { best = trial }
    plan.waves = [best.departures(), best.arrivals]
    return plan
  }
}

extension Move {
  fileprivate init(arriving decision: Decision) {
    self.init(
      unit: decision.unit, origin: nil, target: decision.node, devices: decision.devices, motive: .ganged)
  }
}

/// A gang on its way in, and who leaves for it.
private struct GangPreemption {
  private var placer: Placer
  /// Where units are by now.
  private var workload: Workload
  private var residents: Residents
  private var budgets: DisruptionBudgets
  /// Where units were before.
  private let before: Workload
  /// The members, the greatest first.
  private let members: [Int]
  private let priority: Int16
  private(set) var victims: [Int] = []
  private var decisions: [Decision] = []

  init(_ placer: Placer, _ units: [Int], _ workload: Workload, _ limits: DisruptionLimits) {
    self.placer = placer
    (self.workload, before) = (workload, workload)
    residents = Residents(workload, nodes: placer.cluster.count)
    budgets = DisruptionBudgets(limits, workload, beside: Set(units))
    members = units.sorted { left, right in
      let (first, second) = (workload.demand(of: left), workload.demand(of: right))
      return (second.gpu, second.cpu, second.memory, left) < (first.gpu, first.cpu, first.memory, right)
    }
    priority = units.map { workload.demand(of: $0).priority }.min() ?? .min
  }

  private func shape(_ unit: Int) -> Int { Int(before.shapes[unit]) }

  /// Member by member; nil where one finds no place even so.
  func steppedIn() -> Self? {
    var trial = self
    for unit in members where !trial.place(unit) {
      guard trial.makeWay(for: unit) else { return nil }
    }
    return trial
  }

  private mutating func place(_ unit: Int) -> Bool {
    let decision = placer.place(unit, shape: shape(unit))
    guard decision.node != nil else { return false }
    take(in: decision)
    return true
  }

  private mutating func take(in decision: Decision) {
    decisions.append(decision)
    workload.follow(decision)
    if let node = decision.node { residents.add(decision.unit, to: node) }
  }

  private mutating func makeWay(for unit: Int) -> Bool {
    let (budgets, priority, before) = (budgets, priority, before)
    let found = placer.preemption(for: unit, of: workload, residents) { other in
      before.demand(of: other).priority >= priority || budgets.isSpent(Int(before.shapes[other]))
    }
    guard let found else { return false }
    for victim in found.victims {
      guard !self.budgets.isSpent(shape(victim)) else { return false }
      driveOut(victim)
    }
    let need = placer.needs[shape(unit)]
    let mask = need.gpus == 0 ? 0 : placer.policy.devices(need, placer.cluster.rooms[found.node])
    placer.settle(shape: need.shape, on: found.node, devices: mask)
    take(in: Decision(unit: unit, node: found.node, devices: mask))
    return true
  }

  private mutating func driveOut(_ victim: Int) {
    guard let node = workload.node(of: victim) else { return }
    placer.remove(shape: shape(victim), from: node, devices: workload.devices[victim])
    residents.remove(victim, from: node)
    workload.unsettle(victim)
    budgets.spend(shape(victim))
    victims.append(victim)
  }

  /// Everything that is less urgent goes, as far as its budget allows, the least urgent first; nil where even so a
  /// member finds no place.
  func clearedAway() -> Self? {
    var trial = self
    let lesser = (0..<before.count).filter { unit in
      let isLess = before.demand(of: unit).priority < priority
      guard isLess, let node = before.node(of: unit) else { return false }
      return placer.cluster.rooms[node].state == .ready
    }
    let order = lesser.sorted { (before.demand(of: $0).priority, $0) < (before.demand(of: $1).priority, $1) }
    for unit in order where !trial.budgets.isSpent(shape(unit)) { trial.driveOut(unit) }
    for unit in members where !trial.place(unit) { return nil }
    return trial
  }

  /// Has those stay where they were who have room there beside the gang.
  func lettingStay() -> Self {
    var trial = self
    let order = victims.sorted { left, right in
      let (first, second) = (before.demand(of: left), before.demand(of: right))
      return (second.priority, left) < (first.priority, right)
    }
    for victim in order {
      guard let node = before.node(of: victim) else { continue }
      let mask = before.devices[victim]
      guard trial.placer.canReturn(shape: shape(victim), to: node, devices: mask) else { continue }
      trial.placer.settle(shape: shape(victim), on: node, devices: mask)
      trial.workload.settle(victim, on: node, devices: mask)
      trial.victims.removeAll { $0 == victim }
    }
    return trial
  }

  /// How many leave, how urgent the most urgent of them is, and all together.
  var cost: (Int, Int, Int) {
    let priorities = victims.map { Int(before.demand(of: $0).priority) }
    return (victims.count, priorities.max() ?? 0, priorities.reduce(0, +))
  }

  var arrivals: [Move] { decisions.map { Move(arriving: $0) } }

  /// Where those go who leave: elsewhere if they can, but on no node that another of them leaves, for it does so no
  /// sooner than this one comes.
  func departures() -> [Move] {
    var placer = placer
    let left = Set(victims.compactMap(before.node(of:)))
    for node in left { placer.set(.cordoned, of: node) }
    return victims.map { victim in
      let node = before.node(of: victim)
      let decision = placer.place(victim, shape: shape(victim))
      let taker = decisions.first { $0.node == node }?.unit ?? members[0]
      return Move(
        unit: victim, origin: node, target: decision.node, devices: decision.devices,
        motive: .preempted(by: taker, priority: before.demand(of: taker).priority))
    }
  }
}

extension Placer {
  /// Whether a unit has room again where it was, on the very devices.
  fileprivate func canReturn(shape: Int, to node: Int, devices mask: UInt8) -> Bool {
    let (need, room) = (needs[shape], cluster.rooms[node])
    guard (room.free &- need.amounts).isCovered, refusalOfGroup(shape, on: node) == nil else { return false }
    return (0..<8).allSatisfy { mask & (1 << $0) == 0 || room.devices[$0] >= need.share }
  }
}
