import Basics

/// The whole way from weights of chance to those that serve: a start for all families (Reptile), then all
/// families together on single days, then slowly on pairs of days, of which the mean over the later half is kept
/// (Polyak and Juditsky 1992). The same seed gives the same weights.
public struct NeuralTraining: Sendable {
  /// Traces learned from, over all stages.
  public static let usual = 2_000
  /// Where it stands.
  public struct Progress: Sendable {
    public let stage: Bilingual
    /// Traces learned from so far.
    public let traces: Int
    public let network: Network
  }

  private let seed: UInt64
  private let traces: Int

  public init(seed: UInt64 = 1, traces: Int = Self.usual) { (self.seed, self.traces) = (seed, traces) }

  /// The start and what was made of it; tells how it stands after the start and after every twentieth part.
  public func run(_ tell: (Progress) -> Void = { _ in }) -> (start: Network, tuned: Network) {
    var reptile = Reptile(Network(seed: seed), seed: seed)
    reptile.run(max(1, traces / 40))
    let learned = reptile.traces
    tell(Progress(stage: Self.meta, traces: learned, network: reptile.network))
    var network = reptile.network
    let broad = Stage(rounds: traces / 2, days: 1, rate: 0.02, seed: seed &+ 2, first: 130_000)
    network = broad.run(network, after: learned, telling: traces / 20, tell)
    let slow = Stage(rounds: traces * 2 / 5, days: 2, rate: 0.01, seed: seed &+ 4, first: 150_000)
    network = slow.run(network, after: learned + broad.rounds, telling: traces / 20, tell)
    return (reptile.network, network)
  }

  private static let meta = Bilingual(english: "a start for all families", chinese: "面向所有负载族的元初始化")

  /// The families taking turns.
  private struct Stage {
    let rounds: Int
    let days: Int
    let rate: Double
    let seed: UInt64
    /// The seed of the first trace.
    let first: UInt64

    func run(
      _ network: Network, after count: Int, telling period: Int, _ tell: (Progress) -> Void
    ) -> Network {
      var settings = PolicyGradient.Settings()
      (settings.rate, settings.runs, settings.foresight) = (rate, 16, days > 1 ? 0.98 : 0.95)
      var learner = PolicyGradient(network, settings, seed: seed)
      var mean = network
      for round in 0..<rounds {
        let family = Family.allCases[round % Family.allCases.count]
        learner.learn(SeededTrace([family], seed: first + UInt64(round), days: days))
        // Until the half the mean is the last one itself.
        mean.approach(learner.network, by: 1 / Double(max(1, round + 1 - rounds / 2)))
        guard (round + 1) % max(1, period) == 0 else { continue }
        tell(Progress(stage: words, traces: count + round + 1, network: mean))
      }
      return mean
    }

    private var words: Bilingual {
      Bilingual(english: "all families, \(days) days each", chinese: "所有负载族，每条 \(days) 天")
    }
  }
}

extension Network {
  /// What a trace costs when the network serves, in thousandths of the currency.
  public func value(on trace: SeededTrace, _ objective: Objective = Objective()) -> Double {
    var pilot = Pilot(self, Setting(trace))
    return objective.value(of: Run(trace, led: &pilot).outcome)
  }
}
