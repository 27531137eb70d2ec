import Basics
import Model
import Simulation
import Store

@testable import Engine
@testable import binnacle

/// An engine with a store and a simulated fleet, whose time the test turns.
struct World {
  let store: Store
  private(set) var engine: Engine
  private(set) var fleet: SimulatedFleet
  private(set) var now: Instant
  private(set) var uptime = Span.hours(1)
  let pid: Int32
  private(set) var snapshot: Snapshot

  static let start = Instant(rfc3339: "2026-03-14T09:00:00Z")!

  static let configuration: Configuration = {
    let parts = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    var configuration = DataFiles.configuration(in: ["/\(parts)/Data"], at: start, facts: true)
    configuration.zone = .utc
    return configuration
  }()

  init(
    _ sample: Sample = .calm, nodes: Int = 3, seed: UInt64 = 1, store: Store? = nil,
    at start: Instant = start,
    pid: Int32 = 100, hasRules: Bool = true
  ) throws {
    self.store = try store ?? Store()
    self.pid = pid
    now = start
    var configuration = Self.configuration
    if !hasRules { (configuration.rules, configuration.objectives) = ([], []) }
    engine = Engine(store: self.store, configuration: configuration)
    fleet = SimulatedFleet(sample, nodes: nodes, seed: seed, start: start)
    snapshot = engine.advance(to: start, beat: Beat(pid: pid, boot: "test", uptime: uptime))
  }

  var beat: Beat { Beat(pid: pid, boot: "test", uptime: uptime) }

  /// Lets time pass. The clock of the wall may step besides.
  @discardableResult
  mutating func pass(
    _ span: Span = .seconds(15), stepping step: Span = .zero, silent: Bool = false,
    isAlive: (Int32) -> Bool = { _ in true }
  ) -> Snapshot {
    uptime = uptime + span
    now = now + span + step
    let told: [Observation] = step == .zero ? [] : [.clockStep(step)]
    let observations = told + (silent ? [] : fleet.observations(at: now))
    snapshot = engine.advance(to: now, beat: beat, taking: observations, isAlive: isAlive)
    return snapshot
  }

  /// Something is told beside the fleet, at the same time.
  mutating func take(_ observations: [Observation]) -> Snapshot {
    snapshot = engine.advance(to: now, beat: beat, taking: observations)
    return snapshot
  }

  /// Changes what the engine is told once.
  func configure(_ change: (inout Configuration) throws -> Void) rethrows {
    var configuration = engine.configuration
    try change(&configuration)
    engine.use(configuration)
  }

  /// The same house after its program was started again.
  mutating func restart() {
    engine = Engine(store: store, configuration: engine.configuration)
    snapshot = engine.advance(to: now, beat: beat)
    snapshot = engine.advance(to: now, beat: beat)
  }

  @discardableResult
  func order(_ draft: Order.Draft) throws -> Order {
    try store.submit(draft, by: "test", from: "test", at: now)
  }

  func stop() { engine.stop(beat: beat) }
}
