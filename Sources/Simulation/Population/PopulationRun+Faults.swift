import Basics

/// What goes wrong, and what is done about it.
extension PopulationRun {
  mutating func begin(_ number: Int) {
    let fault = setting.faults[number]
    tell(fault, begins: true)
    let (nodes, region) = (conditions.nodes[number], conditions.regions[number])
    switch fault.kind {
    case .node, .zone, .region: lose(nodes, of: fault)
    case .slowLink: conditions.slowLinks[region] += 1
    case .clockSkew: conditions.skews[region] += 1
    case .fullDisk: fleet.fillDisks(nodes, true)
    case .flapping: flap(number, isGone: true)
    }
  }

  mutating func end(_ number: Int) {
    let fault = setting.faults[number]
    tell(fault, begins: false)
    let (nodes, region) = (conditions.nodes[number], conditions.regions[number])
    switch fault.kind {
    case .node, .zone, .region: fleet.restore(nodes)
    case .slowLink: conditions.slowLinks[region] -= 1
    case .clockSkew: conditions.skews[region] -= 1
    case .fullDisk: fleet.fillDisks(nodes, false)
    // The last change brings them back.
    case .flapping: break
    }
  }

  /// Nodes that flap go, and come back two minutes later; for good once the fault is over.
  mutating func flap(_ number: Int, isGone: Bool) {
    let fault = setting.faults[number]
    let nodes = conditions.nodes[number]
    if isGone { lose(nodes, of: fault) } else { fleet.restore(nodes) }
    guard isGone || elapsed + Fault.flap < fault.at + fault.length else { return }
    queue.schedule(.flap(fault: number, isGone: !isGone), at: queue.now + Fault.flap)
  }

  private mutating func lose(_ nodes: [Int], of fault: Fault) {
    let (pending, stranded) = fleet.lose(nodes, setting.world, at: queue.now)
    expect(pending)
    guard !pending.isEmpty || stranded > 0 else { return }
    let moved = pending.count
    log.append(
      .failover, at: elapsed,
      Bilingual(
        english:
          "\(fault.target) is gone: \(moved) of its units are loaded elsewhere, \(stranded) find no place",
        chinese: "\(fault.target) 已失联：\(moved) 个单元改在他处加载，\(stranded) 个无处可去"))
  }

  private mutating func tell(_ fault: Fault, begins: Bool) {
    let name = fault.kind.name
    log.append(
      .fault, at: elapsed,
      Bilingual(
        english: "\(name.english): \(fault.target)\(begins ? "" : " is over")",
        chinese: "\(name.chinese)：\(fault.target)\(begins ? "" : "，已结束")"))
  }
}
