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
  /// - Parameter others: the units that may have to go, with how urgent they are.
  func makeRoom(
    for units: [UnitView], _ urgency: ServiceClass, among others: [(unit: UnitView, priority: Int16)]
  ) -> [Departure] {
    let lesser = others.filter { $0.priority < urgency.priority && view.number(of: $0.unit.node) != nil }
    guard !lesser.isEmpty else { return [] }
    var workload = Workload()
    for (number, one) in lesser.enumerated() {
      workload.add(one.unit.name, Piece(one.unit).demand(of: one.priority))
      if let node = view.number(of: one.unit.node) { workload.settle(number, on: node, devices: 0) }
    }
    for unit in units.prefix(Self.waiting) {
      workload.add(unit.name, Piece(unit).demand(of: urgency.priority))
    }
    var placer = Placer(view.cluster, workload.demands, chosen)
    let residents = Residents(workload, nodes: view.cluster.count)
    var (gone, departures) = (Set<Int>(), [Departure]())
    for waiting in lesser.count..<workload.count {
      let room = placer.preemption(for: waiting, of: workload, residents, sparing: gone.contains)
      guard let room else { continue }
      let motive = Self.makesRoom(for: workload.names[waiting], urgency)
      for victim in room.victims {
        gone.insert(victim)
        placer.remove(shape: Int(workload.shapes[victim]), from: room.node, devices: 0)
        departures.append(
          Departure(
            unit: lesser[victim].unit, motive: motive, beside: residents[room.node].count, of: lesser.count))
      }
      placer.settle(shape: Int(workload.shapes[waiting]), on: room.node, devices: 0)
    }
    return departures
  }

  /// For so many room is made at a time.
  private static let waiting = 16

  private static func makesRoom(for unit: String, _ urgency: ServiceClass) -> Bilingual {
    Bilingual(
      english: "\(unit) is \(urgency.name.english) and needs its room",
      chinese: "\(urgency.name.chinese)单元 \(unit) 需要其资源")
  }
}

extension Relocation.Piece {
  fileprivate func demand(of priority: Int16) -> Demand {
    var demand = demand
    demand.priority = priority
    return demand
  }
}
