import Basics
import Scheduling

/// One minute: who asks, who serves, how long it takes, and how many units there are to be.
extension PopulationRun {
  mutating func liveAMinute() {
    let flows = flows()
    let lines = setting.world.regions.indices.map { RegionLine($0, flows[$0].total, setting, conditions) }
    for pool in fleet.pools.indices {
      let region = fleet.pools[pool].region
      let share = setting.world.services[fleet.pools[pool].service].share
      conditions.remember(flows[region].wanted * share, pool)
      if conditions.isOpen[region] { serve(flows[region].part(share), pool, lines[region]) }
      scale(pool)
    }
    tally.endMinute(fleet)
  }

  /// What each region has to serve: its own users, and its part of those whose region is not open.
  private mutating func flows() -> [Flow] {
    let world = setting.world
    let rates = world.regions.indices.map { traffic.drawn($0, at: elapsed, &chance) }
    openAndClose(rates)
    let isOpen = conditions.isOpen
    let weight = zip(world.regions, isOpen).reduce(0) { $0 + ($1.1 ? $1.0.share : 0) }
    if weight == 0 { tally.loseAll(rates.reduce(0, +) * 60, world.classes.map(\.share)) }
    return world.regions.indices.map { serving in
      guard isOpen[serving] else { return Flow(origins: rates.map { _ in 0 }, wanted: rates[serving]) }
      let part = world.regions[serving].share / weight
      let origins = rates.indices.map { origin in
        isOpen[origin] ? (origin == serving ? rates[origin] : 0) : rates[origin] * part
      }
      return Flow(origins: origins, wanted: origins.reduce(0, +))
    }
  }

  /// A region whose units of a service are all gone sends its users elsewhere, and takes them back when it has
  /// units enough for them.
  private mutating func openAndClose(_ rates: [Double]) {
    for region in conditions.isOpen.indices {
      let pools = fleet.pools.filter { $0.region == region }
      let isOpen =
        conditions.isOpen[region]
        ? pools.allSatisfy { $0.ready > 0 }
        : pools.allSatisfy { $0.isEnough(for: rates[region], setting.world) }
      guard isOpen != conditions.isOpen[region] else { continue }
      conditions.isOpen[region] = isOpen
      let name = setting.world.regions[region].name
      log.append(
        .failover, at: elapsed,
        isOpen
          ? Bilingual(english: "\(name) serves its users again", chinese: "\(name) 恢复服务本区用户")
          : Bilingual(english: "others serve the users of \(name)", chinese: "其他区域接管 \(name) 的用户"))
    }
  }

  /// The time that the clock of a pool's region shows.
  private func clock(_ pool: Int) -> Instant {
    conditions.skews[fleet.pools[pool].region] > 0 ? queue.now - Fault.skew : queue.now
  }

  private mutating func serve(_ flow: Flow, _ pool: Int, _ line: RegionLine) {
    let world = setting.world
    let (service, region) = (world.services[fleet.pools[pool].service], fleet.pools[pool].region)
    let seen = conditions.seen(by: pool, in: region)
    let servers = fleet.pools[pool].ready * service.servers
    let offered = world.classes.map { seen * $0.share * service.time }
    let passable = offered.reduce(0, +) * line.passable
    let before = fleet.pools[pool].brownOut.level
    let treatments = fleet.pools[pool].brownOut.treat(
      offered, servers: min(Double(servers), passable), at: clock(pool))
    if fleet.pools[pool].brownOut.level != before { tellBrownOut(pool) }
    let load = ServedMinute.Load(
      rates: world.classes.map { flow.total * $0.share }, treatments: treatments, time: service.time,
      lean: fleet.pools[pool].brownOut.rules.lean)
    tally.add(ServedMinute(load, servers: servers), flow, networks: line.networks)
  }

  /// Has as many units as the autoscaler wants, and there are nodes and money for.
  private mutating func scale(_ pool: Int) {
    let service = setting.world.services[fleet.pools[pool].service]
    let seen = conditions.seen(by: pool, in: fleet.pools[pool].region)
    let units = fleet.pools[pool].ready + fleet.pools[pool].coming
    let load = Autoscaler.Load(busy: seen * service.time, units: units, servers: service.servers)
    let advice = fleet.pools[pool].scaler.advise(load, affordable: affordable(pool), at: clock(pool))
    var shortage: Pool.Shortage? =
      advice.reason == .costCap ? .money : advice.reason == .limit ? .units : nil
    if advice.units > units {
      let (pending, refusal) = fleet.materialise(
        advice.units - units, in: pool, setting.world, at: queue.now)
      expect(pending)
      shortage = refusal ?? shortage
    } else if advice.units < units {
      expect(fleet.evict(units - advice.units, in: pool, at: queue.now))
    }
    note(shortage, pool)
    tellScaling(pool, from: units, advice.reason)
  }

  /// How many more units of a pool the cap leaves money for.
  private func affordable(_ pool: Int) -> Int {
    guard let cap = fleet.cap else { return .max }
    let room = Double(fleet.pools[pool].tariff.room.trillionths) / 1e9
    return Int(max(0, Double(cap - fleet.spending)) / room)
  }

  private mutating func tellScaling(_ pool: Int, from units: Int, _ reason: Autoscaler.Reason) {
    let now = fleet.pools[pool].ready + fleet.pools[pool].coming
    guard now != units else { return }
    tally.scalings += 1
    let (name, words) = (name(of: pool), reason.words)
    log.append(
      .scaling, at: elapsed,
      Bilingual(
        english: "\(name.english): \(units) to \(now) units, \(words.english)",
        chinese: "\(name.chinese)：单元由 \(units) 变为 \(now)，\(words.chinese)"))
  }

  private mutating func tellBrownOut(_ pool: Int) {
    let (name, words) = (name(of: pool), fleet.pools[pool].brownOut.words)
    log.append(
      .brownOut, at: elapsed,
      Bilingual(
        english: "\(name.english): \(words.english)", chinese: "\(name.chinese)：\(words.chinese)"))
  }
}
