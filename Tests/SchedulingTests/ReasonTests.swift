import Basics
import Testing

@testable import Scheduling

/// Why here, why not there, and what would fit.
@Suite struct ReasonTests {
  @Test func `everything against a node is told, in both languages`() {
    var kind = NodeKind(cpu: 4_000, memory: 8_192, gpus: 1)
    kind.gpuModel = "T4"
    kind.taints = ["spot"]
    var cluster = Cluster()
    cluster.add("node", kind)
    cluster.set(.draining, of: 0)
    var demand = Demand(cpu: 6_500, memory: 1_024, gpus: 2)
    demand.models = ["A10"]
    demand.labels = ["disk": "fast"]
    let placer = Placer(cluster, [demand], BestFit())
    let refusals = placer.refusals(shape: 0, on: 0)
    #expect(
      refusals == [
        .state(.draining), .model("T4"), .label("disk", "fast"), .taint("spot"), .lacks(.cpu, 2_500),
        .lacks(.gpu, 1_000), .lacks(.wholeDevices, 1),
      ])
    #expect(refusals[4].words == Bilingual(english: "CPU: 2.5 cores short", chinese: "CPU：缺 2.5 核"))
    #expect(refusals.allSatisfy { !$0.words.english.isEmpty && !$0.words.chinese.isEmpty })
  }

  @Test func `the node a unit goes to is the first candidate, and the counts add up`() {
    let cluster = Samples.cluster(80, seed: 5)
    let workload = Samples.workload(Samples.demands(7, seed: 5), 150)
    for policy in Policies.all(Mix(workload), cluster) where policy.isSteady {
      var placer = Placer(cluster, workload.demands, policy)
      for unit in 0..<workload.count {
        let shape = Int(workload.shapes[unit])
        let explanation = placer.explain(shape: shape)
        let fitting = cluster.rooms.indices.count { placer.refusals(shape: shape, on: $0).isEmpty }
        #expect(explanation.fitting == fitting)
        #expect(explanation.candidates.first?.node == placer.place(unit, shape: shape).node)
        #expect(explanation.candidates.map(\.score) == explanation.candidates.map(\.score).sorted(by: >))
      }
    }
  }

  @Test func `the terms of a score add up to it`() {
    let cluster = Samples.cluster(20, seed: 2)
    let demands = Samples.demands(5, seed: 2)
    let mix = Mix(Samples.workload(demands, 50))
    for name in ["best-fit", "worst-fit", "dotprod", "cost", "foresight"] {
      guard let policy = Policies.named(name, mix, cluster) else {
        Issue.record("there is no policy \(name)")
        continue
      }
      var placer = Placer(cluster, demands, policy)
      for shape in demands.indices {
        for candidate in placer.explain(shape: shape).candidates {
          let sum = candidate.terms.reduce(0) { $0 + $1.value }
          #expect(abs(sum - Double(candidate.score)) <= 1, "\(name): \(sum), \(candidate.score)")
        }
      }
    }
  }

  @Test func `after the smallest change the unit fits on the node that was named`() {
    for seed in UInt64(1)...30 {
      let cluster = Samples.cluster(20, seed: seed)
      var demand = Demand(cpu: 70_000, memory: 200_000, gpus: Int(seed % 3))
      demand.models = seed % 2 == 0 ? ["T4"] : []
      guard let relaxation = Placer(cluster, [demand], BestFit()).relaxation(shape: 0) else {
        Issue.record("nothing would fit, seed \(seed)")
        continue
      }
      for change in relaxation.changes { demand.ask(for: change.amount, of: change.resource) }
      for refusal in relaxation.lifted { demand.lift(refusal) }
      let refusals = Placer(cluster, [demand], BestFit()).refusals(shape: 0, on: relaxation.node)
      #expect(refusals.isEmpty, "seed \(seed): \(refusals)")
    }
  }

  @Test func `the smallest change gives up as little as can be`() {
    var cluster = Cluster()
    cluster.add("far", NodeKind(cpu: 4_000, memory: 65_536))
    cluster.add("near", NodeKind(cpu: 9_000, memory: 65_536))
    let relaxation = Placer(cluster, [Demand(cpu: 10_000, memory: 1_024)], BestFit()).relaxation(shape: 0)
    #expect(relaxation?.node == 1 && relaxation?.changes.first?.amount == 9_000)
    #expect(relaxation?.words.english == "would fit with CPU 9 cores")
  }
}

extension Demand {
  fileprivate mutating func ask(for amount: Int32, of resource: Resource) {
    switch resource {
    case .cpu: cpu = amount
    case .memory: memory = amount
    case .device: share = amount
    case .wholeDevices: self = Demand(cpu: cpu, memory: memory, gpus: Int(amount))
    case .bandwidth: bandwidth = amount
    case .disk: disk = amount
    case .gpu, .slots: break
    }
  }

  fileprivate mutating func lift(_ refusal: Refusal) {
    switch refusal {
    case .model: models = []
    case .label(let name, _): labels[name] = nil
    case .taint(let taint): tolerations.insert(taint)
    case .state, .lacks, .scattered, .apart, .together, .spread, .nowhere, .budget, .quota, .gang: break
    }
  }
}
