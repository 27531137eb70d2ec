import Basics

/// Trains a network by policy gradient: the same trace is led several times by chance, and what was taken where
/// it then cost less than in the others' mean becomes likelier (REINFORCE, Williams 1992; the mean of the
/// other runs of the same input as baseline: Mao et al., ICLR 2019, and Kool et al. 2019).
public struct PolicyGradient: Sendable {
  public struct Settings: Sendable {
    public var objective = Objective()
    /// Runs of each trace.
    public var runs = 8
    /// How much of what a step costs still counts a step earlier.
    public var foresight = 0.95
    /// The pace of a parameter.
    public var rate = 0.05

    public init() {}
  }

  public private(set) var network: Network
  /// Runs led so far.
  public private(set) var episodes = 0
  private let settings: Settings
  private var adam: Adam
  private var chance: Chance

  public init(_ network: Network, _ settings: Settings = Settings(), seed: UInt64) {
    (self.network, self.settings) = (network, settings)
    adam = Adam(rate: settings.rate)
    chance = Chance(seed: seed)
  }

  /// Leads a trace several times, and learns from all of them at once.
  public mutating func learn(_ trace: SeededTrace) {
    let runs = (0..<settings.runs).map { _ in run(trace) }
    episodes += runs.count
    let advantages = Self.advantages(runs.map { returns($0.costs) })
    var (gradient, count) = (Network(), 0)
    for run in runs { count += run.choices.count }
    for (run, advantages) in zip(runs, advantages) {
      for choice in run.choices {
        choice.addGradient(network, times: advantages[choice.step] / Double(count), to: &gradient)
      }
    }
    adam.ascend(&network, along: gradient)
  }

  private mutating func run(_ trace: SeededTrace) -> Apprentice {
    let own = Chance(seed: chance.next())
    var apprentice = Apprentice(network, Setting(trace), settings.objective, own)
    _ = Run(trace, led: &apprentice)
    return apprentice
  }

  /// What is paid from each step on, less the later it is paid, as a gain.
  private func returns(_ costs: [Double]) -> [Double] {
    var (returns, sum) = (costs, 0.0)
    for step in costs.indices.reversed() {
      sum = sum * settings.foresight - costs[step]
      returns[step] = sum
    }
    return returns
  }

  /// How much better each run did from each step on than the others in the mean, in standard deviations.
  private static func advantages(_ returns: [[Double]]) -> [[Double]] {
    let others = Double(max(1, returns.count - 1))
    var (advantages, squares) = (returns, 0.0)
    for step in returns[0].indices {
      let sum = returns.reduce(0) { $0 + $1[step] }
      for run in returns.indices {
        let advantage = returns[run][step] - (sum - returns[run][step]) / others
        advantages[run][step] = advantage
        squares += advantage * advantage
      }
    }
    let deviation = (squares / Double(max(1, returns.count * returns[0].count))).squareRoot()
    guard deviation > 0 else { return advantages }
    return advantages.map { $0.map { $0 / deviation } }
  }
}
