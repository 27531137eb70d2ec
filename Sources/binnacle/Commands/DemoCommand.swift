import Basics
import Console
import Glibc
import Model
import Scheduling
import Simulation
import Terminal

extension Subcommand {
  static let demo = Subcommand(
    "demo", "[SCENARIO] [--nodes N] [--seed N] | --list",
    english: "the console on a simulated fleet, in a throwaway store",
    chinese: "用模拟集群演示，数据用后即弃"
  ) { invocation throws(Complaint) in
    let (arguments, options) = (invocation.arguments, invocation.options)
    if arguments.has("list") {
      Output.write(DemoStory.listing(options.language))
      return 0
    }
    guard arguments.words.count < 2, let story = DemoStory(named: arguments.words.first ?? "rush") else {
      throw .usage(arguments.subcommand)
    }
    guard TTY.isPresent else { throw .needsTerminal }
    let nodes = try number(arguments, "nodes", in: 0...20_000)
    let seed = try number(arguments, "seed", in: 0...Int.max) ?? 1
    let directory = try ScratchDirectory()
    defer { directory.remove() }
    let past = DemoFeed.past(nodes: nodes ?? story.nodeCount)
    let session = Session(options, storePath: "\(directory.path)/demo.db")
    try session.run(keepsScrapes: false, isExecuting: story.isExecuting, scaling: story.scaling, lag: past) {
      room in
      Worker.start {
        var feed = DemoFeed(room, story, nodes: nodes, seed: UInt64(seed), past: past)
        feed.run()
      }
    }
    return 0
  }
}

/// What a demonstration shows: a sample of a fleet, or one on which a shortage is planted.
enum DemoStory {
  case sample(Sample)
  case scenario(Scenario)

  init?(named name: String) {
    if let sample = Sample(rawValue: name), sample != .empty {
      self = .sample(sample)
    } else if let scenario = Scenario(rawValue: name) {
      self = .scenario(scenario)
    } else {
      return nil
    }
  }

  /// How many nodes there are unless somebody wants another number.
  var nodeCount: Int {
    switch self {
    case .sample(let sample): sample.nodeCount
    case .scenario: 12
    }
  }

  /// Whether its nodes load and release units as they are asked to.
  var isExecuting: Bool {
    switch self {
    case .sample: true
    case .scenario: false
    }
  }

  /// How many units of which group there are to be; nil where that is the user's own to say.
  var scaling: [ScalingRule]? {
    if case .sample(.tide) = self { Tide.rules } else { nil }
  }

  /// Every name there is with what it shows, a line each.
  static func listing(_ language: Language) -> String {
    let samples = Sample.allCases.filter { $0 != .empty }.map { ($0.rawValue, $0.summary) }
    let scenarios = Scenario.allCases.map { ($0.rawValue, $0.summary) }
    return (samples + scenarios).map { name, summary in
      name + String(repeating: " ", count: max(1, 12 - name.count)) + summary[language] + "\n"
    }.joined()
  }
}

/// Feeds a simulated fleet to the engine, on a thread of its own.
struct DemoFeed {
  /// What tells of the fleet.
  private enum Fleet {
    case simulated(SimulatedFleet)
    case planted(ScenarioFleet)
  }

  private let room: EngineRoom
  private var fleet: Fleet
  private let start: Instant
  /// How often the fleet tells of itself, in the past as in the present: a change would show in every rate.
  private let interval: Span

  /// How much of the past there is at the beginning: of many nodes less, so that the present is soon there.
  static func past(nodes: Int) -> Span { nodes > 1_000 ? .seconds(30) : .minutes(15) }

  init(_ room: EngineRoom, _ story: DemoStory, nodes: Int?, seed: UInt64, past: Span) {
    self.room = room
    let count = max(1, nodes ?? story.nodeCount)
    interval = count > 100 ? .seconds(5) : .seconds(2)
    start = Clock.wall.rounded(downTo: .seconds(1)) - past
    switch story {
    case .sample(let sample):
      // The region goes before the eyes of whoever opens the console, and is back some minutes later.
      let begins = sample == .tide ? past : max(past - .seconds(45), .seconds(20))
      let outage = (from: begins, to: Optional(past + .minutes(5)))
      fleet = .simulated(
        SimulatedFleet(sample, nodes: nodes, seed: seed, start: start, hasUnits: true, outage: outage))
    case .scenario(let scenario):
      fleet = .planted(
        ScenarioFleet(
          scenario, nodes: count, seed: seed, intensity: 0.6, start: start, begins: start + .minutes(7)))
    }
  }

  mutating func run() {
    var at = start
    while true {
      let early = at - Clock.wall
      // A clock that was set back must not hold the show up.
      if early > .zero { usleep(UInt32(min(early, interval).milliseconds) * 1_000) }
      put(at)
      at = at + interval
    }
  }

  /// Hands over a moment of the fleet when the engine has taken the one before.
  private mutating func put(_ at: Instant) {
    let observations: [Observation]
    switch fleet {
    case .simulated(var simulated):
      let answers = simulated.carryOut(room.commands, at: at)
      observations = simulated.observations(at: at) + [.answers(answers)]
      fleet = .simulated(simulated)
    case .planted(var planted):
      observations = planted.observations(at: at)
      fleet = .planted(planted)
    }
    while !room.mailbox.isEmpty { usleep(2_000) }
    room.mailbox.put(.past(observations, lag: max(.zero, Clock.wall - at)))
  }
}
