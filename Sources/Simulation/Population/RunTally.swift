import Basics
import Scheduling

/// What a run comes to.
public struct RunTally: Sendable {
  /// What became of the requests of a class.
  public struct ClassTally: Sendable {
    public let name: ServiceClass
    public let objective: Double
    public let promised: Double
    public fileprivate(set) var offered = 0.0
    /// Turned away on purpose.
    public fileprivate(set) var shed = 0.0
    /// Taken in, or not even that, and never answered.
    public fileprivate(set) var lost = 0.0
    /// Served without extras.
    public fileprivate(set) var lean = 0.0
    public fileprivate(set) var latency = LatencyTally()

    public var served: Double { offered - shed - lost }
    /// Whether as many of those served were answered in time as was promised; nil where none was.
    public var isKept: Bool? { latency.share(within: objective).map { $0 >= promised } }
  }

  public private(set) var classes: [ClassTally]
  public private(set) var minutes = 0
  public private(set) var peakNodes = 0
  public private(set) var peakResidents = 0
  private var nodeMinutes = 0
  private var residentMinutes = 0
  private var ghostMinutes = 0
  /// Thousandths of the currency an hour, times minutes.
  private var spent = 0
  /// The most that nodes cost in any minute, in thousandths an hour.
  public private(set) var peakSpending = 0
  private var stored: Money
  public internal(set) var events: UInt64 = 0
  public internal(set) var moves = 0
  public internal(set) var scalings = 0
  public internal(set) var failures = 0

  init(_ world: World) {
    classes = world.classes.map {
      ClassTally(name: $0.name, objective: $0.objective, promised: $0.promised)
    }
    stored = .zero(world.storage.currency)
  }

  /// Adds a minute of a pool.
  mutating func add(_ minute: ServedMinute, _ flow: Flow, networks: [Double]) {
    for (place, part) in minute.parts.enumerated() where part.offered > 0 {
      classes[place].offered += part.offered * 60
      classes[place].shed += part.shed * 60
      classes[place].lost += part.lost * 60
      if part.isLean { classes[place].lean += part.served * 60 }
      guard part.served > 0 else { continue }
      for (origin, rate) in flow.origins.enumerated() where rate > 0 {
        classes[place].latency.add(part.served * 60 * rate / flow.total, part.stay, network: networks[origin])
      }
    }
  }

  /// Requests that no region is there for.
  mutating func loseAll(_ requests: Double, _ shares: [Double]) {
    for place in classes.indices {
      classes[place].offered += requests * shares[place]
      classes[place].lost += requests * shares[place]
    }
  }

  /// Counts what there is at the end of a minute.
  mutating func endMinute(_ fleet: Fleet) {
    let (nodes, residents) = (fleet.nodesInUse, fleet.pools.reduce(0) { $0 + $1.ready })
    minutes += 1
    peakNodes = max(peakNodes, nodes)
    peakResidents = max(peakResidents, residents)
    peakSpending = max(peakSpending, fleet.spending)
    nodeMinutes += nodes
    residentMinutes += residents
    spent += fleet.spending
    for pool in fleet.pools {
      ghostMinutes += pool.ghosts.count
      stored = stored + pool.tariff.charge(.ghost, for: .minutes(1)) * pool.units.count
    }
  }

  /// Requests of all classes.
  public var offered: Double { classes.reduce(0) { $0 + $1.offered } }
  public var served: Double { classes.reduce(0) { $0 + $1.served } }
  public var shed: Double { classes.reduce(0) { $0 + $1.shed } }

  private func mean(_ sum: Int) -> Double { Double(sum) / Double(max(1, minutes)) }
  public var meanNodes: Double { mean(nodeMinutes) }
  public var meanResidents: Double { mean(residentMinutes) }
  public var meanGhosts: Double { mean(ghostMinutes) }

  /// What all of it cost: nodes that held anything, and what is stored at the edge.
  public var cost: Money {
    let grain = Int128(spent) * (Money.grain / 1_000)
    return Money(trillionths: grain, currency: stored.currency).scaled(by: 1, of: 60) + stored
  }

  /// What an hour cost on average.
  public var costPerHour: Money { cost.scaled(by: 60, of: Int128(max(1, minutes))) }
}
