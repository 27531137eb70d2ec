extension Placer {
  /// Places units in their order.
  /// - Parameter goesOn: asked before each unit; once it says no, those behind are left out of the plan.
  public mutating func plan(
    _ units: some Sequence<Int>, of workload: Workload, while goesOn: () -> Bool = { true }
  ) -> Plan {
    var plan = Plan()
    for unit in units {
      guard goesOn() else { break }
      let decision = place(unit, shape: Int(workload.shapes[unit]))
      if decision.node == nil { plan.refused += 1 }
      plan.decisions.append(decision)
    }
    return plan
  }

  /// Places all of a gang or none of it.
  public mutating func plan(gang units: some Sequence<Int>, of workload: Workload) -> Plan {
    let before = self
    let plan = plan(units, of: workload)
    guard plan.refused > 0 else { return plan }
    self = before
    var refusal = Plan()
    refusal.veto = .gang(missing: plan.refused)
    refusal.decisions = plan.decisions.map { Decision(unit: $0.unit, node: nil, devices: 0) }
    refusal.refused = refusal.decisions.count
    return refusal
  }

  /// Empties nodes: those with the highest priority and then the greatest demand find a new place first.
  public mutating func evacuate(
    _ nodes: [Int], _ state: NodeState, of workload: Workload, while goesOn: () -> Bool = { true }
  ) -> Plan {
    for node in nodes { set(state, of: node) }
    let units = workload.units(on: nodes)
    for unit in units {
      remove(
        shape: Int(workload.shapes[unit]), from: Int(workload.nodes[unit]), devices: workload.devices[unit])
    }
    return plan(units, of: workload, while: goesOn)
  }
}

extension Workload {
  /// The units on some nodes, the most urgent and then the greatest first.
  func units(on wanted: [Int]) -> [Int] {
    var isWanted = [Bool](repeating: false, count: (wanted.max() ?? -1) + 1)
    for node in wanted { isWanted[node] = true }
    let ranks = ranks
    return nodes.indices
      .filter { nodes[$0] >= 0 && nodes[$0] < isWanted.count && isWanted[Int(nodes[$0])] }
      .sorted { (ranks[Int(shapes[$0])], $0) < (ranks[Int(shapes[$1])], $1) }
  }

  /// The place of each demand in the order of urgency and size.
  private var ranks: [Int] {
    // Numbers alone are compared, for to copy demands takes longer.
    let keys = demands.map { (priority: $0.priority, gpu: $0.gpu, cpu: $0.cpu) }
    let order = keys.indices.sorted { left, right in
      let (first, second) = (keys[left], keys[right])
      return (second.priority, second.gpu, second.cpu, left) < (first.priority, first.gpu, first.cpu, right)
    }
    var ranks = [Int](repeating: 0, count: order.count)
    for (rank, shape) in order.enumerated() { ranks[shape] = rank }
    return ranks
  }
}
