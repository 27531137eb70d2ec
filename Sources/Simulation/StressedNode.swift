import Basics
import Glibc
import Model
import Telemetry

/// A node with processors, memory, a disk and a line that get in one another's way as they do under Linux: whatever is
/// short has its effects on all the rest.
struct StressedNode: Sendable {
  /// A unit that runs on the node, and what it would use if nothing were in its way.
  struct Unit: Sendable {
    let name: String
    var cores: Double
    var memory: Double
    var requests: Double
    var sent: Double
    /// How many cores it may use; nil for any number.
    var quota: Double?
  }

  let labels: Labels
  let machine: Machine
  var units: [Unit]
  let plant: Plant?
  var counters: NodeCounters
  var moment = NodeMoment()
  var layout: Layout?
  /// The slow ups and downs of demand.
  private var wave: Double
  private let phase: Double

  /// What the node is made of.
  struct Machine: Sendable {
    let cores: Int
    let memory: Double
    let swap: Double
    /// Requests a second that the disk can do.
    let disk: Double
    /// Bytes a second that the line takes.
    let line: Double
    let boot: Double
  }

  private static let names = [
    "checkout", "search", "ingest", "render", "auth", "ledger", "stream", "index", "mail", "audit",
  ]

  init(labels: Labels, plant: Plant?, start: Instant, _ chance: inout Chance) {
    self.labels = labels
    self.plant = plant
    let cores = [4, 8, 16][Int(chance.number(in: 0...2.999))]
    machine = Machine(
      cores: cores, memory: Double(cores) * 4_294_967_296, swap: 4_294_967_296,
      disk: chance.number(in: 1_500...9_000), line: [1.25e8, 1.25e9][chance.happens(0.5) ? 1 : 0],
      boot: (start.seconds - chance.number(in: 1...40) * 86_400).rounded())
    phase = chance.number(in: 0...6.28)
    wave = 0
    units = Self.units(on: machine, &chance)
    counters = NodeCounters(cores: cores, units: units.count)
  }

  /// Six to ten units that together leave the node at its ease.
  private static func units(on machine: Machine, _ chance: inout Chance) -> [Unit] {
    let count = Int(chance.number(in: 6...10.99))
    let parts = (0..<count).map { _ in chance.number(in: 0.6...1.6) }
    let sum = parts.reduce(0, +)
    let cores = Double(machine.cores) * chance.number(in: 0.22...0.42)
    let memory = machine.memory * chance.number(in: 0.4...0.62)
    let requests = machine.disk * chance.number(in: 0.05...0.22)
    let sent = machine.line * chance.number(in: 0.03...0.2)
    return parts.enumerated().map { place, part in
      let share = part / sum
      return Unit(
        name: names[place], cores: cores * share, memory: memory * share, requests: requests * share,
        sent: sent * share, quota: place < 3 ? max(cores * share * 2.5, 0.5) : nil)
    }
  }

  /// Lets time pass.
  mutating func live(for span: Span, until now: Instant, _ chance: inout Chance) {
    wave = wave * 0.9 + chance.number(in: -0.03...0.03)
    let day = sin(now.seconds / 86_400 * 6.283 + phase) * 0.2
    var demand = Demand(self, level: 1 + day + wave, &chance)
    if let plant { demand.take(plant, at: now, on: self, &chance) }
    moment = NodeMoment(under: demand, on: machine, before: moment, for: span, &chance)
    counters.add(moment, for: span.seconds, machine, &chance)
  }
}
