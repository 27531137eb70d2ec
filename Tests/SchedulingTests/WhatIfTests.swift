import Basics
import Synchronization
import Testing

@testable import Scheduling

/// What would become of the units if something came true.
@Suite struct WhatIfTests {
  /// Nodes of 4 cores and 8 GiB in two regions of two zones, with units of 1 core and 1 GiB, so many on each.
  private static func scene(_ counts: [Int], policy: String = "least-allocated", price: Int32 = 250)
    -> WhatIfScene
  {
    var (cluster, workload) = (Cluster(), Workload())
    for (node, count) in counts.enumerated() {
      var kind = NodeKind(cpu: 4_000, memory: 8_192)
      kind.region = ["east", "west"][node / 2 % 2]
      (kind.zone, kind.tier, kind.price) = (["a", "b"][node % 2], node == 3 ? .edge : .cloud, price)
      cluster.add("n\(node)", kind)
      for number in 0..<count {
        workload.add("n\(node)/u\(number)", Demand(cpu: 1_000, memory: 1_024))
        workload.settle(workload.count - 1, on: node, devices: 0)
      }
    }
    return WhatIfScene(cluster, workload, policy: policy)
  }

  private static func answer(_ question: String, _ scene: WhatIfScene) throws -> WhatIf {
    try WhatIf(WhatIfQuestion(question), of: scene)
  }

  /// Each move as `unit from>to`.
  private static func moves(_ answer: WhatIf) -> [String] {
    answer.moves.map { "\($0.unit) \($0.from ?? "")>\($0.to)" }
  }

  @Test func `the units of a lost node go elsewhere, and each says what its new node scored`() throws {
    let answer = try Self.answer("lose n0", Self.scene([2, 1, 0, 3]))
    #expect(Self.moves(answer) == ["n0/u0 n0>n2", "n0/u1 n0>n1"])
    #expect(answer.stranded.isEmpty)
    for move in answer.moves {
      let sum = move.grounds.terms.reduce(0) { $0 + $1.value }
      #expect(abs(sum - Double(move.grounds.score)) <= 1 && move.grounds.policy == "least-allocated")
      #expect(move.motive.english == "n0 is lost" && move.grounds.fitting == 3)
    }
    #expect(answer.moves[0].grounds.next?.node == "n1")
  }

  @Test func `before and after are told in units, nodes, load and price`() throws {
    let answer = try Self.answer("lose n0", Self.scene([2, 1, 0, 3]))
    let (before, after) = (answer.before, answer.after)
    #expect(before.nodes == 4 && before.nodesInUse == 3 && before.price == 1_000 && before.placed == 6)
    #expect(before.fullest == 0.75 && before.fullestNode == "n3" && before.mean == 6.0 / 16)
    #expect(after.nodes == 3 && after.nodesInUse == 3 && after.price == 750 && after.unplaced == 0)
    #expect(after.fullest == 0.75 && after.mean == 0.5)
  }

  @Test func `a unit without a place says why, and what is the smallest change that would fit`() throws {
    let answer = try Self.answer("lose n0", Self.scene([2, 4, 4, 4]))
    #expect(answer.moves.isEmpty && answer.stranded.map(\.unit) == ["n0/u0", "n0/u1"])
    #expect(answer.stranded.map(\.stays) == [false, false])
    #expect(answer.after.unplaced == 2 && answer.after.placed == 12)
    let first = try #require(answer.stranded.first)
    #expect(first.node == "n0" && first.reason.english.contains("0 of 4 nodes fit"))
    #expect(first.reason.english.contains("3 have too little CPU") && first.reason.chinese.contains("CPU不足"))
    #expect(first.change?.words.english == "would fit with CPU 0 cores" && first.change?.node == "n1")
  }

  @Test func `nodes are meant by name, region, zone and tier`() throws {
    let scene = Self.scene([1, 1, 1, 1])
    for (question, gone) in [
      ("lose n1", 1), ("lose n1, n2", 2), ("lose region=west", 2), ("lose zone=a", 2),
      ("lose zone=west/a", 1),
      ("lose tier=edge", 1), ("lose tier=edge, region=east; lose n2", 4), ("LOSE  n1 ;; lose n1", 1),
    ] {
      let after = try Self.answer(question, scene).after
      #expect(after.nodes == 4 - gone, "\(question)")
    }
  }

  @Test func `a drained node may go once it is empty, and is kept and paid for until it is`() throws {
    let emptied = try Self.answer("drain n0", Self.scene([2, 1, 0, 0]))
    #expect(emptied.after.nodes == 3 && emptied.after.price == 750 && emptied.moves.count == 2)
    #expect(emptied.moves[0].motive.english == "n0 is drained")
    let stuck = try Self.answer("drain n0", Self.scene([2, 4, 4, 3]))
    #expect(stuck.after.nodes == 4 && stuck.stranded.map(\.stays) == [true] && stuck.after.unplaced == 0)
  }

