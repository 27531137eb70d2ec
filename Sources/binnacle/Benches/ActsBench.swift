import Basics
import Scheduling

/// How long it takes to decide what many units do: after a loss, in a drain, under pressure, to save nodes.
struct ActsBench {
  private let placer: Placer
  private let workload: Workload
  private let limits = DisruptionLimits(
    budgets: Dictionary(uniqueKeysWithValues: (0..<16).map { ("group-\($0)", 50) }), atOnce: 500)

  /// A fleet of 20,000 nodes with 90,000 units, of which one in four belongs to a group that is spread over zones.
  init() {
    var demands = SyntheticFleet.demands(64)
    for shape in stride(from: 0, to: 64, by: 4) {
      demands[shape].group = GroupRule("group-\(shape / 4)", spread: .zone, skew: 2_000)
    }
    for shape in demands.indices { demands[shape].priority = Int16(shape % 3) }
    let settled = Self.settled(SyntheticFleet.cluster(20_000), demands, 90_000, WorstFit())
    (placer, workload) = (settled.placer, settled.workload)
  }

  private static func settled(_ cluster: Cluster, _ demands: [Demand], _ units: Int, _ policy: any Policy)
    -> (placer: Placer, workload: Workload)
  {
    var (placer, workload) = (Placer(cluster, demands, policy), Workload())
    for unit in 0..<units {
      workload.add("unit-\(unit)", demands[unit % demands.count])
      let decision = placer.place(unit, shape: unit % demands.count)
      if let node = decision.node { workload.settle(unit, on: node, devices: decision.devices) }
    }
    return (placer, workload)
  }

  var lines: [String] { [lost, drained, preempted, balanced, consolidated] }

  /// The nodes of one zone that hold 10,000 units.
  private var zone: [Int] {
    var (nodes, units) = ([Int](), 0)
    for (node, room) in placer.cluster.rooms.enumerated() where units < 10_000 {
      let kind = placer.cluster.kind(of: node)
      guard kind.region == "region-0", kind.zone == "zone-0" else { continue }
      nodes.append(node)
      units += Int(room.units)
    }
    return nodes
  }

  private var lost: String {
    let zone = zone
    var plan = MovePlan()
    let time = Stopwatch.time(5) { plan = placer.failover(zone, of: workload) }
    let note = "\(plan.moves.count) units, \(plan.held.count) without a place, asked 20 ms"
    return Stopwatch.line("\(zone.count) nodes of a zone lost", time, note: note)
  }

  private var drained: String {
    let zone = zone
    var plan = MovePlan()
    let time = Stopwatch.time(5) { plan = placer.drain(zone, of: workload, limits) }
    let note = "\(plan.moves.count) units in \(plan.waves.count) waves, asked 100 ms"
    return Stopwatch.line("\(zone.count) nodes drained in budget", time, note: note)
  }

  private var preempted: String {
    let residents = Residents(workload, nodes: placer.cluster.count)
    var (workload, demand) = (workload, Demand(cpu: 120_000, memory: 400_000))
    demand.priority = 9
    workload.add("urgent", demand)
    let full = Self.settled(placer.cluster, workload.demands, 0, WorstFit()).placer
    var victims = 0
    let time = Stopwatch.time(5) {
      victims = full.preemption(for: workload.count - 1, of: workload, residents)?.victims.count ?? 0
    }
    return Stopwatch.line("who makes way, 20,000 nodes", time, note: "\(victims) units")
  }

  private var balanced: String {
    var plan = MovePlan()
    let (placer, workload) = Self.settled(
      SyntheticFleet.cluster(1_000), SyntheticFleet.demands(64), 4_000, BestFit())
    let time = Stopwatch.time(5) { plan = placer.rebalance(workload) }
    return Stopwatch.line("rebalancing 1,000 nodes", time, note: "\(plan.moves.count) moves")
  }

  private var consolidated: String {
    let (placer, workload) = Self.settled(
      SyntheticFleet.cluster(1_000), SyntheticFleet.demands(64), 4_000, WorstFit())
    let start = Stopwatch.threadMicroseconds
    let result = placer.consolidate(workload)
    let time = Stopwatch.threadMicroseconds - start
    let note = "\(result.after) in use instead of \(result.before), \(result.plan.moves.count) moves"
    return Stopwatch.line("consolidating 1,000 nodes", (time, time), note: note)
  }
}
