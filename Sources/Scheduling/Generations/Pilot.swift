import Basics

/// One policy and one way to keep nodes warm, neither of which changes by itself.
public struct Pilot: Generation {
  public let name: String
  public let about: Bilingual
  public let policy: any Policy
  private var forecast: LoadForecast
  private let headroom: Double
  private let reluctance: Int32?

  /// A policy beside demand as it was of late; nodes wake only in need.
  public init(_ policy: any Policy, headroom: Double = 0.25) {
    (name, about, self.policy) = (policy.name, policy.about, policy)
    forecast = .smoothed(LoadForecast.Smoothed())
    self.headroom = headroom
    reluctance = nil
  }

  /// Weights of features beside a forecast of demand.
  public init(_ weights: Weights, _ forecast: LoadForecast, _ setting: Setting, name: String = "linear") {
    let score = LinearScore(weights, setting.mix, setting.kinds, name: name)
    (self.name, about, policy) = (name, score.about, score)
    self.forecast = forecast
    headroom = weights.headroom
    reluctance = Int32(weights.reluctance * LinearScore.grain)
  }

  /// A network beside a forecast of demand.
  public init(
    _ network: Network, _ setting: Setting, _ forecast: LoadForecast = .seasonal(LoadForecast.Seasonal())
  ) {
    let score = NeuralScore(network, setting.mix, setting.kinds)
    (name, about, policy) = (score.name, score.about, score)
    self.forecast = forecast
    headroom = NeuralScore.headroom
    reluctance = NeuralScore.whole(network.reluctance)
  }

  /// The same nodes kept warm, by other weights from here on.
  func changed(to weights: Weights, _ setting: Setting) -> Pilot {
    Pilot(weights, forecast, setting, name: name)
  }

  /// The same nodes kept warm, by a network from here on.
  func changed(to network: Network, _ setting: Setting) -> Pilot { Pilot(network, setting, forecast) }

  public mutating func prepare(_ fabric: inout Fabric) {
    let used = fabric.used
    forecast.observe(used)
    fabric.keepAwake(forecast.expected(after: used) * (1 + headroom))
  }

  public mutating func admit(_ unit: Int, to fabric: inout Fabric) -> Decision {
    fabric.admit(unit, reluctance: reluctance)
  }

  public mutating func review(_ moment: Moment, _ fabric: inout Fabric) {}
}

/// What is known before the first unit comes: the nodes, and what was asked on days before.
public struct Setting: Sendable {
  public let mix: Mix
  public let cluster: Cluster

  public init(_ mix: Mix, _ cluster: Cluster) {
    self.mix = mix
    self.cluster = cluster
  }

  public init(_ trace: SeededTrace) { self.init(trace.history, trace.cluster) }

  var kinds: [NodeKind] { cluster.kinds }
}
