/// How many runs a start needs until it leads a day about as cheaply as the rules of v1: what a start is worth.
public struct StartTrial: Sendable {
  public let family: Family
  public let trace: SeededTrace
  /// What must be kept to on the trace, in thousandths of the currency.
  public let threshold: Double
  private let seed: UInt64

  /// Two days of each family that no training has seen.
  public static func ten(within part: Double = 0) -> [StartTrial] {
    [UInt64(1), 2].flatMap { seed in Family.allCases.map { StartTrial($0, seed: seed, within: part) } }
  }

  /// - Parameter part: how much more than v1 comes to will do, as a part of that.
  public init(_ family: Family, seed: UInt64, within part: Double = 0) {
    (self.family, self.seed) = (family, seed)
    trace = SeededTrace([family], seed: 900_000 + seed, days: 1)
    var one = GenerationOne(Setting(trace))
    threshold = Objective().value(of: Run(trace, led: &one).outcome) * (1 + part)
  }

  /// Runs learned from before the threshold is kept to, each of another day of the family; nil where so many
  /// traces are not enough.
  public func episodes(from start: Network, traces most: Int) -> Int? {
    var learner = PolicyGradient(start, seed: seed)
    for round in 0...most {
      if learner.network.value(on: trace) <= threshold { return learner.episodes }
      guard round < most else { break }
      learner.learn(SeededTrace([family], seed: 910_000 + 1_000 * seed + UInt64(round), days: 1))
    }
    return nil
  }
}
