import Basics
import Telemetry

/// The units of a simulated node: each takes a steady part of what the node is busy with.
struct SimulatedUnits: Sendable {
  /// A unit, how much of the rest it takes compared with others, and how many times that it may use.
  private typealias Make = (name: String, cpu: Double, memory: Double, headroom: Double?)

  private static let cloud: [Make] = [
    ("fusion-ranker", 3.2, 3, 2.5), ("visual-encoder", 2.6, 4, nil), ("audio-asr", 1.4, 1.6, 3),
    ("text-gateway", 1, 0.8, 4), ("ledger", 0.5, 1.2, nil),
  ]
  private static let edge: [Make] = [
    ("text-gateway", 2, 1.2, 3), ("audio-asr", 1.4, 1.4, nil), ("ghost-cache", 0.4, 2, nil),
  ]

  /// How much each unit takes on this node more or less than on others.
  private let leanings: [Double]
  /// The part of a node's work and memory that is done by units.
  private static let part = (cpu: 0.86, memory: 0.82)

  init(seed: UInt64) {
    var chance = Chance(seed: seed)
    leanings = Self.cloud.map { _ in chance.number(in: 0.6...1.5) }
  }

  private static func makes(_ isEdge: Bool) -> [Make] { isEdge ? edge : cloud }

  static func columns(isEdge: Bool) -> [Layout.Column] {
    makes(isEdge).flatMap { make in
      [
        "container_cpu_usage_seconds_total", "container_memory_working_set_bytes", "container_spec_cpu_quota",
        "container_spec_cpu_period",
      ].map { Layout.Column($0, ["name": make.name]) }
    }
  }

  /// What the units say in the order of the columns.
  /// - Parameters:
  ///   - busy: the seconds that the node's processors have been busy.
  ///   - memory: the bytes in use on the node.
  func values(busy: Double, memory: Double, cores: Double, isEdge: Bool) -> [Double] {
    let makes = Self.makes(isEdge)
    let cpu = zip(makes, leanings).map { $0.cpu * $1 }
    let bytes = zip(makes, leanings.reversed()).map { $0.memory * $1 }
    let (allCPU, allBytes) = (cpu.reduce(0, +), bytes.reduce(0, +))
    return makes.indices.flatMap { place in
      let share = cpu[place] / allCPU
      let quota = makes[place].headroom.map { (share * cores * $0 * 0.4 * 10).rounded(.up) / 10 }
      return [
        (busy * Self.part.cpu * share * 100).rounded() / 100,
        (memory * Self.part.memory * bytes[place] / allBytes).rounded(),
        // A unit without a quota has the value that the kernel writes for that.
        (quota ?? -0.00001) * 100_000, 100_000,
      ]
    }
  }
}
