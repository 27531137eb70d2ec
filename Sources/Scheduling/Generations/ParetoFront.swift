import Basics

/// Ways to weigh of which none is at least as good as another in every respect and better in one: what a
/// person chooses from.
public struct ParetoFront: Sendable {
  /// A way with what it came to on a trace.
  public struct Point: Sendable {
    public let name: String
    public let weights: Weights
    public let outcome: Outcome

    /// Cost, latency, imbalance, energy and refusals; less is better in each.
    public var costs: [Double] {
      [outcome.cost, outcome.latency, outcome.imbalance, outcome.energy, Double(outcome.refused)]
    }

    /// Whether it is at least as good in every respect and better in one.
    func dominates(_ other: Point) -> Bool {
      let pairs = zip(costs, other.costs)
      return pairs.allSatisfy { $0 <= $1 } && pairs.contains { $0 < $1 }
    }
  }

  /// The cheapest first.
  public private(set) var points: [Point] = []

  public init() {}

  /// Takes a point in unless one of the front is as good, and lets go of those it dominates.
  public mutating func offer(_ point: Point) {
    guard !points.contains(where: { $0.dominates(point) || $0.costs == point.costs }) else { return }
    points.removeAll { point.dominates($0) }
    let place = points.firstIndex { $0.outcome.cost > point.outcome.cost } ?? points.count
    points.insert(point, at: place)
  }

  /// The front on a trace: the ways known, and so many between them and beyond, by a seed.
  public init(_ trace: SeededTrace, _ knowledge: Knowledge = .tuned, tries: Int = 24, seed: UInt64 = 1) {
    var chance = Chance(seed: seed)
    let setting = Setting(trace)
    let others = (0..<tries).map { number in
      Knowledge.Way(name: "between \(number + 1)", weights: Self.between(knowledge.ways, &chance))
    }
    for way in knowledge.ways + others {
      var pilot = Pilot(way.weights, .seasonal(LoadForecast.Seasonal()), setting)
      offer(Point(name: way.name, weights: way.weights, outcome: Run(trace, led: &pilot).outcome))
    }
  }

  /// Weights between those of two ways, of which one feature counts up to four times as much or as little.
  private static func between(_ ways: [Knowledge.Way], _ chance: inout Chance) -> Weights {
    let (one, other) = (ways.randomElement(using: &chance), ways.randomElement(using: &chance))
    let loud = Feature.allCases.randomElement(using: &chance)
    guard let one, let other, let loud else { return Weights() }
    let part = chance.fraction()
    var weights = one.weights
    for feature in Feature.allCases {
      weights[feature] += (other.weights[feature] - one.weights[feature]) * part
    }
    weights[loud] *= chance.happens(0.5) ? chance.number(in: 1...4) : chance.number(in: 0...1)
    weights.headroom *= chance.number(in: 0...2)
    return weights
  }
}
