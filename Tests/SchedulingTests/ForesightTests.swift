import Basics
import Testing

@testable import Scheduling

/// The policy that looks ahead, and the mathematics under it.
@Suite struct ForesightTests {
  @Test func `a linear programme is solved`() {
    var simplex = Simplex(limits: [4, 12, 18])
    simplex.add([1, 0, 3], gain: 3)
    simplex.add([0, 2, 2], gain: 5)
    simplex.solve()
    #expect(abs(simplex.value - 36) < 1e-9)
    #expect(zip(simplex.prices, [0, 1.5, 1]).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  @Test func `a column added after solving is made use of`() {
    var simplex = Simplex(limits: [4, 12, 18])
    simplex.add([1, 0, 3], gain: 3)
    simplex.solve()
    #expect(abs(simplex.value - 12) < 1e-9)
    simplex.add([0, 2, 2], gain: 5)
    simplex.solve()
    #expect(abs(simplex.value - 36) < 1e-9)
  }

  @Test func `the best filling is what trying everything finds`() {
    for seed in UInt64(1)...20 {
      var chance = Chance(seed: seed)
      let items = (0..<4).map { number in
        Prospect.Item(
          steps: Int(1 + chance.next() % 6), gpus: number == 0 ? 0 : number == 3 ? 2 : 1,
          share: number == 1 ? Int(20 + chance.next() % 70) : 100, value: Int32(10 + chance.next() % 90))
      }
      let prospect = Prospect(items, step: 1_000, steps: 12)
      for devices in [[100, 100], [100, 60], [70, 50], [40], []] {
        var left = SIMD8<UInt16>.zero
        for (place, hundredths) in devices.enumerated() { left[place] = UInt16(hundredths * 10) }
        let amounts = Amounts(9_500, 0, 0, 0, 0, 0, 0, 0)
        #expect(prospect.worth(amounts, left) == Self.most(items, 9, devices), "seed \(seed), \(devices)")
      }
    }
  }

  private static func most(_ items: [Prospect.Item], _ steps: Int, _ devices: [Int]) -> Int32 {
    items.reduce(0) { best, item in
      guard item.steps <= steps else { return best }
      var left = devices
      for _ in 0..<item.gpus {
        guard
          let place = left.indices.filter({ left[$0] >= item.share && (item.gpus == 1 || left[$0] == 100) })
            .min(by: { (item.gpus == 1 ? left[$0] : 0, $0) < (item.gpus == 1 ? left[$1] : 0, $1) })
        else { return best }
        left[place] -= item.share
      }
      let others = item.gpus == 1 ? devices.indices.filter { devices[$0] >= item.share } : [-1]
      return others.reduce(best) { best, place in
        var rest = left
        if place >= 0 {
          rest = devices
          rest[place] -= item.share
        }
        return max(best, item.value + most(items, steps - item.steps, rest))
      }
    }
  }

  @Test func `shares are put where a whole device stays free`() throws {
    var cluster = Cluster()
    for node in 0..<4 { cluster.add("node-\(node)", NodeKind(cpu: 32_000, memory: 65_536, gpus: 4)) }
    let demands = [
      Demand(cpu: 2_000, memory: 1_024, gpus: 1, share: 500), Demand(cpu: 8_000, memory: 4_096, gpus: 1),
    ]
    let workload = Samples.workload(demands, 40)
    let policy = try #require(Policies.named("foresight", Mix(workload), cluster))
    var placer = Placer(cluster, workload.demands, policy)
    for unit in 0..<16 { _ = placer.place(unit, shape: 0) }
    let whole = placer.cluster.rooms.reduce(0) { $0 + $1.free[.wholeDevices] }
    #expect(whole == 8)
  }

  @Test func `nodes that a rare demand depends on are spared while others will do`() throws {
    var cluster = Cluster()
    for node in 0..<8 {
      cluster.add("node-\(node)", NodeKind(cpu: node % 4 == 0 ? 64_000 : 32_000, memory: 65_536, gpus: 4))
    }
    let demands = [Demand(cpu: 6_000, memory: 1_024, gpus: 1), Demand(cpu: 60_000, memory: 4_096, gpus: 4)]
    var workload = Workload()
    for unit in 0..<50 { workload.add("unit-\(unit)", demands[unit % 16 == 0 ? 1 : 0]) }
    let policy = try #require(Policies.named("foresight", Mix(workload), cluster))
    var placer = Placer(cluster, workload.demands, policy)
    let common = try #require(workload.demands.firstIndex(of: demands[0]))
    for unit in 0..<24 { #expect(placer.place(unit, shape: common).node.map { $0 % 4 != 0 } == true) }
    for unit in 24..<26 { #expect(placer.place(unit, shape: 1 - common).node != nil) }
    #expect(placer.place(26, shape: common).node == nil)
  }
}
