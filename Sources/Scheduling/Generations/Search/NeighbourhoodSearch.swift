import Basics

/// Units that change places so that the hours to come cost less, found by emptying a few nodes at a time and
/// placing what was on them anew (large neighbourhood search; Shaw 1998).
///
/// What it has found so far is always a fabric that breaks no rule, and only gets better; how many rounds it
/// has decides when it ends, never a clock. Every move finds room before its old place is left.
public struct NeighbourhoodSearch: Sendable {
  public struct Settings: Sendable {
    /// Nodes emptied and filled anew so often.
    public var rounds = 30
    /// Nodes emptied at once at most.
    public var width = 3
    /// Hours that what is gained is thought to last.
    public var horizon = 2.0
    /// How many units may move.
    public var mostMoves = 24
    /// A change must gain so much for each unit moved, in thousandths of the currency, their price aside.
    public var margin = 300.0

    public init() {}
  }

  /// A unit with where it goes.
  public struct Step: Hashable, Sendable {
    public let unit: Int
    public let from: Int
    public let to: Int
  }

  public private(set) var fabric: Fabric
  /// Moves in an order in which each finds room.
  public private(set) var steps: [Step] = []
  /// What the horizon would cost with nothing changed, and what it costs as found.
  public let before: Double
  public private(set) var after: Double
  private let objective: Objective
  private let settings: Settings
  private var chance: Chance

  public init(_ fabric: Fabric, _ objective: Objective, _ settings: Settings = .init(), seed: UInt64) {
    (self.fabric, self.objective, self.settings) = (fabric, objective, settings)
    chance = Chance(seed: seed)
    before = objective.value(of: fabric.ahead) * settings.horizon
    after = before
  }

  /// What is gained by the moves, their own price taken off.
  public var saving: Double { before - after - objective.move * Double(steps.count) }

  /// Tries all rounds.
  public mutating func run() { for _ in 0..<settings.rounds { improve() } }

  /// Empties some nodes and fills anew; kept where it gains.
  mutating func improve() {
    let victims = victims()
    let units = victims.flatMap { fabric.residents[$0].map(Int.init) }
    guard !units.isEmpty, units.count <= settings.mostMoves else { return }
    guard let trial = refilled(victims, units) else { return }
    let moved = units.filter { trial.workload.nodes[$0] != fabric.workload.nodes[$0] }
    guard !moved.isEmpty, steps.count + moved.count <= settings.mostMoves else { return }
    let value = objective.value(of: trial.ahead) * settings.horizon
    guard after - value > (objective.move + settings.margin) * Double(moved.count) else { return }
    follow(trial, moved)
  }

  /// Nodes to be emptied, those with little on them more likely.
  private mutating func victims() -> [Int] {
    var nodes = fabric.cluster.rooms.indices.filter { fabric.cluster.rooms[$0].units > 0 && fabric.awake[$0] }
    let count = 1 + Int(chance.next() % UInt64(max(1, settings.width)))
    var victims: [Int] = []
    while victims.count < count, !nodes.isEmpty {
      let shares = nodes.map { 1.1 - fabric.cluster.load(of: $0) }
      var draw = chance.fraction() * shares.reduce(0, +)
      let place = shares.indices.first { place in
        draw -= shares[place]
        return draw < 0
      }
      victims.append(nodes.remove(at: place ?? nodes.count - 1))
    }
    return victims
  }

  /// The fabric with these units placed anew, half of the time without the first node; nil where one finds no
  /// place.
  private mutating func refilled(_ victims: [Int], _ units: [Int]) -> Fabric? {
    var trial = fabric
    for unit in units { trial.remove(unit) }
    let closed = chance.happens(0.5) ? victims.first : nil
    if let closed { trial.sleep(closed) }
    let reluctance = Int32(chance.number(in: 0...2) * LinearScore.grain)
    let sizes = units.map { (size: trial.size(of: $0) * chance.number(in: 0.7...1), unit: $0) }
    for (_, unit) in sizes.sorted(by: { ($1.size, $0.unit) < ($0.size, $1.unit) }) {
      let decision = trial.admit(unit, reluctance: reluctance)
      guard decision.node != nil else { return nil }
      trial.settle(decision)
    }
    return trial
  }

  /// Does on the fabric found so far what was tried, each move as soon as there is room; nothing where some
  /// stand in one another's way.
  private mutating func follow(_ trial: Fabric, _ moved: [Int]) {
    var (next, waiting, done) = (fabric, moved, [Step]())
    while !waiting.isEmpty {
      let count = waiting.count
      waiting.removeAll { unit in
        let (from, to) = (Int(next.workload.nodes[unit]), Int(trial.workload.nodes[unit]))
        guard next.move(unit, to: to) else { return false }
        done.append(Step(unit: unit, from: from, to: to))
        return true
      }
      guard waiting.count < count else { return }
    }
    fabric = next
    steps += done
    after = objective.value(of: fabric.ahead) * settings.horizon
  }
}

extension Fabric {
  /// What an hour would be like as things stand, with empty nodes asleep.
  public var ahead: Outcome {
    let inUse = cluster.rooms.indices.map { awake[$0] && cluster.rooms[$0].units > 0 }
    return cluster.outcome(hours: 1, awake: inUse, far: far)
  }

  /// The greatest part that a unit takes of the largest node, of CPU or GPU.
  func size(of unit: Int) -> Double {
    let demand = workload.demand(of: unit)
    return max(Double(demand.cpu) / LargestNode.cpu, Double(demand.gpu) / LargestNode.gpu)
  }

  /// Places units that wait, the greatest first (best fit decreasing; Johnson 1973).
  public mutating func pack(_ units: [Int]) {
    for unit in units.sorted(by: { (size(of: $1), $0) < (size(of: $0), $1) }) {
      settle(admit(unit, reluctance: nil))
    }
  }
}
