import Basics
import Testing

@testable import Scheduling

/// Nodes that are emptied, or lost.
@Suite struct DrainTests {
  @Test func `a drain leaves nothing behind but what it says, and breaks no rule at any moment`() {
    for seed in UInt64(1)...60 {
      var settled = Settled(nodes: 16, units: 60, seed: seed)
      let limits = DisruptionLimits(budgets: ["free": 2, "even": 1], atOnce: 4)
      let plan = settled.placer.drain([1, 4, 7], of: settled.workload, limits)
      #expect(plan == settled.placer.drain([1, 4, 7], of: settled.workload, limits), "seed \(seed)")
      #expect(plan.waves.allSatisfy { $0.count <= 4 && !$0.isEmpty })
      for wave in plan.waves {
        let groups = wave.map { settled.workload.demand(of: $0.unit).group?.name }
        #expect(groups.count { $0 == "even" } <= 1 && groups.count { $0 == "free" } <= 2, "seed \(seed)")
      }
      #expect(settled.faults(doing: plan).isEmpty, "seed \(seed)")
      let left = (0..<60).filter { [1, 4, 7].contains(settled.workload.node(of: $0)) }
      #expect(Set(left) == Set(plan.held.map(\.unit)), "seed \(seed)")
    }
  }

  @Test func `a group with no budget left keeps its units where they are, and says so`() {
    let settled = Settled(nodes: 16, units: 40, seed: 2)
    let plan = settled.placer.drain(
      Array(0..<16), of: settled.workload, DisruptionLimits(budgets: ["free": 0]))
    let held = plan.held.filter { settled.workload.demand(of: $0.unit).group?.name == "free" }
    #expect(!held.isEmpty && held.allSatisfy { $0.refusal == .budget("free") })
    #expect(!plan.moves.contains { settled.workload.demand(of: $0.unit).group?.name == "free" })
  }

  @Test func `units of lost nodes go elsewhere, and less urgent ones make way for the rest`() {
    var preempted = 0
    for seed in UInt64(1)...60 {
      var settled = Settled(nodes: 9, units: 70, seed: seed)
      let lost = [0, 3, 6]
      let plan = settled.placer.failover(lost, of: settled.workload)
      for node in lost { settled.placer.set(.lost, of: node) }
      preempted += plan.moves.count { if case .preempted = $0.motive { true } else { false } }
      let stranded = (0..<70).filter { settled.workload.node(of: $0).map(lost.contains) ?? false }
      #expect(settled.faults(doing: plan).isEmpty, "seed \(seed)")
      let resting = stranded.filter { settled.workload.node(of: $0).map(lost.contains) ?? false }
      #expect(Set(resting) == Set(plan.held.map(\.unit)), "seed \(seed)")
    }
    #expect(preempted > 20)
  }

  @Test func `a failover spares groups that have no budget left`() {
    for seed in UInt64(1)...30 {
      let settled = Settled(nodes: 9, units: 70, seed: seed)
      let plan = settled.placer.failover(
        [0, 3, 6], of: settled.workload, DisruptionLimits(budgets: ["free": 0]))
      for move in plan.moves {
        guard case .preempted = move.motive else { continue }
        #expect(settled.workload.demand(of: move.unit).group?.name != "free", "seed \(seed)")
      }
    }
  }

  @Test func `every motive and refusal of an act is told in both languages`() {
    var names = Names()
    names.append("alpha")
    let motives: [Motive] = [
      .drained(node: 0), .lost(node: 0), .preempted(by: 0, priority: 7), .balanced(from: 91, to: 60),
      .consolidated(node: 0), .stepsAside,
    ]
    let words = motives.map { $0.words(nodes: names, units: names) }
    let refusals: [Refusal] = [.nowhere, .budget("web"), .quota("team", .gpu, 2_000), .gang(missing: 3)]
    for said in words + refusals.map(\.words) { #expect(!said.english.isEmpty && !said.chinese.isEmpty) }
    #expect(words[2].english == "alpha of priority 7 needs its room")
    #expect(refusals[2].words.english == "queue team, GPU: 2 GPU over its quota")
  }
}
