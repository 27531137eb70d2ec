extension Placer {
  /// Places units in their order.
  public mutating func plan(_ units: some Sequence<Int>, of workload: Workload) -> Plan {
    var plan = Plan()
    for unit in units {
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
  public mutating func evacuate(_ nodes: [Int], _ state: NodeState, of workload: Workload) -> Plan {
    for node in nodes { set(state, of: node) }
    let units = workload.units(on: nodes)
    for unit in units {
      remove(
        shape: Int(workload.shapes[unit]), from: Int(workload.nodes[unit]), devices: workload.devices[unit])
    }
    return plan(units, of: workload)
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
    let order = demands.indices.sorted { left, right in
      let (first, second) = (demands[left], demands[right])
      return (second.priority, second.gpu, second.cpu, left) < (first.priority, first.gpu, first.cpu, right)
    }
    var ranks = [Int](repeating: 0, count: order.count)
    for (rank, shape) in order.enumerated() { ranks[shape] = rank }
    return ranks
  }
}
