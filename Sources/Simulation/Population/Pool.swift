import Basics
import Scheduling

/// The units of one service in one region.
struct Pool: Sendable {
  let region: Int
  let service: Int
  let units: Range<Int>
  let tariff: UnitTariff
  var scaler: Autoscaler
  var brownOut = BrownOut()
  /// Units that are stored and nothing else, the one to be brought back first last.
  var ghosts: [Int32]
  /// How many are loaded, and how many are on their way.
  var ready = 0
  var coming = 0
  /// What was last said about why there are no more, so that it is said once.
  var shortage: Shortage?

  /// Whether the units that are loaded can serve so many requests a second of a region's users.
  func isEnough(for rate: Double, _ world: World) -> Bool {
    let service = world.services[self.service]
    return rate * service.share * service.time <= Double(ready * service.servers) * brownOut.rules.ceiling
  }

  /// Why no more units are brought back.
  enum Shortage: Sendable {
    case room, money, units

    var words: Bilingual {
      switch self {
      case .room: Bilingual(english: "no node has room for more", chinese: "没有节点可容纳更多单元")
      case .money: Bilingual(english: "more would cost more than the cap", chinese: "继续扩容将超出费用上限")
      case .units: Bilingual(english: "every unit there is serves already", chinese: "全部单元均已投入服务")
      }
    }
  }
}

/// How many units and nodes a population wants in each region, room for what goes wrong included.
struct FleetPlan: Sendable {
  /// Units of each service that may ever be loaded.
  let units: [Int]
  /// Units of each service at the first minute.
  let first: [Int]
  /// Nodes of each kind in each zone.
  let general: Int
  let accelerated: Int

  init(_ world: World, region: Int, users: Double, _ rules: Autoscaler.Rules) {
    let mean = users * world.regions[region].share * world.requestsPerDay / 86_400
    let start = Traffic.activity(at: .zero, offset: world.regions[region].offset)
    func needed(_ service: Service, _ level: Double) -> Double {
      mean * level * service.share * service.time / rules.target / Double(service.servers)
    }
    units = world.services.map { Int((needed($0, Traffic.peak) * world.headroom).rounded(.up)) + 2 }
    first = world.services.map { Int(needed($0, start).rounded(.up)) }
    (general, accelerated) = (
      Self.nodes(world, units, accelerated: false), Self.nodes(world, units, accelerated: true)
    )
  }

  /// Nodes in each zone, one more than all units together take up.
  private static func nodes(_ world: World, _ units: [Int], accelerated: Bool) -> Int {
    let kinds = World.kinds(region: "", zone: "")
    let kind = accelerated ? kinds.accelerated : kinds.general
    let wanted = zip(world.services, units)
      .filter { ($0.0.demand.gpus > 0) == accelerated }
      .reduce(0) { $0 + Double($1.1) * $1.0.demand.part(of: kind) }
    return Int((wanted / Double(World.zones.count)).rounded(.up)) + 1
  }
}
