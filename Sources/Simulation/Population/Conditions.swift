import Basics
import Scheduling

/// What the faults of a run are about, and what is out of order now.
struct Conditions: Sendable {
  /// The nodes of each fault, and the region it is about.
  let nodes: [[Int]]
  let regions: [Int]
  /// How many faults slow the link of each region, and its clock.
  var slowLinks: [Int]
  var skews: [Int]
  /// Whether the users of each region are served there, rather than elsewhere.
  var isOpen: [Bool]
  /// What was asked of each pool in the last minutes, in requests a second, this one last.
  private var past: [[Double]]

  init(_ setting: PopulationRun.Setting, _ cluster: Cluster) throws(UnknownTarget) {
    var (nodes, regions) = ([[Int]](), [Int]())
    for fault in setting.faults {
      let (found, region) = try Self.resolve(fault, setting.world, cluster)
      nodes.append(found)
      regions.append(region)
    }
    (self.nodes, self.regions) = (nodes, regions)
    slowLinks = setting.world.regions.map { _ in 0 }
    skews = slowLinks
    isOpen = setting.world.regions.map { _ in true }
    past = setting.world.regions.flatMap { _ in setting.world.services.map { _ in [] } }
  }

  private static func resolve(_ fault: Fault, _ world: World, _ cluster: Cluster) throws(UnknownTarget)
    -> (nodes: [Int], region: Int)
  {
    let scopes = fault.kind.scopes
    for (number, region) in world.regions.enumerated() {
      let inside = cluster.rooms.indices.filter { cluster.kind(of: $0).region == region.name }
      if scopes.contains(.region), fault.target == region.name { return (inside, number) }
      for zone in World.zones where scopes.contains(.zone) && fault.target == "\(region.name)-\(zone)" {
        return (inside.filter { cluster.kind(of: $0).zone == zone }, number)
      }
      guard scopes.contains(.node) else { continue }
      if let node = inside.first(where: { cluster.names[$0] == fault.target }) { return ([node], number) }
    }
    throw UnknownTarget(fault: fault, known: known(scopes, world, cluster))
  }

  private static func known(_ scopes: Set<Fault.Scope>, _ world: World, _ cluster: Cluster) -> [String] {
    if scopes.contains(.region) { return world.regions.map(\.name) }
    if scopes.contains(.zone) {
      return world.regions.flatMap { region in World.zones.map { "\(region.name)-\($0)" } }
    }
    return (0..<min(3, cluster.count)).map { cluster.names[$0] }
  }

  /// How much slower and longer the line of a region is.
  func link(_ region: Int) -> (narrowing: Double, lengthening: Double) {
    slowLinks[region] > 0 ? (Fault.narrowing, Fault.lengthening) : (1, 1)
  }

  mutating func remember(_ rate: Double, _ pool: Int) {
    past[pool].append(rate)
    if past[pool].count > Int(Fault.skew.seconds / 60) + 1 { past[pool].removeFirst() }
  }

  /// What a pool knows to be asked of it: where the clock goes slow, what was asked some minutes ago.
  func seen(by pool: Int, in region: Int) -> Double {
    (skews[region] > 0 ? past[pool].first : past[pool].last) ?? 0
  }
}
