import Basics
import Model
import Telemetry

/// A fleet at its ease but for one node on which a scenario is planted. The same seed gives the same figures.
public struct ScenarioFleet: Sendable {
  private var nodes: [StressedNode]
  private var chance: Chance
  private var last: Instant?
  /// The name of the node on which something is planted; nil where nothing is.
  public let planted: String?

  /// - Parameters:
  ///   - scenario: what is planted; nil for a fleet that is well.
  ///   - intensity: 0 to 1; nil for a chance one.
  ///   - begins: when the trouble comes; five minutes after the start unless said.
  public init(
    _ scenario: Scenario?, nodes count: Int = 12, seed: UInt64 = 1, intensity: Double? = nil, start: Instant,
    begins: Instant? = nil
  ) {
    var chance = Chance(seed: seed)
    let victim = Int(chance.number(in: 0...Double(count)) * 0.999)
    let degree = intensity ?? chance.fraction()
    let variant = Int(chance.next() & 1)
    let plant = scenario.map {
      Plant(scenario: $0, intensity: degree, begins: begins ?? start + .minutes(5), variant: variant)
    }
    nodes = (0..<count).map { place in
      StressedNode(
        labels: Self.labels(place), plant: place == victim ? plant : nil, start: start, &chance)
    }
    planted = scenario == nil ? nil : Self.labels(victim)["instance"]
    self.chance = chance
  }

  private static func labels(_ place: Int) -> Labels {
    [
      "instance": "node-\(Figures.padded(place, to: 3))", "job": "node", "origin": "simulated",
      "region": ["ap-east", "eu-west"][place % 2], "zone": ["a", "b", "c"][place / 2 % 3], "tier": "cloud",
    ]
  }

  /// What the nodes say at a time; call with rising times.
  public mutating func observations(at now: Instant) -> [Observation] {
    let span = last.map { max(now - $0, .zero) } ?? .seconds(1)
    last = now
    return nodes.indices.map { place in
      nodes[place].live(for: span, until: now, &chance)
      return .scrape(nodes[place].scrape(at: now))
    }
  }
}
