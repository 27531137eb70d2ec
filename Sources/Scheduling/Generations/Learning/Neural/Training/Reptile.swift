import Basics

/// A start from which every family of workloads is learned quickly: train on one family for a while, go a part
/// of the way there, and on to the next (Reptile; Nichol, Achiam and Schulman 2018).
public struct Reptile: Sendable {
  public struct Settings: Sendable {
    public var learning = PolicyGradient.Settings()
    /// Traces learned from before going a part of the way.
    public var traces = 4
    /// The part of the way that is gone, at first and at last.
    public var (first, last) = (0.5, 0.1)
    /// Days of a trace.
    public var days = 1

    public init() {}
  }

  public private(set) var network: Network
  private let families: [Family]
  private let settings: Settings
  private let seed: UInt64
  private var round = 0
  /// Traces learned from so far.
  public var traces: Int { round * settings.traces }

  public init(
    _ network: Network, _ families: [Family] = Family.allCases, _ settings: Settings = Settings(),
    seed: UInt64
  ) {
    (self.network, self.families, self.settings, self.seed) = (network, families, settings, seed)
  }

  /// Goes so many rounds, the families taking turns; no trace comes twice, and none to judge by.
  public mutating func run(_ rounds: Int) {
    let last = round + rounds
    while round < last {
      let family = families[round % families.count]
      var learner = PolicyGradient(network, settings.learning, seed: seed &+ UInt64(round))
      for number in 0..<settings.traces {
        let trace = UInt64(10_000 + round * settings.traces + number)
        learner.learn(SeededTrace([family], seed: trace, days: settings.days))
      }
      let part = settings.first + (settings.last - settings.first) * Double(round) / Double(last)
      network.approach(learner.network, by: part)
      round += 1
    }
  }
}
