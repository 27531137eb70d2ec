import Basics

/// The line into a region for a minute: how much of what is asked it carries, and how long it takes.
struct RegionLine: Sendable {
  /// How many times what is asked the line carries.
  let passable: Double
  /// Seconds on the network from each region, there and back, to a tenth of a millisecond.
  let networks: [Double]

  /// A line has twice what the planned peak needs.
  private static let provision = 2.0

  /// - Parameter asked: requests a second.
  init(_ region: Int, _ asked: Double, _ setting: PopulationRun.Setting, _ conditions: Conditions) {
    let world = setting.world
    let (narrowing, lengthening) = conditions.link(region)
    let users = Double(setting.users) * world.regions[region].share
    let peak = users * world.requestsPerDay / 86_400 * Traffic.peak
    let bandwidth = Self.provision * peak * world.bits * narrowing
    passable = bandwidth / world.bits / max(asked, 1e-9)
    // What is taken in fills no more than nine tenths.
    let carried = min(asked, 0.9 * bandwidth / world.bits)
    networks = world.regions.indices.map { origin in
      let way = world.wayBetween(origin, region) * lengthening
      let delay = Link(length: way, bandwidth: bandwidth).delay(bits: world.bits, rate: carried)
      let back = Link(length: way, bandwidth: bandwidth).propagation
      return ((world.lastMile + delay + back) * 10_000).rounded() / 10_000
    }
  }
}
