import Basics
import Console
import Glibc
import Model
import Simulation
import Terminal

extension Subcommand {
  static let demo = Subcommand(
    "demo", "[calm|rush|outage] [--nodes N]",
    english: "the console on a simulated fleet, in a throwaway store",
    chinese: "用模拟集群演示，数据用后即弃"
  ) { invocation throws(Complaint) in
    let (arguments, options) = (invocation.arguments, invocation.options)
    guard arguments.words.count < 2, let sample = Sample(rawValue: arguments.words.first ?? "rush") else {
      throw .usage(arguments.subcommand)
    }
    guard TTY.isPresent else { throw .needsTerminal }
    let nodes = try number(arguments, "nodes", in: 0...20_000)
    let seed = try number(arguments, "seed", in: 0...Int.max) ?? 1
    let directory = try ScratchDirectory()
    defer { directory.remove() }
    try Session(options, storePath: "\(directory.path)/demo.db").run(keepsScrapes: false) { room in
      Worker.start {
        var feed = DemoFeed(room, sample, nodes: nodes, seed: UInt64(seed))
        feed.run()
      }
    }
    return 0
  }
}

/// Feeds a simulated fleet to the engine every second, on a thread of its own.
struct DemoFeed {
  private let room: EngineRoom
  private var fleet: SimulatedFleet
  private let start: Instant

  /// How much of the past there is at the beginning, and how finely.
  private static let past = Span.minutes(15)
  private static let step = Span.seconds(15)

  init(_ room: EngineRoom, _ sample: Sample, nodes: Int?, seed: UInt64) {
    self.room = room
    // Of many nodes less of the past, so that the present is soon there.
    let count = max(1, nodes ?? sample.nodeCount)
    let past = count > 1_000 ? Self.step * 2 : Self.past
    start = Clock.wall.rounded(downTo: .seconds(1)) - past
    fleet = SimulatedFleet(sample, nodes: nodes, seed: seed, start: start)
  }

  mutating func run() {
    var at = start
    while at <= Clock.wall - Self.step {
      put(fleet.observations(at: at))
      at = at + Self.step
    }
    while true {
      put(fleet.observations(at: Clock.wall))
      usleep(1_000_000)
    }
  }

  /// Hands over a moment of the fleet when the engine has taken the one before.
  private func put(_ observations: [Observation]) {
    while !room.mailbox.isEmpty { usleep(2_000) }
    room.mailbox.put(.observations(observations))
  }
}

/// A directory that goes when it is no longer wanted.
struct ScratchDirectory {
  let path: String

  init() throws(Complaint) {
    let base = Environment.current["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    var template = Array("\(base)/binnacle-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      throw .noDirectory(in: base, String(cString: strerror(errno)))
    }
    path = String(cString: made)
  }

  func remove() {
    for name in Files.names(path) where name != "." && name != ".." { unlink("\(path)/\(name)") }
    rmdir(path)
  }
}
