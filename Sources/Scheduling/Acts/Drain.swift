extension Placer {
  /// Empties nodes that still serve: each unit is loaded elsewhere before it leaves, the most urgent and
  /// greatest first, in waves that keep every group within its budget. Units that find no other node, or
  /// whose group has no budget left, stay and say so.
  /// - Parameter goesOn: asked before each unit; once it says no, those behind are left out of the plan.
  public func drain(
    _ nodes: [Int], of workload: Workload, _ limits: DisruptionLimits = .init(),
    while goesOn: () -> Bool = { true }
  ) -> MovePlan {
    var (trial, plan) = (self, MovePlan())
    for node in nodes { trial.set(.draining, of: node) }
    let budgets = DisruptionBudgets(limits, workload)
    var waves = Waves(budgets, atOnce: limits.atOnce)
    for unit in workload.units(on: nodes) {
      guard goesOn() else { break }
      let (shape, origin) = (Int(workload.shapes[unit]), Int(workload.nodes[unit]))
      if budgets.isSpent(shape) {
        plan.held.append(MovePlan.Held(unit: unit, refusal: .budget(budgets.name(of: shape))))
        continue
      }
      trial.remove(shape: shape, from: origin, devices: workload.devices[unit])
      let decision = trial.place(unit, shape: shape)
      guard let target = decision.node else {
        trial.settle(shape: shape, on: origin, devices: workload.devices[unit])
        plan.held.append(MovePlan.Held(unit: unit, refusal: .nowhere))
        continue
      }
      let move = Move(
        unit: unit, origin: origin, target: target, devices: decision.devices, motive: .drained(node: origin))
      waves.add(move, shape: shape)
    }
    plan.waves = waves.waves
    return plan
  }
}

/// Moves laid into lots so that no lot has more of a group than its budget, nor more than so many in all.
struct Waves {
  private let budgets: DisruptionBudgets
  private let atOnce: Int
  private(set) var waves: [[Move]] = []
  /// The first wave that has room for units of no budget.
  private var open = 0
  /// The last wave of each budget, and how many of it are in there.
  private var last: [(wave: Int, count: Int)]

  init(_ budgets: DisruptionBudgets, atOnce: Int) {
    self.budgets = budgets
    self.atOnce = max(1, atOnce)
    last = Array(repeating: (0, 0), count: budgets.left.count)
  }

  mutating func add(_ move: Move, shape: Int) {
    let budget = budgets.budget(of: shape)
    var wave = open
    if let budget {
      wave = max(wave, last[budget].count < budgets.left[budget] ? last[budget].wave : last[budget].wave + 1)
    }
    while wave < waves.count, waves[wave].count >= atOnce { wave += 1 }
    while waves.count <= wave { waves.append([]) }
    waves[wave].append(move)
    if let budget { last[budget] = (wave, wave == last[budget].wave ? last[budget].count + 1 : 1) }
    while open < waves.count, waves[open].count >= atOnce { open += 1 }
  }
}
