import Basics

/// The smallest change of a demand after which a node would take it.
public struct Relaxation: Sendable {
  public let node: Int
  /// What to ask for instead, each resource that is short there.
  public let changes: [(resource: Resource, amount: Int32)]
  /// What rules the node out otherwise, to be lifted; empty where the amounts alone are too great.
  public let lifted: [Refusal]
  /// How much less is asked in all, as a share of each amount.
  public let loss: Double

  public var words: Bilingual {
    let asks = changes.map { change in (change.resource.name, change.resource.amount(change.amount)) }
    let english = asks.map { "\($0.english) \($1.english)" } + lifted.map { "but \($0.words.english)" }
    let chinese = asks.map { "\($0.chinese) \($1.chinese)" } + lifted.map { "但\($0.words.chinese)" }
    return Bilingual(
      english: "would fit with " + english.joined(separator: ", "),
      chinese: "改为 \(chinese.joined(separator: "、")) 即可放置")
  }
}

extension Placer {
  /// The smallest change after which some node takes what is asked: by amounts alone, and, where it is
  /// smaller, by lifting what rules a node out. Nil where a node takes it as it is, or nothing would help.
  public func relaxation(shape: Int) -> Relaxation? {
    let (demand, need) = (demands[shape], needs[shape])
    let weights = Self.weights(demand)
    var best: (loss: Float, node: Int) = (.infinity, -1)
    for (node, room) in cluster.rooms.enumerated() where room.state == .ready {
      let short = SIMD8<Float>(pointwiseMin(room.free &- need.amounts, .zero))
      // What rules a kind out weighs as much as giving up a resource altogether.
      let barrier: Float = need.kinds[Int(room.kind)] == 0 ? 1 : 0
      let loss = barrier - (short * weights).sum()
      if loss < best.loss, loss > 0 { best = (loss, node) }
      if loss == 0, need.fits(room) { return nil }
    }
    return best.node < 0 ? nil : relaxation(demand, on: best.node, loss: Double(best.loss))
  }

  /// What a unit of each resource weighs. Of the lanes that tell of GPUs only one counts.
  private static func weights(_ demand: Demand) -> SIMD8<Float> {
    var weights = SIMD8<Float>.zero
    for resource in Resource.allCases where demand.amounts[resource] > 0 {
      weights[resource.rawValue] = 1 / Float(demand.amounts[resource])
    }
    weights[Resource.gpu.rawValue] = 0
    weights[(demand.share == 1_000 ? Resource.device : .wholeDevices).rawValue] = 0
    return weights
  }

  private func relaxation(_ demand: Demand, on node: Int, loss: Double) -> Relaxation {
    let room = cluster.rooms[node]
    let ignored: Set<Resource> = [.gpu, demand.share == 1_000 ? .device : .wholeDevices]
    let changes = Resource.allCases.filter { !ignored.contains($0) && room.free[$0] < demand.amounts[$0] }
      .map { (resource: $0, amount: max(0, room.free[$0])) }
    let lifted = demand.refusals(of: cluster.kinds[Int(room.kind)])
    return Relaxation(node: node, changes: changes, lifted: lifted, loss: loss)
  }
}
