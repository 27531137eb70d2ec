import Basics
import Costs
import Model
import Scheduling
import Telemetry

extension Engine {
  /// Looks where units run and what they use; some of the sources at a step, all of them in a round.
  func lookForUnits() {
    guard !isRecollecting else { return }
    let due = units.due(head, at: now, isWhole: purpose == .visit)
    if !due.isEmpty { bottlenecks.know(head.sourceLabels) }
    for source in due {
      guard let (current, previous) = head.lastPage(of: source) else { continue }
      units.take(current, after: previous, of: node(hosting: source))
    }
    guard units.isRoundDone else { return }
    settleUnits()
    chaseStrays()
  }

  /// Makes the views of the units and of the cluster anew.
  func settleUnits() {
    let urgency = configuration.scaling.map { ($0.group, $0.serviceClass.priority) }
    units.settle(
      fleet.nodes, acts, Dictionary(urgency) { first, _ in first }, at: now, priced: price)
    tellOfLabels()
  }

  /// Says once of each group, or of a unit of none, that its labels cannot be understood.
  private func tellOfLabels() {
    guard isHolder else { return }
    for unit in units.views {
      guard let fault = unit.needs?.faults.first, units.misread.insert(unit.group ?? unit.identifier).inserted
      else { continue }
      note(
        .labelMisread, unit.address,
        subject: Bilingual(
          english: "\(unit.identifier): \(fault.words.english)",
          chinese: "\(unit.identifier)：\(fault.words.chinese)"))
    }
  }

  /// The node of a source: the one that it is, or the one on whose host it runs, or at least the host's name.
  private func node(hosting source: Labels) -> String {
    if let node = fleet.node(from: source) { return node.identifier }
    let host = BottleneckWatch.host(source["instance"])
    let beside = bottlenecks.sources(onHost: host).lazy.compactMap { self.fleet.node(from: $0) }.first
    return beside?.identifier ?? String(host)
  }

  /// Thousandths of the currency an hour; nothing where it is not known.
  func price(of node: NodeView) -> Int32 {
    guard let prices = configuration.prices else { return 0 }
    let cost = NodeCost(
      node: node.identifier, cores: node.cores, memoryBytes: Int64(node.memory), cpu: .nan, memory: .nan,
      priced: prices.entry { node.labels[$0] })
    return Int32(clamping: cost.perHour.trillionths / (Money.grain / 1_000))
  }
}
