/// A kind of workload: what its units ask, how long they stay, and how their number goes up and down.
public enum Family: String, CaseIterable, Sendable {
  case text, accelerated, bursty, mixed, edge

  /// A demand of a family, how often it is asked and how many hours it stays in the mean.
  struct Asked: Sendable {
    let demand: Demand
    let weight: Double
    let hours: Double
  }

  var asked: [Asked] {
    switch self {
    case .text: Self.services
    case .accelerated: Self.learners
    case .bursty: Self.batches + Self.services
    case .mixed: Self.services + Self.learners + Self.batches
    case .edge: Self.relays + Self.services.prefix(1)
    }
  }

  /// How much more or less there is at the best and the worst hour of a day, as a part of the mean.
  var season: Double {
    switch self {
    case .text, .edge: 0.55
    case .mixed: 0.4
    case .accelerated: 0.25
    case .bursty: 0.3
    }
  }

  /// How often in a day a crowd comes at once.
  var crowds: Double { self == .bursty ? 4 : 0.5 }
  /// The part of all CPUs, or of all GPUs where those run short first, that is asked for in the mean.
  var load: Double { self == .accelerated ? 0.45 : self == .edge ? 0.2 : 0.38 }

  private static let services = [
    Asked(demand: Demand(cpu: 1_000, memory: 2_048), weight: 4, hours: 4),
    Asked(demand: Demand(cpu: 2_000, memory: 8_192), weight: 3, hours: 6),
    Asked(demand: Demand(cpu: 4_000, memory: 8_192), weight: 2, hours: 5),
    Asked(demand: Demand(cpu: 8_000, memory: 40_960), weight: 1, hours: 8),
  ]
  private static let learners = [
    Asked(demand: Demand(cpu: 2_000, memory: 8_192, gpus: 1, share: 250), weight: 3, hours: 4),
    Asked(demand: Demand(cpu: 4_000, memory: 16_384, gpus: 1, share: 500), weight: 3, hours: 5),
    Asked(demand: Demand(cpu: 6_000, memory: 24_576, gpus: 1), weight: 2, hours: 6),
    Asked(demand: Demand(cpu: 12_000, memory: 49_152, gpus: 2), weight: 0.5, hours: 10),
  ]
  private static let batches = [
    Asked(demand: Demand(cpu: 6_000, memory: 12_288), weight: 2, hours: 2),
    Asked(demand: Demand(cpu: 12_000, memory: 20_480), weight: 1, hours: 3),
  ]
  private static let relays = [
    Asked(demand: Demand(cpu: 500, memory: 1_024), weight: 4, hours: 6),
    Asked(demand: Demand(cpu: 1_500, memory: 4_096), weight: 3, hours: 5),
    Asked(demand: Demand(cpu: 3_000, memory: 6_144), weight: 1, hours: 4),
  ]
}
