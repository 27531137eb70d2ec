import Basics
import Scheduling

/// A population on a virtual clock: what users ask each minute meets what the units can do, by the closed forms of
/// queues; units come and go by the rules and the scheduler that are there for real nodes too. The same seed gives
/// the same run.
public struct PopulationRun: Sendable {
  /// What is to be run.
  public struct Setting: Sendable {
    public var users: Int
    public var length: Span
    public var seed: UInt64 = 1
    public var crowds: [FlashCrowd] = []
    public var faults: [Fault] = []
    /// Thousandths of the currency an hour that nodes may cost; nil for no limit.
    public var cap: Int?
    public var world = World.assumed

    public init(users: Int, length: Span) {
      self.users = users
      self.length = length
    }
  }

  enum Event: Sendable {
    case minute
    /// What a unit is about is done.
    case unit(Int)
    case begin(fault: Int)
    case end(fault: Int)
    /// Flapping nodes change.
    case flap(fault: Int, isGone: Bool)
  }

  let setting: Setting
  var queue = EventQueue<Event>(start: .epoch)
  var fleet: Fleet
  var traffic: Traffic
  var chance: Chance
  var conditions: Conditions
  public internal(set) var log = RunLog()
  public internal(set) var tally: RunTally

  /// - Parameter policy: makes the scheduling policy for what is usually asked on these nodes.
  /// - Throws: the target of a fault that does not exist.
  public init(_ setting: Setting, policy: (Workload, Cluster) -> any Policy) throws(UnknownTarget) {
    self.setting = setting
    fleet = Fleet(setting.world, users: setting.users, cap: setting.cap, seed: setting.seed ^ 1, policy)
    traffic = Traffic(setting.world, users: setting.users, crowds: setting.crowds)
    chance = Chance(seed: setting.seed)
    conditions = try Conditions(setting, fleet.cluster)
    tally = RunTally(setting.world)
    for (number, fault) in setting.faults.enumerated() {
      queue.schedule(.begin(fault: number), at: .epoch + fault.at)
      queue.schedule(.end(fault: number), at: .epoch + fault.at + fault.length)
    }
    start()
    queue.schedule(.minute, at: .epoch)
  }

  /// Begins with as many units loaded as the first minute wants.
  private mutating func start() {
    for pool in fleet.pools.indices {
      let first = FleetPlan(
        setting.world, region: fleet.pools[pool].region, users: Double(setting.users),
        fleet.pools[pool].scaler.rules
      ).first[fleet.pools[pool].service]
      let (pending, shortage) = fleet.materialise(max(1, first), in: pool, setting.world, at: .epoch)
      note(shortage, pool)
      for load in pending { _ = fleet.finish(load.unit, at: load.at) }
    }
  }

  /// Lives through all of it.
  public mutating func run() {
    let end = Instant.epoch + setting.length
    while let event = queue.next(until: end - .milliseconds(1)) { happen(event) }
    tally.events = queue.happened
    tally.moves = fleet.moves
  }

  private mutating func happen(_ event: Event) {
    switch event {
    case .minute:
      liveAMinute()
      queue.schedule(.minute, at: queue.now + .minutes(1))
    case .unit(let unit):
      if !fleet.finish(unit, at: queue.now) { tally.failures += 1 }
    case .begin(let number): begin(number)
    case .end(let number): end(number)
    case .flap(let number, let isGone): flap(number, isGone: isGone)
    }
  }

  /// Time since the start.
  var elapsed: Span { queue.now - .epoch }

  mutating func expect(_ pending: [Fleet.Pending]) {
    for unit in pending { queue.schedule(.unit(unit.unit), at: unit.at) }
  }

  /// What a pool is called: `text in eu-west`.
  func name(of pool: Int) -> Bilingual {
    let (region, service) = (
      setting.world.regions[fleet.pools[pool].region].name,
      setting.world.services[fleet.pools[pool].service].modality.rawValue
    )
    return Bilingual(english: "\(service) in \(region)", chinese: "\(region) 的 \(service)")
  }

  /// Says once why there are no more units.
  mutating func note(_ shortage: Pool.Shortage?, _ pool: Int) {
    defer { fleet.pools[pool].shortage = shortage }
    guard let shortage, shortage != fleet.pools[pool].shortage else { return }
    let name = name(of: pool)
    log.append(
      .limit, at: elapsed,
      Bilingual(
        english: "\(name.english): \(shortage.words.english)",
        chinese: "\(name.chinese)：\(shortage.words.chinese)"))
  }
}

/// A fault is about something that is not there.
public struct UnknownTarget: Error {
  public let fault: Fault
  /// What there is of the kind, a few of them.
  public let known: [String]
}
