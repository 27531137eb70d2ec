/// What an hour is like with units where they are: the model by which simulated fabrics are measured.
enum Conditions {
  /// Milliseconds to a unit in another region, to one in a data centre of the same, and to one at the edge.
  static let (far, cloud, edge) = (45.0, 12.0, 3.0)
  /// Milliseconds that a half loaded node takes to answer.
  static let service = 6.0
  /// The part of its full power that an idle node draws (Barroso and Hölzle 2007, half for usual servers).
  static let idlePower = 0.5
  /// The part of what units have reserved that they use.
  static let busy = 0.8

  /// Milliseconds by queueing, as M/M/1 has it: what is busy over what is not.
  static func queue(_ load: Double) -> Double { service * busy * load / (1 - busy * load) }

  /// Milliseconds between a unit and its people, the queue on its node aside.
  static func distance(_ isFar: Bool, _ tier: Tier) -> Double {
    isFar ? far : tier == .edge ? edge : cloud
  }
}

extension Cluster {
  /// What so many hours are like with these nodes awake. Each node's units far and near must be known.
  func outcome(hours: Double, awake: [Bool], far: [Int]) -> Outcome {
    var outcome = Outcome()
    outcome.hours = hours
    var (loads, squares, count) = (0.0, 0.0, 0.0)
    for node in rooms.indices where awake[node] {
      // What somebody measured may be more than there is.
      let (kind, load, units) = (kind(of: node), min(1, load(of: node)), Double(rooms[node].units))
      outcome.cost += Double(kind.price)
      let part = Conditions.idlePower + (1 - Conditions.idlePower) * load
      outcome.energy += Double(kind.power) / 1_000 * part
      let near = units - Double(far[node])
      outcome.delay += units * Conditions.queue(load) + near * Conditions.distance(false, kind.tier)
      outcome.delay += Double(far[node]) * Conditions.far
      outcome.unitHours += units
      loads += load
      squares += load * load
      count += 1
    }
    let mean = count > 0 ? loads / count : 0
    outcome.nodeHours = count
    outcome.unevenness = count > 0 ? count * max(0, squares / count - mean * mean).squareRoot() : 0
    return outcome.lasting(hours)
  }
}

extension Outcome {
  /// An hour's figures as those of so many hours.
  fileprivate func lasting(_ hours: Double) -> Outcome {
    var outcome = self
    outcome.cost *= hours
    outcome.energy *= hours
    outcome.delay *= hours
    outcome.unitHours *= hours
    outcome.unevenness *= hours
    outcome.nodeHours *= hours
    return outcome
  }

  static func += (sum: inout Outcome, part: Outcome) {
    sum.hours += part.hours
    sum.cost += part.cost
    sum.energy += part.energy
    sum.delay += part.delay
    sum.unitHours += part.unitHours
    sum.unevenness += part.unevenness
    sum.nodeHours += part.nodeHours
  }
}
