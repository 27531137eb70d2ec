import Basics
import Model
import Scheduling

extension Relocation {
  /// A unit that is to be only stored, and why that one.
  struct Departure {
    let unit: UnitView
    let motive: Bilingual
    /// How many units stay where it is, itself among them.
    let beside: Int
    /// Of how many it was chosen.
    let candidates: Int

    init(unit: UnitView, motive: Bilingual, beside: Int, of candidates: Int) {
      (self.unit, self.motive, self.beside, self.candidates) = (unit, motive, beside, candidates)
    }

    var grounds: Migration.Grounds {
      let term = Term(english: "units on its node", chinese: "所在节点单元数", Double(beside))
      return Migration.Grounds(
        policy: "", score: Int32(clamping: beside), terms: [term], fitting: candidates, nodes: candidates,
        next: nil)
    }
  }

  /// Nodes for units that are brought back from where they are stored.
  func materialise(_ units: [UnitView], _ motive: Bilingual) -> (found: [Found], held: [Held]) {
    let pieces = units.map(Piece.init)
    var placer = placer(pieces)
    var (found, held) = ([Found](), [Held]())
    for (shape, piece) in pieces.enumerated() {
      if let place = place(piece, shape: shape, motive, &placer) {
        found.append(place)
      } else {
        held.append(Held(unit: piece.unit, reason: .list(placer.explain(shape: shape, best: 1).words)))
      }
    }
    return (found, held)
  }

  /// The fewest less urgent units that have to go so that units find room, for a few of those at a time.
  /// - Parameter others: the units that may have to go.
  func makeRoom(for units: [UnitView], among others: [UnitView]) -> [Departure] {
    let most = units.map(\.priority).max() ?? .min
    let lesser = others.filter { $0.priority < most && view.number(of: $0.node) != nil }
    guard !lesser.isEmpty else { return [] }
    let waiting = units.sorted { ($1.priority, $0.identifier) < ($0.priority, $1.identifier) }
      .prefix(Self.waiting)
    var workload = Workload()
    for (number, one) in lesser.enumerated() {
      workload.add(one.name, one.demand)
      if let node = view.number(of: one.node) { workload.settle(number, on: node, devices: 0) }
    }
    for unit in waiting { workload.add(unit.name, unit.demand) }
    var placer = view.placer(for: workload.demands, chosen)
    let residents = Residents(workload, nodes: view.cluster.count)
    var (gone, departures) = (Set<Int>(), [Departure]())
    for (unit, number) in zip(waiting, lesser.count...) {
      leave(Piece(unit), shape: Int(workload.shapes[number]), &placer)
      let room = placer.preemption(for: number, of: workload, residents, sparing: gone.contains)
      guard let room else { continue }
      let motive = Self.makesRoom(for: unit)
      for victim in room.victims {
        gone.insert(victim)
        placer.remove(shape: Int(workload.shapes[victim]), from: room.node, devices: 0)
        departures.append(
          Departure(
            unit: lesser[victim], motive: motive, beside: residents[room.node].count, of: lesser.count))
      }
      placer.settle(shape: Int(workload.shapes[number]), on: room.node, devices: 0)
    }
    return departures
  }

  /// For so many room is made at a time.
  private static let waiting = 16

  private static func makesRoom(for unit: UnitView) -> Bilingual {
    guard let urgency = unit.serviceClass else {
      return Bilingual(
        english: "\(unit.name) of priority \(unit.priority) needs its room",
        chinese: "优先级 \(unit.priority) 的单元 \(unit.name) 需要其资源")
    }
    return Bilingual(
      english: "\(unit.name) is \(urgency.name.english) and needs its room",
      chinese: "\(urgency.name.chinese)单元 \(unit.name) 需要其资源")
  }
}
