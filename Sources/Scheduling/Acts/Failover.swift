extension Placer {
  /// Finds new places for the units of nodes that are gone, the most urgent and greatest first. Where none
  /// has room, less urgent units make way as far as the budgets of their groups allow, and go elsewhere if
  /// they can.
  /// - Parameters:
  ///   - drivesOut: whether anybody makes way at all.
  ///   - goesOn: asked before each unit; once it says no, those behind are left out of the plan.
  public func failover(
    _ nodes: [Int], of workload: Workload, _ limits: DisruptionLimits = .init(), drivesOut: Bool = true,
    while goesOn: () -> Bool = { true }
  ) -> MovePlan {
    var trial = self
    let decisions = trial.evacuate(nodes, .lost, of: workload, while: goesOn).decisions
    var plan = MovePlan()
    plan.waves = [decisions.filter { $0.node != nil }.map { Move($0, lost: Int(workload.nodes[$0.unit])) }]
    guard drivesOut else {
      plan.held = decisions.filter { $0.node == nil }.map { MovePlan.Held(unit: $0.unit, refusal: .nowhere) }
      return plan
    }
    guard decisions.contains(where: { $0.node == nil }) else { return plan }
    var rescue = Rescue(trial, workload, decisions, limits)
    for decision in decisions where decision.node == nil {
      guard goesOn() else { break }
      if let refusal = rescue.makeWay(for: decision.unit) {
        plan.held.append(MovePlan.Held(unit: decision.unit, refusal: refusal))
      }
    }
    plan.waves += rescue.waves
    return plan
  }
}

extension Move {
  fileprivate init(_ decision: Decision, lost node: Int) {
    self.init(
      unit: decision.unit, origin: node, target: decision.node, devices: decision.devices,
      motive: .lost(node: node))
  }
}

/// Makes way for lost units, one after another: a wave of those who leave, then a wave of the one who comes.
private struct Rescue {
  private var placer: Placer
  /// Where units are by now.
  private var workload: Workload
  private var residents: Residents
  private var budgets: DisruptionBudgets
  /// Where units were before.
  private let origins: [Int32]
  private(set) var waves: [[Move]] = []
  /// Demands that nobody could make way for.
  private var hopeless: Set<Int> = []
  /// The priority that nobody could make way for.
  private let lowest: Int16

  /// After so many of the lost units found places, or did not.
  init(_ placer: Placer, _ workload: Workload, _ decisions: [Decision], _ limits: DisruptionLimits) {
    self.placer = placer
    self.workload = workload
    origins = workload.nodes
    for decision in decisions { self.workload.follow(decision) }
    budgets = DisruptionBudgets(limits, self.workload)
    residents = Residents(self.workload, nodes: placer.cluster.count)
    lowest = placer.demands.map(\.priority).min() ?? .min
  }

  /// Why no room could be made; nil where it was.
  mutating func makeWay(for unit: Int) -> Refusal? {
    let (budgets, shapes) = (budgets, workload.shapes)
    let shape = Int(shapes[unit])
    guard placer.demands[shape].priority > lowest, !hopeless.contains(shape) else { return .nowhere }
    let found = placer.preemption(for: unit, of: workload, residents) { budgets.isSpent(Int(shapes[$0])) }
    guard let found else {
      hopeless.insert(shape)
      return .nowhere
    }
    if let name = overdrawn(found.victims) { return .budget(name) }
    for victim in found.victims { driveOut(victim, from: found.node) }
    let arrival = settle(unit, on: found.node)
    let motive = Motive.preempted(by: unit, priority: placer.demands[shape].priority)
    waves.append(found.victims.map { elsewhere($0, from: found.node, motive) })
    waves.append([Move(arrival, lost: Int(origins[unit]))])
    return nil
  }

  /// The budget that all of these together would overdraw.
  private func overdrawn(_ victims: [Int]) -> String? {
    var trial = budgets
    for victim in victims {
      let shape = Int(workload.shapes[victim])
      if trial.isSpent(shape) { return trial.name(of: shape) }
      trial.spend(shape)
    }
    return nil
  }

  private mutating func driveOut(_ victim: Int, from node: Int) {
    let shape = Int(workload.shapes[victim])
    placer.remove(shape: shape, from: node, devices: workload.devices[victim])
    residents.remove(victim, from: node)
    budgets.spend(shape)
    workload.unsettle(victim)
  }

  private mutating func settle(_ unit: Int, on node: Int) -> Decision {
    let need = placer.needs[Int(workload.shapes[unit])]
    let mask = need.gpus == 0 ? 0 : placer.policy.devices(need, placer.cluster.rooms[node])
    let decision = Decision(unit: unit, node: node, devices: mask)
    placer.settle(shape: need.shape, on: node, devices: mask)
    workload.follow(decision)
    residents.add(unit, to: node)
    return decision
  }

  /// Where a victim goes; on its own node it could only start after it stopped, so from there it waits.
  private mutating func elsewhere(_ victim: Int, from origin: Int, _ motive: Motive) -> Move {
    let shape = Int(workload.shapes[victim])
    var decision = placer.place(victim, shape: shape)
    if decision.node == origin {
      placer.remove(shape: shape, from: origin, devices: decision.devices)
      decision = Decision(unit: victim, node: nil, devices: 0)
    }
    workload.follow(decision)
    if let node = decision.node { residents.add(victim, to: node) }
    return Move(
      unit: victim, origin: origin, target: decision.node, devices: decision.devices, motive: motive)
  }
}
