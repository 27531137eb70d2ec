@testable import Scheduling

/// The least that nodes can cost on which all units fit, by trying everything that may still be better (branch
/// and bound). For a few units without shares of GPUs.
struct ExactLayout {
  /// Nil where the units do not fit.
  private(set) var cost: Double?
  private let prices: [Double]
  private let needs: [Need]
  private var rooms: [Room]

  init(_ cluster: Cluster, _ demands: [Demand]) {
    rooms = cluster.rooms
    prices = cluster.rooms.indices.map { Double(cluster.kind(of: $0).price) }
    let largest = demands.sorted { ($1.gpu, $1.cpu, $1.memory) < ($0.gpu, $0.cpu, $0.memory) }
    let counts = cluster.countsByKind
    needs = largest.enumerated().map { Need($1, shape: $0, kinds: cluster.kinds, counts: counts) }
    place(0, spent: 0)
  }

  private mutating func place(_ number: Int, spent: Double) {
    guard spent < cost ?? .infinity else { return }
    guard number < needs.count else {
      cost = spent
      return
    }
    var opened: Set<UInt16> = []
    for node in rooms.indices where needs[number].fits(rooms[node]) {
      // Empty nodes of a kind are alike, so that one of them is enough.
      let isEmpty = rooms[node].units == 0
      if isEmpty, !opened.insert(rooms[node].kind).inserted { continue }
      let (before, mask) = (rooms[node], rooms[node].tightest(for: needs[number]))
      rooms[node].take(needs[number], on: mask)
      place(number + 1, spent: spent + (isEmpty ? prices[node] : 0))
      rooms[node] = before
    }
  }
}
