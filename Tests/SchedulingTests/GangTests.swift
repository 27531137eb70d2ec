import Basics
import Testing

@testable import Scheduling

/// Units that go together or not at all, and who makes way for them.
@Suite struct GangTests {
  /// Nodes of ten cores, each with units of these cores and priorities; and a gang of some of these.
  private struct House {
    var settled: Settled
    var gang: [Int]

    init(_ nodes: [[(cores: Int32, priority: Int16)]], gang: [Int32], priority: Int16 = 5) {
      var (cluster, workload) = (Cluster(), Workload())
      func demand(_ cores: Int32, _ priority: Int16) -> Demand {
        var demand = Demand(cpu: cores * 1_000, memory: 64)
        demand.priority = priority
        demand.group = GroupRule(priority == 0 ? "batch" : "web")
        return demand
      }
      for (number, units) in nodes.enumerated() {
        cluster.add("node-\(number)", NodeKind(cpu: 10_000, memory: 65_536))
        for unit in units {
          workload.add("unit-\(workload.count)", demand(unit.cores, unit.priority))
          workload.settle(workload.count - 1, on: number, devices: 0)
        }
      }
      self.gang = Array(workload.count..<workload.count + gang.count)
      for cores in gang { workload.add("unit-\(workload.count)", demand(cores, priority)) }
      settled = Settled(cluster, Workload())
      settled.placer = Placer(cluster, workload.demands, BestFit())
      settled.workload = workload
      for unit in 0..<workload.count {
        guard let node = workload.node(of: unit) else { continue }
        settled.placer.settle(shape: Int(workload.shapes[unit]), on: node, devices: 0)
      }
    }

    func plan(_ limits: DisruptionLimits = .init()) -> MovePlan {
      settled.placer.plan(gang: gang, of: settled.workload, drivingOut: limits)
    }

    func victims(_ limits: DisruptionLimits = .init()) -> [Int] { GangTests.victims(of: plan(limits)) }
  }

  private static func victims(of plan: MovePlan) -> [Int] {
    plan.moves.filter { if case .preempted = $0.motive { true } else { false } }.map(\.unit).sorted()
  }

  @Test func `where there is room nobody leaves`() {
    let house = House([[(6, 0)], [(6, 0)]], gang: [4, 4])
    #expect(house.plan().waves.count == 1 && house.plan().moves.map(\.target) == [0, 1])
  }

  @Test func `the fewest leave, and only with all of the gang placed`() {
    let house = House([[(6, 1), (2, 1)], [(8, 1)]], gang: [8, 2])
    #expect(house.victims() == [0])
    let plan = house.plan()
    #expect(plan.held.isEmpty && Set(plan.waves[1].map(\.unit)) == Set(house.gang))
    #expect(plan.waves[0].map(\.motive) == [.preempted(by: 3, priority: 5)])
  }

  @Test func `nobody leaves for a gang of which one finds no place`() {
    let house = House([[(6, 0)], [(6, 9)]], gang: [8, 8])
    let plan = house.plan()
    #expect(plan.moves.isEmpty && plan.held.map(\.unit) == house.gang)
    #expect(plan.held.allSatisfy { $0.refusal == .gang(missing: 2) })
  }

  @Test func `a gang is as urgent as the least urgent of it`() {
    var house = House([[(8, 5)]], gang: [8], priority: 5)
    #expect(house.plan().moves.isEmpty)
    house = House([[(8, 4)]], gang: [8], priority: 5)
    #expect(house.victims() == [0])
  }

  @Test func `who leaves goes elsewhere where there is room, and says why`() {
    let house = House([[(4, 0), (5, 9)], [(5, 9)]], gang: [5])
    #expect(house.plan().moves.map(\.target) == [1])
    let full = House([[(4, 0), (5, 9)], [(6, 9)]], gang: [5])
    let move = full.plan().waves[0][0]
    #expect(move.unit == 0 && move.origin == 0 && move.target == 1)
    #expect(move.motive.words(nodes: Names(), units: full.settled.workload.names).english.contains("unit-3"))
  }

  @Test func `no more of a group leave than its budget allows, nor more in all`() {
    let house = House([[(6, 0)], [(6, 0)]], gang: [8, 8])
    #expect(house.victims() == [0, 1])
    #expect(house.victims(DisruptionLimits(budgets: ["batch": 1])).isEmpty)
    #expect(house.victims(DisruptionLimits(budgets: ["batch": 2])) == [0, 1])
    #expect(house.victims(DisruptionLimits(atOnce: 1)).isEmpty)
  }

  @Test func `over clusters of chance no rule is broken and nobody leaves in vain`() {
    var (placed, driven) = (0, 0)
    for seed in UInt64(1)...300 {
      var settled = Settled(nodes: 8, units: 70, seed: seed)
      let waiting = (0..<70).filter { settled.workload.node(of: $0) == nil }
        .sorted { settled.workload.demand(of: $0).priority > settled.workload.demand(of: $1).priority }
      let gang = Array(waiting.prefix(1 + Int(seed % 4)))
      guard !gang.isEmpty else { continue }
      let limits = DisruptionLimits(budgets: ["even": Int(seed % 3)], atOnce: 6)
      let plan = settled.placer.plan(gang: gang, of: settled.workload, drivingOut: limits)
      let victims = Self.victims(of: plan)
      let priority = gang.map { settled.workload.demand(of: $0).priority }.min() ?? 0
      #expect(victims.count <= 6 && Set(victims).isDisjoint(with: gang), "seed \(seed)")
      #expect(victims.allSatisfy { settled.workload.demand(of: $0).priority < priority }, "seed \(seed)")
      let even = victims.count { settled.workload.demand(of: $0).group?.name == "even" }
      #expect(even <= Int(seed % 3), "seed \(seed)")
      let isWhole = Set(plan.moves.filter { $0.motive == .ganged }.map(\.unit)) == Set(gang)
      #expect(isWhole ? plan.held.isEmpty : plan.moves.isEmpty, "seed \(seed)")
      (placed, driven) = (placed + (isWhole ? 1 : 0), driven + victims.count)
      #expect(Self.idlers(plan, settled).isEmpty, "seed \(seed)")
      #expect(settled.faults(doing: plan).isEmpty, "seed \(seed)")
    }
    #expect(placed > 40 && driven > 60, "\(placed) \(driven)")
  }

  /// Those that leave though they would have had room where they were, beside the gang and whoever stays.
  private static func idlers(_ plan: MovePlan, _ settled: Settled) -> [Int] {
    let victims = victims(of: plan)
    var rooms = settled.placer.cluster.rooms
    let (workload, needs) = (settled.workload, settled.placer.needs)
    for victim in victims {
      rooms[workload.node(of: victim) ?? 0].release(
        needs[Int(workload.shapes[victim])], from: workload.devices[victim])
    }
    for move in plan.moves where move.motive == .ganged {
      rooms[move.target ?? 0].take(needs[Int(workload.shapes[move.unit])], on: move.devices)
    }
    return victims.filter { victim in
      let need = needs[Int(workload.shapes[victim])]
      var room = rooms[workload.node(of: victim) ?? 0]
      let mask = workload.devices[victim]
      let hasDevices = (0..<8).allSatisfy { mask & (1 << $0) == 0 || room.devices[$0] >= need.share }
      guard hasDevices else { return false }
      room.take(need, on: mask)
      return room.isSound
    }
  }
}
