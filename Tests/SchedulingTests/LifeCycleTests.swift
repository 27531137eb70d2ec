import Basics
import Scheduling
import Testing

/// Resident or ghost.
@Suite struct LifeCycleTests {
  /// Every edge, written once more: from, event, to.
  private let edges: Set<[String]> = [
    ["ghost", "requested", "materialising"], ["materialising", "loaded", "resident"],
    ["materialising", "failed", "ghost"], ["materialising", "idled", "ghost"],
    ["materialising", "nodeLost", "ghost"], ["resident", "idled", "evicting"],
    ["resident", "nodeLost", "ghost"], ["evicting", "requested", "resident"],
    ["evicting", "stored", "ghost"],
    ["evicting", "nodeLost", "ghost"],
  ]

  @Test func `a hundred thousand events of chance go along legal edges alone, and along all of them`() {
    var (chance, state) = (Chance(seed: 1), LifeCycle.ghost)
    var seen: Set<[String]> = []
    for _ in 0..<100_000 {
      let event = LifeCycle.Event.allCases[Int(chance.next() % UInt64(LifeCycle.Event.allCases.count))]
      guard let next = state.after(event) else { continue }
      seen.insert(["\(state)", "\(event)", "\(next)"])
      state = next
    }
    #expect(seen == edges)
  }

  @Test func `only a ghost holds no room`() {
    #expect(LifeCycle.allCases.filter { !$0.holdsRoom } == [.ghost])
  }

  @Test func `an idle unit costs its place at the edge and nothing else, to the trillionth`() throws {
    let room = try #require(Money(decimal: "0.0968125", currency: "USD"))
    let storage = try #require(Money(decimal: "0.000126", currency: "USD"))
    let tariff = UnitTariff(room: room, storage: storage)
    #expect(tariff.charge(.ghost, for: .hours(1)) == storage)
    #expect(tariff.charge(.ghost, for: .hours(24)) == storage * 24)
    #expect(tariff.charge(.ghost, for: .minutes(1)).decimal == "0.0000021")
    for state in [LifeCycle.materialising, .resident, .evicting] {
      #expect(tariff.charge(state, for: .hours(1)) == room + storage)
    }
  }
}
