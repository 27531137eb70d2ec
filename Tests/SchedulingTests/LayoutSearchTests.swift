import Basics
import Testing

@testable import Scheduling

/// A better layout of units that run already.
@Suite struct LayoutSearchTests {
  /// Some nodes with two units each, of which each has room for all.
  private static func sparse(_ nodes: Int) -> (cluster: Cluster, residents: [LayoutSearch.Resident]) {
    var (cluster, residents) = (Cluster(), [LayoutSearch.Resident]())
    for node in 0..<nodes {
      var kind = NodeKind(cpu: 16_000, memory: 65_536)
      kind.price = 800
      cluster.add("n\(node)", kind)
      for _ in 0..<2 {
        let demand = Demand(cpu: 500, memory: 2_048)
        cluster.occupy(node, cpu: demand.cpu, memory: demand.memory, units: 1)
        residents.append(.init(unit: residents.count, demand, on: node))
      }
    }
    return (cluster, residents)
  }

  private static func policy(_ cluster: Cluster) -> any Policy {
    LinearScore(Knowledge.tuned.weights, Mix(Workload()), cluster.kinds)
  }

  @Test func `units go together where that leaves nodes empty that cost something`() {
    let (cluster, residents) = Self.sparse(8)
    let search = LayoutSearch(cluster, residents, Self.policy, seed: 1)
    let gain = LayoutGain(cluster, search.moves)
    #expect(!search.moves.isEmpty && gain.isWorthIt && gain.saving > 0)
    #expect(gain.after.cost < gain.before.cost && gain.after.nodeHours < gain.before.nodeHours)
    #expect(Set(search.moves.map(\.resident.unit)).count == search.moves.count)
    #expect(search.moves.count <= LayoutSearch.settings.mostMoves)
  }

  @Test func `the same seed finds the same moves`() {
    let (cluster, residents) = Self.sparse(300)
    func moves(_ seed: UInt64) -> [[Int]] {
      LayoutSearch(cluster, residents, Self.policy, seed: seed).moves
        .map { [$0.resident.unit, $0.target] }
    }
    #expect(moves(3) == moves(3) && moves(3) != moves(4))
  }

  @Test func `a layout that is as good as it gets is left alone`() {
    var (cluster, residents) = Self.sparse(8)
    for _ in 0..<20 {
      let moves = LayoutSearch(cluster, residents, Self.policy, seed: 1).moves
      guard LayoutGain(cluster, moves).isWorthIt else { return }
      for move in moves {
        let demand = move.resident.demand
        cluster.occupy(move.resident.node, cpu: -demand.cpu, memory: -demand.memory, units: -1)
        cluster.occupy(move.target, cpu: demand.cpu, memory: demand.memory, units: 1)
        residents[move.resident.unit] = .init(unit: move.resident.unit, demand, on: move.target)
      }
    }
    Issue.record("twenty searches and no end")
  }

  @Test func `moves that gain less than they cost are not worth it`() {
    let (cluster, residents) = Self.sparse(4)
    let move = LayoutSearch.Relaid(residents[0], to: 1)
    #expect(!LayoutGain(cluster, [move]).isWorthIt)
  }
}
