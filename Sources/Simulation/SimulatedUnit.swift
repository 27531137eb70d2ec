import Basics
import Telemetry

/// A unit on a simulated node. At home it takes a steady part of what is asked of the node; elsewhere it goes on as it
/// was when it left.
struct SimulatedUnit: Sendable {
  /// Unique in the fleet.
  var name: String
  /// What it is one of.
  let group: String
  /// The part of the node's work, and of its memory in use, that it takes at home.
  let work: Double
  let memory: Double
  /// How many cores it may use; nil for any number.
  let quota: Double?
  /// What it uses away from home: cores, and bytes.
  var away: (cores: Double, memory: Double)?
  /// The processor's seconds it has used on this node.
  var seconds = 0.0

  var columns: [Layout.Column] {
    [
      "container_cpu_usage_seconds_total", "container_memory_working_set_bytes", "container_spec_cpu_quota",
      "container_spec_cpu_period",
    ].map { Layout.Column($0, ["name": name, "container_label_binnacle_group": group]) }
  }

  /// In the order of the columns. A unit without a quota has the value that the kernel writes for that.
  func values(memory: Double) -> [Double] {
    [(seconds * 100).rounded() / 100, memory.rounded(), (quota ?? -0.00001) * 100_000, 100_000]
  }
}

extension SimulatedUnit {
  /// A unit, how much of the rest it takes compared with others, and how many times that it may use.
  private typealias Make = (name: String, cpu: Double, memory: Double, headroom: Double?)

  private static let cloud: [Make] = [
    ("fusion", 3.2, 3, 2.5), ("visual", 2.6, 4, nil), ("audio", 1.4, 1.6, 3), ("text", 1, 0.8, 4),
    ("ledger", 0.5, 1.2, nil),
  ]
  private static let edge: [Make] = [
    ("text", 2, 1.2, 3), ("audio", 1.4, 1.4, nil), ("cache", 0.4, 2, nil),
  ]
  /// The part of a node's work and memory that is done by units.
  private static let part = (cpu: 0.86, memory: 0.82)

  /// The units that a node has from the start.
  static func residents(isEdge: Bool, cores: Double, number: String, seed: UInt64) -> [SimulatedUnit] {
    var chance = Chance(seed: seed)
    let leanings = cloud.map { _ in chance.number(in: 0.6...1.5) }
    let makes = isEdge ? edge : cloud
    let cpu = zip(makes, leanings).map { $0.cpu * $1 }
    let bytes = zip(makes, leanings.reversed()).map { $0.memory * $1 }
    let (allCPU, allBytes) = (cpu.reduce(0, +), bytes.reduce(0, +))
    return makes.indices.map { place in
      let share = cpu[place] / allCPU
      return SimulatedUnit(
        name: "\(makes[place].name)-\(number)", group: makes[place].name, work: part.cpu * share,
        memory: part.memory * bytes[place] / allBytes,
        quota: makes[place].headroom.map { (share * cores * $0 * 0.4 * 10).rounded(.up) / 10 })
    }
  }
}