  @Test func `added nodes are like their model and take what else would have no place`() throws {
    let answer = try Self.answer("lose n0; add 1 node like n3", Self.scene([2, 4, 4, 4]))
    #expect(Self.moves(answer) == ["n0/u0 n0>n3+1", "n0/u1 n0>n3+1"] && answer.stranded.isEmpty)
    #expect(answer.after.nodes == 4 && answer.after.price == 1_000)
  }

  @Test func `added units ask what their model asks and come after all others`() throws {
    let answer = try Self.answer("add 3 units like u0; drain n0", Self.scene([1, 3, 3, 3]))
    #expect(Self.moves(answer) == ["n0/u0 n0>n1", "u0+1 >n2", "u0+2 >n3"])
    #expect(answer.stranded.map(\.unit) == ["u0+3"] && answer.after.unplaced == 1)
    #expect(answer.stranded[0].node == nil && answer.moves[1].from == nil)
  }

  @Test func `when all units grow, those leave whose node becomes too full, and no more of them`() throws {
    let answer = try Self.answer("grow 1.5x", Self.scene([4, 1, 0, 2]))
    // Of four units of 1.5 cores on 4 cores two leave.
    #expect(Self.moves(answer) == ["n0/u0 n0>n2", "n0/u1 n0>n1"])
    #expect(answer.moves[0].motive.english == "its node is 150 % full, the other will be 38 %")
    #expect(answer.after.fullest == 0.75 && answer.before.fullest == 1)
    let full = try Self.answer("grow +100%", Self.scene([4, 4, 4, 4]))
    #expect(full.moves.isEmpty && full.stranded.count == 8 && full.after.fullest == 2)
  }

  @Test func `the order in which changes are typed does not matter`() throws {
    let parts = ["lose n0", "grow 1.2x", "add 4 units like u0", "add 1 node like n3", "drain n1"]
    let plan = try Self.answer(parts.joined(separator: ";"), Self.scene([3, 2, 2, 2])).plan
    for turn in 1..<parts.count {
      let turned = (parts[turn...] + parts[..<turn]).joined(separator: "; ")
      #expect(try Self.answer(turned, Self.scene([3, 2, 2, 2])).plan == plan, "\(turned)")
    }
  }

  @Test func `a question reads back as it was written`() throws {
    for text in [
      "lose n1, region=eu-west, zone=\"a,b\", tier=edge", "drain \"n=1\"", "add 3 nodes like node 3 (job)",
      "add 20 units like text-003", "grow 1.25x", "lose n1; drain n2; grow 0.5x",
    ] {
      let question = try WhatIfQuestion(text)
      #expect(question.description == text)
      #expect(try WhatIfQuestion(question.description) == question)
    }
    #expect(try WhatIfQuestion("grow +25%").changes == [.grow(1.25)])
  }

  @Test(arguments: [
    "", " ; ", "explode n1", "lose", "lose colour=red", "lose tier=fog", "add n1", "add many nodes like n1",
    "add 3 nodes", "add 3 cats like n1", "add 0 nodes like n1", "add 99999999999999999999 units like u0",
    "add 1000000 nodes like n1", "grow", "grow much", "grow 0x", "grow 1000x", "grow infx", "grow -10x",
    "lose n9", "lose region=north", "drain zone=c", "add 1 node like n9", "add 1 unit like u9",
    "lose \u{1B}[31m", "grow 100%",
  ])
  func `what cannot be asked is refused in one clear sentence in both languages`(text: String) throws {
    let fault = #expect(throws: WhatIfFault.self) { try Self.answer(text, Self.scene([1, 1])) }
    let words = try #require(fault?.words)
    #expect(!words.english.isEmpty && !words.chinese.isEmpty && words.english != words.chinese)
    #expect(!words.english.contains("\n") && !words.english.contains("\u{1B}"))
  }

  @Test func `a scene without nodes, of an unknown policy or beyond counting is refused`() throws {
    #expect(throws: WhatIfFault.self) { try Self.answer("grow 2x", Self.scene([])) }
    #expect(throws: WhatIfFault.self) { try Self.answer("grow 2x", Self.scene([1], policy: "luck")) }
    var (cluster, workload) = (Cluster(), Workload())
    cluster.add("n0", NodeKind(cpu: 4_000, memory: 8_192))
    for number in 0..<3 {
      workload.add("u\(number)", Demand(cpu: 900_000_000, memory: 1))
      workload.settle(number, on: 0, devices: 0)
    }
    let scene = WhatIfScene(cluster, workload, policy: "v1")
    #expect(throws: WhatIfFault.self) { try Self.answer("lose n0", scene) }
  }

