import Basics
import Scheduling

/// A place where users live and nodes stand.
public struct Region: Sendable {
  public let name: String
  public let place: Coordinates
  /// Of its clocks from UTC.
  public let offset: Span
  /// Of all users.
  public let share: Double
}

/// What is done for users in one modality, and what a unit that does it asks for.
public struct Service: Sendable {
  public let modality: Modality
  /// Of all requests.
  public let share: Double
  /// Mean seconds that a request keeps a server busy.
  public let time: Double
  /// How many requests a unit serves at a time.
  public let servers: Int
  /// GiB that are stored and have to be brought to a node.
  public let size: Int
  public let demand: Scheduling.Demand
}

/// What a class of requests makes up, and what it is promised.
public struct ClassOfService: Sendable {
  public let name: ServiceClass
  /// Of all requests.
  public let share: Double
  /// Seconds within which `promised` of them are answered.
  public let objective: Double
  public let promised: Double
}

/// The world that populations live in. All of it is assumed, and says so: shares, times, sizes and prices are
/// round figures of the right order, not anybody's bill.
public struct World: Sendable {
  public var regions: [Region]
  public var services: [Service]
  public var classes: [ClassOfService]
  /// How many requests a user makes in a day, on average.
  public var requestsPerDay = 20.0
  /// Bits of a request and its answer.
  public var bits = 800_000.0
  /// Seconds between a user and the edge of the network, there and back.
  public var lastMile = 0.015
  /// Fibre is so many times as long as the great circle.
  public var detour = 1.5
  /// What an hour of a GiB at the edge costs.
  public var storage = Money(trillionths: 31_500_000, currency: "USD")
  /// The room there is, as a multiple of what the planned peak needs.
  public var headroom = 1.6

  public static let zones = ["a", "b", "c"]

  /// Nodes with processors alone, and nodes with GPUs: 32 cores, 128 GiB; in thousandths of a dollar an hour, by
  /// the on-demand premises of `Data/prices.json` and 0.60 for a GPU.
  public static func kinds(region: String, zone: String) -> (general: NodeKind, accelerated: NodeKind) {
    var general = NodeKind(cpu: 32_000, memory: 131_072)
    var accelerated = NodeKind(cpu: 32_000, memory: 131_072, gpus: 4)
    (general.price, accelerated.price) = (1_549, 3_949)
    accelerated.gpuModel = "A10"
    (general.region, general.zone) = (region, zone)
    (accelerated.region, accelerated.zone) = (region, zone)
    general.labels = ["region": region, "pool": "general"]
    accelerated.labels = ["region": region, "pool": "accelerated"]
    return (general, accelerated)
  }

  public static let assumed = World(
    regions: [
      Region(name: "ap-east", place: Coordinates(22.3, 114.2), offset: .hours(8), share: 0.4),
      Region(name: "eu-west", place: Coordinates(53.3, -6.3), offset: .hours(1), share: 0.25),
      Region(name: "us-east", place: Coordinates(39.0, -77.5), offset: .hours(-5), share: 0.22),
      Region(name: "us-west", place: Coordinates(45.6, -121.2), offset: .hours(-8), share: 0.13),
    ],
    services: [
      service(.text, share: 0.6, time: 0.04, size: 4, Scheduling.Demand(cpu: 2_000, memory: 4_096)),
      service(
        .visual, share: 0.2, time: 0.12, size: 12,
        Scheduling.Demand(cpu: 2_000, memory: 8_192, gpus: 1, share: 250)),
      service(.audio, share: 0.15, time: 0.08, size: 6, Scheduling.Demand(cpu: 4_000, memory: 8_192)),
      service(
        .fusion, share: 0.05, time: 0.25, size: 20,
        Scheduling.Demand(cpu: 4_000, memory: 16_384, gpus: 1, share: 500)),
    ],
    classes: [
      ClassOfService(name: .interactive, share: 0.3, objective: 0.5, promised: 0.95),
      ClassOfService(name: .standard, share: 0.4, objective: 1, promised: 0.95),
      ClassOfService(name: .background, share: 0.3, objective: 5, promised: 0.95),
    ])

  private static func service(
    _ modality: Modality, share: Double, time: Double, size: Int, _ demand: Scheduling.Demand
  ) -> Service {
    var demand = demand
    demand.modality = modality
    demand.labels = ["pool": demand.gpus > 0 ? "accelerated" : "general"]
    return Service(
      modality: modality, share: share, time: time, servers: 4, size: size, demand: demand)
  }
}

extension World {
  /// Kilometres of fibre between users of one region and nodes of another.
  func wayBetween(_ origin: Int, _ serving: Int) -> Double {
    regions[origin].place.distance(to: regions[serving].place) * detour
  }
}
