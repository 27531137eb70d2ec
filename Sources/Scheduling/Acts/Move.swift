/// One unit that changes its node.
public struct Move: Hashable, Sendable {
  public let unit: Int
  /// Where it is; nil where it waits.
  public let origin: Int?
  /// Where it goes; nil where it is driven out and has to wait.
  public let target: Int?
  /// The devices it takes there, a bit each.
  public let devices: UInt8
  public let motive: Motive
}

/// What shall be done with units that are somewhere already. Nothing has happened yet.
public struct MovePlan: Hashable, Sendable {
  /// A unit that stays where it is, and why.
  public struct Held: Hashable, Sendable {
    public let unit: Int
    public let refusal: Refusal
  }

  /// Moves that go at the same time, one lot after another. In each lot those driven out leave first; then
  /// everyone is loaded on the new node before leaving the old one (make before break).
  public internal(set) var waves: [[Move]] = []
  public internal(set) var held: [Held] = []

  public init() {}

  /// Every move in its order.
  public var moves: [Move] { waves.flatMap { $0 } }
}

extension Placer {
  /// Does what a plan says, wave by wave, and writes down where each unit went.
  public mutating func carryOut(_ plan: MovePlan, _ workload: inout Workload) {
    for wave in plan.waves {
      for move in wave where move.target == nil {
        leave(move, workload)
        workload.unsettle(move.unit)
      }
      let arriving = wave.filter { $0.target != nil }
      for move in arriving { settle(move, workload) }
      for move in arriving {
        leave(move, workload)
        if let target = move.target { workload.settle(move.unit, on: target, devices: move.devices) }
      }
    }
  }

  private mutating func settle(_ move: Move, _ workload: Workload) {
    guard let target = move.target else { return }
    settle(shape: Int(workload.shapes[move.unit]), on: target, devices: move.devices)
  }

  private mutating func leave(_ move: Move, _ workload: Workload) {
    guard let origin = move.origin else { return }
    remove(shape: Int(workload.shapes[move.unit]), from: origin, devices: workload.devices[move.unit])
  }
}
