import Basics
import Scheduling

/// What a fleet is made of at first: empty nodes, and units of which all are stored and none is loaded.
struct FleetParts {
  private(set) var cluster = Cluster()
  private(set) var workload = Workload()
  private(set) var pools: [Pool] = []

  init(_ world: World, users: Double) {
    let rules = Autoscaler.Rules()
    for region in world.regions.indices {
      let plan = FleetPlan(world, region: region, users: users, rules)
      addNodes(plan, world.regions[region].name)
      for service in world.services.indices { addPool(world, region, service, plan, rules) }
    }
  }

  private mutating func addNodes(_ plan: FleetPlan, _ region: String) {
    for zone in World.zones {
      let (name, kinds) = ("\(region)-\(zone)", World.kinds(region: region, zone: zone))
      for number in 0..<plan.general { cluster.add("\(name)-\(number)", kinds.general) }
      for number in 0..<plan.accelerated {
        cluster.add("\(name)-\(plan.general + number)", kinds.accelerated)
      }
    }
  }

  private mutating func addPool(
    _ world: World, _ region: Int, _ service: Int, _ plan: FleetPlan, _ rules: Autoscaler.Rules
  ) {
    var (rules, demand) = (rules, world.services[service].demand)
    let name = world.regions[region].name
    demand.labels["region"] = name
    // A zone that goes takes a third of them, not all.
    demand.group = GroupRule("\(demand.modality.rawValue)/\(name)", spread: .zone)
    let first = workload.count
    for _ in 0..<plan.units[service] { workload.add("", demand) }
    rules.most = plan.units[service]
    pools.append(
      Pool(
        region: region, service: service, units: first..<workload.count,
        tariff: Self.tariff(world, service), scaler: Autoscaler(rules),
        ghosts: (first..<workload.count).reversed().map { Int32($0) }))
  }

  /// A unit's part of its node's price, and of the edge's.
  private static func tariff(_ world: World, _ service: Int) -> UnitTariff {
    let (demand, size) = (world.services[service].demand, world.services[service].size)
    let kinds = World.kinds(region: "", zone: "")
    let kind = demand.gpus > 0 ? kinds.accelerated : kinds.general
    let node = Money(
      trillionths: Int128(kind.price) * (Money.grain / 1_000), currency: world.storage.currency)
    let part = Int128((demand.part(of: kind) * 1e6).rounded())
    return UnitTariff(room: node.scaled(by: part, of: 1_000_000), storage: world.storage * size)
  }

}
