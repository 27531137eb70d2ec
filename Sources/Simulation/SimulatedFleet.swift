import Basics
import Model
import Telemetry

/// Nodes that are not there, saying what nodes say. The same seed gives the same figures to the last digit.
public struct SimulatedFleet: Sendable {
  private let sample: Sample
  private var nodes: [SimulatedNode]
  private var chance: Chance
  private var last: Instant?
  /// When the region of an outage goes.
  private let outageAt: Instant

  private static let regions = ["ap-east", "eu-west", "us-east", "us-west"]

  /// - Parameters:
  ///   - start: the time of the first observations; an outage comes four minutes later.
  ///   - hasUnits: whether nodes tell of the units on them, as cAdvisor does.
  public init(
    _ sample: Sample, nodes count: Int? = nil, seed: UInt64 = 1, start: Instant, hasUnits: Bool = false
  ) {
    self.sample = sample
    outageAt = start + .minutes(4)
    var chance = Chance(seed: seed)
    nodes = (0..<(count ?? sample.nodeCount)).map { place in
      var node = Self.node(place, of: sample, start: start, &chance)
      if hasUnits { node.host(SimulatedUnits(seed: seed &+ UInt64(place))) }
      return node
    }
    self.chance = chance
  }

  private static func node(_ index: Int, of sample: Sample, start: Instant, _ chance: inout Chance)
    -> SimulatedNode
  {
    let regions = sample == .calm ? Array(regions.prefix(2)) : regions
    let region = regions[index % regions.count]
    let zone = ["a", "b", "c"][index / regions.count % 3]
    let isEdge = index % 5 == 4
    let number = Figures.padded(index, to: index > 999 ? 5 : 3)
    let labels: Labels = [
      "instance": isEdge ? "edge-\(number)" : "node-\(number)", "job": "node", "origin": "simulated",
      "region": region, "zone": zone, "tier": isEdge ? "edge" : "cloud",
    ]
    return SimulatedNode(labels: labels, isEdge: isEdge, start: start, &chance)
  }

  /// What the nodes say at a time; call with rising times.
  public mutating func observations(at now: Instant) -> [Observation] {
    // Counters do not run backwards when the clock does.
    let span = last.map { max(now - $0, .zero) } ?? .zero
    last = now
    var observations: [Observation] = []
    for place in nodes.indices {
      let isGone = sample == .outage && now >= outageAt && nodes[place].labels["region"] == "eu-west"
      if isGone { continue }
      nodes[place].live(for: span, demand: demand(place, at: now), &chance)
      observations.append(.scrape(nodes[place].scrape(at: now)))
      if place < 3 { observations.append(.processes(nodes[place].processes(at: now, &chance))) }
    }
    return observations
  }

  /// How much of a node's capacity is asked for, 0 to 1 and beyond.
  private func demand(_ place: Int, at now: Instant) -> Double {
    switch sample {
    case .empty, .calm: return 0.22 + 0.12 * Double(place % 4)
    case .rush: return place % 29 == 7 ? 0.99 : place % 11 == 3 ? 0.88 : 0.52 + 0.06 * Double(place % 5)
    case .outage:
      let extra = now >= outageAt ? 0.22 : 0
      return 0.45 + 0.05 * Double(place % 5) + extra + (place % 17 == 5 ? 0.2 : 0)
    }
  }
}