  @Test(arguments: ["lose n0", "drain n0", "grow 3x", "add 9 units like u0"])
  func `nothing is worked out any further once nobody waits for it`(question: String) throws {
    let scene = Self.scene([4, 2, 1, 4])
    let asked = Mutex(0)
    _ = try WhatIf(WhatIfQuestion(question), of: scene) {
      asked.withLock { $0 += 1 }
      return true
    }
    let all = asked.withLock { $0 }
    #expect(all >= 4)
    for patience in 0..<all {
      let left = Mutex(patience)
      let fault = #expect(throws: WhatIfFault.self) {
        try WhatIf(WhatIfQuestion(question), of: scene) {
          left.withLock { left in
            left -= 1
            return left >= 0
          }
        }
      }
      #expect(fault == .stopped)
      // A plan that was cut short is not followed: no more is asked than for it to be seen.
      #expect(left.withLock { $0 } >= -3, "\(patience)")
    }
  }

  @Test func `a less urgent unit that has to wait for a lost one is told of`() throws {
    var scene = Self.scene([0, 0])
    var (cluster, workload) = (scene.cluster, Workload())
    cluster.set(.ready, of: 0)
    var urgent = Demand(cpu: 4_000, memory: 4_096)
    urgent.priority = 5
    for (node, demand) in [urgent, Demand(cpu: 3_000, memory: 1_024)].enumerated() {
      workload.add("n\(node)/u", demand)
      workload.settle(node, on: node, devices: 0)
    }
    scene = WhatIfScene(cluster, workload, policy: "v1")
    let answer = try Self.answer("lose n0", scene)
    #expect(Self.moves(answer) == ["n0/u n0>n1"] && answer.stranded.map(\.unit) == ["n1/u"])
    #expect(answer.stranded[0].reason.english.contains("n0/u of priority 5 needs its room"))
  }

  @Test(arguments: UInt64(1)...40)
  func `every unit is told of once, nothing goes where it does not fit, and the same again`(seed: UInt64)
    throws
  {
    var chance = Chance(seed: seed)
    let scene = Self.chanceScene(seed, &chance)
    let question = [
      "lose region=r0", "drain n3, n5", "grow 1.3x", "add 9 units like u0", "add 2 nodes like n1",
    ]
    .filter { _ in chance.happens(0.6) }
    guard !question.isEmpty else { return }
    let answer = try WhatIf(WhatIfQuestion(question), of: scene)
    #expect(try WhatIf(WhatIfQuestion(question), of: scene).plan == answer.plan)
    let told = answer.moves.map(\.unit) + answer.stranded.map(\.unit)
    #expect(Set(told).count == told.count)
    #expect(answer.after.placed + answer.after.unplaced == Self.count(question, scene))
    let lost = question.contains("lose region=r0")
    for move in answer.moves {
      #expect(move.from != move.to && move.grounds.fitting > 0)
      #expect(!lost || Self.region(of: move.to, scene) != "r0", "\(move)")
    }
    #expect(answer.after.fullest <= max(1, answer.before.fullest) || !answer.stranded.isEmpty)
  }

  private static func chanceScene(_ seed: UInt64, _ chance: inout Chance) -> WhatIfScene {
    var (cluster, workload) = (Cluster(), Workload())
    for node in 0..<12 {
      var kind = NodeKind(
        cpu: Int32(1 + chance.next() % 3) * 4_000, memory: Int32(1 + chance.next() % 3) * 8_192)
      (kind.region, kind.price) = ("r\(node % 3)", Int32(chance.next() % 900))
      cluster.add("n\(node)", kind)
      if chance.happens(0.1) { cluster.set(.cordoned, of: node) }
    }
    let policies = Policies.withoutGPUs(cluster).map(\.name)
    let policy = policies[Int(chance.next() % UInt64(policies.count))]
    var placer = Placer(cluster, [], BestFit())
    for unit in 0..<Int(20 + chance.next() % 40) {
      let demand = Demand(
        cpu: Int32(1 + chance.next() % 30) * 100, memory: Int32(1 + chance.next() % 40) * 100)
      workload.add("u\(unit)", demand)
      placer = Placer(placer.cluster, [demand], BestFit())
      if let node = placer.place(unit, shape: 0).node { workload.settle(unit, on: node, devices: 0) }
    }
    return WhatIfScene(cluster, workload, policy: policy)
  }

  private static func count(_ question: [String], _ scene: WhatIfScene) -> Int {
    scene.workload.count + (question.contains { $0.hasPrefix("add 9 units") } ? 9 : 0)
  }

  private static func region(of name: String, _ scene: WhatIfScene) -> String? {
    scene.cluster.rooms.indices.first { scene.cluster.names[$0] == name }.map {
      scene.cluster.kind(of: $0).region
    }
  }
}
