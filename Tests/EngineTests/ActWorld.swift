import Basics
import Model
import Monitoring
import Scheduling
import Simulation
import Store
import Telemetry
import Testing

@testable import Engine

/// A fleet of sixteen nodes in four regions that does what the engine asks of it.
struct ActWorld {
  let store: Store
  private(set) var engine: Engine
  private var fleet: SimulatedFleet
  private(set) var now = World.start
  private var pid: Int32 = 100
  private(set) var snapshot: Snapshot
  /// Which nodes told of each unit last.
  private(set) var hosts: [String: Set<String>] = [:]
  /// Whether nodes answer.
  var answers = true
  private let configuration: Configuration

  static let nodes = 16

  init(
    _ sample: Simulation.Sample = .calm, outage: (from: Span, to: Span?) = (.minutes(2), .minutes(8)),
    executes: Bool = true, windows: [CalendarInterval] = [],
    scaling: [ScalingRule] = [], _ change: (inout Configuration) -> Void = { _ in }
  )
    throws
  {
    store = try Store()
    var configuration = World.configuration
    (configuration.windows, configuration.scaling) = (windows, scaling)
    (configuration.rules, configuration.objectives) = ([], [])
    (configuration.keepsScrapes, configuration.isExecuting) = (true, executes)
    change(&configuration)
    self.configuration = configuration
    engine = Engine(store: store, configuration: configuration)
    fleet = SimulatedFleet(
      sample, nodes: Self.nodes, start: now, hasUnits: true, outage: outage)
    snapshot = engine.advance(to: now, beat: Beat(pid: pid, boot: "test", uptime: .hours(1)))
  }

  /// Lets time pass, five seconds at a step.
  mutating func pass(_ span: Span, by pace: Span = .seconds(5)) {
    let end = now + span
    while now < end { step(pace) }
  }

  mutating func step(_ pace: Span = .seconds(5)) {
    now = now + pace
    let told = answers ? fleet.carryOut(engine.commands, at: now) : []
    let observations = fleet.observations(at: now)
    hosts = [:]
    for case .scrape(let scrape) in observations {
      for column in scrape.layout.columns(of: "container_memory_working_set_bytes") {
        hosts[scrape.layout.columns[column].labels["name"], default: []].insert(scrape.source["instance"])
      }
    }
    snapshot = engine.advance(
      to: now, beat: beat, taking: observations + [.answers(told)], isAlive: { $0 == pid })
  }

  /// A step in which no node is heard.
  mutating func deafStep() {
    now = now + .seconds(5)
    snapshot = engine.advance(to: now, beat: beat, isAlive: { $0 == pid })
  }

  private var beat: Beat { Beat(pid: pid, boot: "test", uptime: .hours(1) + (now - World.start)) }

  /// The process is killed, and another takes over.
  mutating func crash() {
    pid += 1
    engine = Engine(store: store, configuration: configuration)
    snapshot = engine.advance(to: now, beat: beat, isAlive: { $0 == pid })
  }

  func order(_ verb: Order.Verb, _ address: Address, _ fields: [String: String] = [:]) throws {
    _ = try store.submit(Order.Draft(verb, address, fields), by: "mei", from: "test", at: now)
  }

  var lastOrder: Order? { snapshot.orders.first }

  func group(_ name: String) -> GroupView { snapshot.groups.first { $0.name == name }! }

  /// The units that a node told of when all was well, by their names.
  func units(on node: String) -> [String] { snapshot.units.filter { $0.node == node }.map(\.name) }
}
