import Basics
import Costs
import Model
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
    if units.isRoundDone { settleUnits() }
  }

  /// Makes the views of the units and of the cluster anew.
  func settleUnits() { units.settle(fleet.nodes, acts, at: now, priced: price) }

  /// The node of a source: the one that it is, or the one on whose host it runs, or at least the host's name.
  private func node(hosting source: Labels) -> String {
    if let node = fleet.node(from: source) { return node.identifier }
    let host = BottleneckWatch.host(source["instance"])
    let beside = bottlenecks.sources(onHost: host).lazy.compactMap { self.fleet.node(from: $0) }.first
    return beside?.identifier ?? String(host)
  }

  /// Thousandths of the currency an hour; nothing where it is not known.
  private func price(of node: NodeView) -> Int32 {
    guard let prices = configuration.prices else { return 0 }
    let cost = NodeCost(
      node: node.identifier, cores: node.cores, memoryBytes: Int64(node.memory), cpu: .nan, memory: .nan,
      priced: prices.entry { node.labels[$0] })
    return Int32(clamping: cost.perHour.trillionths / (Money.grain / 1_000))
  }
}
