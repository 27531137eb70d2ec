import Basics
import Testing

@testable import Scheduling

/// What is learned from units that a live scheduler gave new places.
@Suite struct BatchLearnerTests {
  /// Dear nodes first, some of them in use, and cheap ones that have room.
  private static let cluster: Cluster = {
    var cluster = Cluster()
    for number in 0..<12 {
      var kind = NodeKind(cpu: 16_000, memory: 65_536)
      kind.price = number < 6 ? 2_000 : 400
      cluster.add("node-\(number)", kind)
      if number % 3 == 0 { cluster.occupy(number, cpu: 4_000, memory: 16_384, units: 3) }
    }
    return cluster
  }()

  private static let units = (0..<3).map { _ in (demand: Demand(cpu: 1_000, memory: 4_096), node: 0) }
  private static let batch = Batch(cluster, units)
  private static let context = Context([1, 0, 0.3, 0.5])

  /// One that saves and one that wastes.
  private static let thrifty = Knowledge.Way(
    name: "thrifty", weights: Weights([.load: 1, .price: -4, .opening: -2]))
  private static let lavish = Knowledge.Way(name: "lavish", weights: Weights([.price: 4, .load: -1]))

  private static func taught(
    _ ways: [Knowledge.Way], batches: Int = BatchLearner.length
  ) -> (learner: BatchLearner, promotions: [Promotion]) {
    var learner = BatchLearner(Knowledge(ways))
    let promotions = (0..<batches).compactMap { _ in learner.learn(from: batch, by: "v2", in: context) }
    return (learner, promotions)
  }

  @Test func `a challenger that has cost less over a trial serves from then on`() throws {
    let (learner, promotions) = Self.taught([Self.lavish, Self.thrifty])
    let promotion = try #require(promotions.first)
    #expect(promotions.count == 1 && promotion.from == "lavish" && promotion.to == "thrifty")
    #expect(promotion.saving > BatchLearner.margin && promotion.time == BatchLearner.length)
    #expect(learner.comparisons.isEmpty && learner.violation(of: Guardrails()) == nil)
    #expect(learner.learned == Self.thrifty.weights && learner.serving("v3", in: Self.context) == 1)
    #expect(learner.knowledge.bandit.tries == [12, 12])
    let costs = (0..<2).map { learner.knowledge.bandit.expected($0, in: Self.context) }
    #expect(costs[1] < costs[0])
  }

  @Test func `a challenger that has cost more serves nobody, however long it is tried`() {
    let (learner, promotions) = Self.taught([Self.thrifty, Self.lavish], batches: 60)
    #expect(promotions.isEmpty && learner.learned == nil && learner.knowledge.serving == 0)
    #expect(learner.batches == 60)
  }

  @Test func `nothing is promoted before a trial is over`() {
    let (learner, promotions) = Self.taught([Self.lavish, Self.thrifty], batches: BatchLearner.length - 1)
    #expect(promotions.isEmpty && learner.learned == nil)
    #expect((learner.trial?.saving ?? 0) > BatchLearner.margin)
  }

  @Test func `the same batches teach the same`() {
    let (one, other) = (Self.taught(Knowledge.tuned.ways), Self.taught(Knowledge.tuned.ways))
    #expect(one.learner.value.compact == other.learner.value.compact)
  }

  @Test func `what was learned is read back as it was, also in the middle of a trial`() throws {
    for batches in [0, 5, BatchLearner.length, BatchLearner.length + 3] {
      let learner = Self.taught([Self.lavish, Self.thrifty], batches: batches).learner
      let text = learner.value.compact
      let read = try BatchLearner(JSONReader.read(Array(text.utf8), name: "learning"))
      #expect(read.value.compact == text && read.learned == learner.learned && read.trial == learner.trial)
    }
  }

  @Test func `before anything is promoted each generation goes by what it was tuned to`() {
    let learner = BatchLearner()
    #expect(learner.serving("v2", in: Self.context) == Knowledge.tuned.serving)
    #expect(learner.serving("v3", in: Self.context) == Selection.tuned.way(in: Self.context))
  }

  @Test func `a way that keeps costing more than the first generation hits the guardrail`() throws {
    let (learner, _) = Self.taught([Self.lavish, Self.lavish], batches: BatchLearner.fewest)
    guard case .worse(let part, let most) = try #require(learner.violation(of: Guardrails())) else {
      Issue.record("another guardrail")
      return
    }
    #expect(part > most && most == 0.1)
    var early = Self.taught([Self.lavish, Self.lavish], batches: BatchLearner.fewest - 1).learner
    #expect(early.violation(of: Guardrails()) == nil)
    early.forgive()
    #expect(early.comparisons.isEmpty)
    #expect(Self.taught([Self.thrifty, Self.thrifty]).learner.violation(of: Guardrails()) == nil)
  }

  @Test func `a batch leaves the cluster it was taken from as it was`() {
    let before = Self.cluster
    let policy = LinearScore(Self.thrifty.weights, Mix(Workload()), before.kinds)
    let first = Self.batch.cost(by: policy, Objective())
    #expect(Self.batch.cost(by: policy, Objective()) == first)
    for node in before.rooms.indices {
      #expect(Self.cluster.rooms[node].free == before.rooms[node].free)
      #expect(Self.cluster.rooms[node].units == before.rooms[node].units)
    }
    // Only the node they leave is another one, and takes nobody.
    #expect(Self.batch.cluster.rooms[0].units == 0 && Self.batch.cluster.rooms[0].state == .cordoned)
  }

  @Test func `of a great batch on a great fleet only the first are placed again`() {
    var cluster = Cluster()
    for number in 0..<10_000 { cluster.add("n\(number)", NodeKind(cpu: 16_000, memory: 65_536)) }
    let units = (0..<500).map { (demand: Demand(cpu: 100 + Int32($0), memory: 512), node: $0) }
    #expect(Batch(cluster, units).demands.count == 30)
    #expect(Batch(Self.cluster, units.map { ($0.demand, 0) }).demands.count == 500)
  }

  @Test(arguments: [
    Violation.moves(50, most: 48), .cost(12_345.5, most: 9_000), .worse(0.25, most: 0.1),
  ])
  func `a guardrail that was hit is kept as text and read back`(violation: Violation) {
    #expect(Violation(fields: violation.fields) == violation)
    #expect(violation.words.english.contains("v1 have taken over") && violation.words.chinese.contains("v1"))
    #expect(Violation(fields: violation.fields.merging(["value": "1e999"]) { $1 }) == nil)
  }
}
