import Basics
import Model
import Monitoring
import Scheduling
import Telemetry
import Testing

@testable import Engine

/// A unit that has just arrived takes its room once, whoever tells of it.
@Suite struct ArrivalTests {
  private static let gibibyte = 1_073_741_824.0
  private static let now = World.start

  /// A node of 8 cores and 16 GiB of which so many cores are busy.
  private static func node(busy: Double) -> NodeView {
    var node = NodeView(identifier: "n1", labels: ["instance": "n1"], lastSeen: now, trendLength: 1)
    (node.cores, node.memory) = (8, 16 * gibibyte)
    (node.vitals[.cpu], node.vitals[.memory]) = (Float(busy / 8), 0)
    return node
  }

  private static func unit(_ name: String, cores: Double?) -> UnitView {
    var unit = UnitView(node: "n1", name: name, since: now)
    (unit.cores, unit.memory) = (cores, 0)
    return unit
  }

  /// A unit of 2 cores on its way from one node to another.
  private static func migration(_ stage: Migration.Stage) -> Migration {
    Migration(
      number: 7, plan: 7, unit: "b", from: "n0", to: "n1", cause: .drain, motive: Bilingual(""),
      grounds: .init(policy: "v1", score: 0, terms: [], fitting: 1, nodes: 1, next: nil), cores: 2, memory: 0,
      plannedAt: now, startsAt: now, stage: stage, changedAt: now)
  }

  /// The thousandths of a core that are free, on a node that tells of 3 cores for another unit, once what is on its way
  /// has been taken away.
  private static func free(
    _ stage: Migration.Stage, tells: UnitView?, isUntold: Bool = false, busy: Double = 0
  ) -> Int32 {
    let units = [unit("a", cores: 3)] + [tells].compactMap { $0 }
    let arrivals = ClusterView.Arrivals(
      [migration(stage)], among: units, untold: isUntold ? ["n1/b"] : [])
    let view = ClusterView(of: [node(busy: busy)], units, arrivals, revision: 1, [:]) { _ in 0 }
    var relocation = Relocation(view, policy: "v1", failed: [:])
    relocation.reserve([migration(stage)])
    return relocation.view.cluster.rooms[0].free[.cpu]
  }

  @Test(arguments: [Migration.Stage.planned, .loading])
  func `what is on its way is reserved`(stage: Migration.Stage) {
    #expect(Self.free(stage, tells: nil) == 3_000)
  }

  @Test(arguments: [Migration.Stage.releasing, .done])
  func `what has arrived is counted once, though its node does not tell of it yet`(stage: Migration.Stage) {
    #expect(Self.free(stage, tells: Self.unit("b", cores: 2), isUntold: true) == 3_000)
  }

  @Test(arguments: [(nil, 3_000), (0.5, 3_000), (2, 3_000), (2.5, 2_500)] as [(Double?, Int32)])
  func `what its node tells of it counts, and until it tells of all, what it used before`(
    told: Double?, free: Int32
  ) {
    #expect(Self.free(.done, tells: Self.unit("b", cores: told)) == free)
  }

  @Test(arguments: [(2.0, 3_000), (3, 3_000), (5, 1_000), (6, 0)] as [(Double, Int32)])
  func `where more is measured than units tell of, what has arrived comes on top of it`(
    busy: Double, free: Int32
  ) {
    #expect(Self.free(.done, tells: Self.unit("b", cores: 2), isUntold: true, busy: busy) == free)
  }

  @Test func `in a drain no node is thought to have less room than it will have`() throws {
    var world = try ActWorld()
    world.pass(.minutes(1))
    let before = world.engine.units.cluster.used
    try world.order(.drain, Address(.node, world.snapshot.nodes[0].identifier))
    var seen = 0
    for _ in 0..<24 {
      world.pass(.seconds(5))
      let (view, book) = (world.engine.relocation.view, world.engine.acts.book)
      seen += view.arrived.count
      let coming = book.unfinished.filter { $0.stage == .planned || $0.stage == .loading }
      for (node, room) in view.cluster.rooms.enumerated() {
        let name = view.cluster.names[node]
        let reserved = coming.filter { $0.target == name }.reduce(Int32(0)) {
          $0 + Demand(using: .init(cores: $1.cores, memory: $1.memory)).cpu
        }
        let counted = world.engine.units.cluster.cluster.rooms[node].free[.cpu]
        #expect(counted - room.free[.cpu] == reserved, "\(name)")
      }
    }
    #expect(seen > 0)
    // Units that move take up no more than before, but for what they use from one moment to the next.
    #expect(world.engine.units.cluster.used.cores < before.cores * 1.1)
  }
}
