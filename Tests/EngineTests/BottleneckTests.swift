import Basics
import Engine
import Model
import Monitoring
import Simulation
import Store
import Telemetry
import Testing

/// An engine with a fleet on which something is planted, whose time the test turns.
private struct PlantedWorld {
  let store: Store
  private(set) var engine: Engine
  private var fleet: ScenarioFleet
  private(set) var now = World.start
  private(set) var snapshot: Snapshot
  let planted: String
  /// Whether the units of a host are told of by an exporter of their own.
  private let unitsApart: Bool

  /// Bottlenecks do not depend on rules, which take the most time by far.
  private static let configuration: Configuration = {
    var configuration = World.configuration
    (configuration.rules, configuration.objectives) = ([], [])
    return configuration
  }()

  init(_ scenario: Scenario, nodes: Int = 4, keepsScrapes: Bool = false, unitsApart: Bool = false) throws {
    self.unitsApart = unitsApart
    store = try Store()
    var configuration = Self.configuration
    configuration.keepsScrapes = keepsScrapes
    engine = Engine(store: store, configuration: configuration)
    fleet = ScenarioFleet(scenario, nodes: nodes, seed: 2, intensity: 0.6, start: now)
    planted = fleet.planted ?? ""
    snapshot = engine.advance(to: now, beat: Self.beat(now))
  }

  static func beat(_ now: Instant) -> Beat { Beat(pid: 100, boot: "test", uptime: now - World.start) }

  mutating func pass(_ span: Span, isSilent: Bool = false) {
    let end = now + span
    while now < end {
      now = now + .seconds(15)
      let told = fleet.observations(at: now).flatMap { observation -> [Observation] in
        guard case .scrape(let scrape) = observation else { return [observation] }
        if isSilent, scrape.source["instance"] == planted { return [] }
        return unitsApart ? scrape.apart.map(Observation.scrape) : [observation]
      }
      snapshot = engine.advance(to: now, beat: Self.beat(now), taking: told)
    }
  }

  func order(_ draft: Order.Draft) throws -> Order {
    try store.submit(draft, by: "mei", from: "test", at: now)
  }

  /// The same house after its program was started again.
  mutating func restart() {
    var configuration = Self.configuration
    configuration.keepsScrapes = false
    engine.stop(beat: Self.beat(now))
    engine = Engine(store: store, configuration: configuration)
    snapshot = engine.advance(to: now, beat: Self.beat(now))
  }
}

@Suite struct BottleneckTests {
  @Test func `a bottleneck is shown on its node alone, and told in the log once`() throws {
    var world = try PlantedWorld(.disk)
    world.pass(.minutes(10))
    let view = try #require(world.snapshot.bottlenecks.first)
    #expect(view.node == world.planted && view.bottleneck.resource.kind == "disk" && view.isActive)
    #expect(Set(world.snapshot.bottlenecks.map(\.node)) == [world.planted])
    let told = world.snapshot.log.filter {
      $0.kind == .bottleneckFound && $0.subject.english.contains("Disk")
    }
    #expect(told.count == 1 && told.first?.address == Address(.node, world.planted))
  }

  @Test func `a fleet whose scrapes are kept is looked at alike`() throws {
    var world = try PlantedWorld(.memory, nodes: 2, keepsScrapes: true)
    world.pass(.minutes(12))
    #expect(world.snapshot.bottlenecks.first?.bottleneck.resource.kind == "memory")
  }

  @Test func `what is gone is kept for a while with its end, and then forgotten`() throws {
    var world = try PlantedWorld(.cpu, nodes: 2)
    world.pass(.minutes(9))
    #expect(world.snapshot.bottlenecks.first?.isActive == true)
    world.pass(.minutes(5), isSilent: true)
    let view = try #require(world.snapshot.bottlenecks.first)
    let until = try #require(view.until)
    #expect(until > view.since && world.snapshot.log.contains { $0.kind == .bottleneckGone })
    world.pass(World.configuration.resources.keep, isSilent: true)
    #expect(world.snapshot.bottlenecks.isEmpty)
  }

  @Test func `applying a suggestion is an order that keeps what was foreseen, and later what came of it`()
    throws
  {
    var world = try PlantedWorld(.disk, nodes: 2)
    world.pass(.minutes(10))
    let view = try #require(world.snapshot.bottlenecks.first)
    let suggestion = try #require(view.bottleneck.suggestions.first)
    let order = try world.order(
      Order.Draft(.apply, view.address(of: suggestion), suggestion.effect.fields))
    world.pass(.seconds(15))
    let done = try #require(try world.store.order(order.identifier))
    #expect(done.status == .done && done.outcome.hasPrefix("predicted "))
    world.restart()
    world.pass(.minutes(13))
    let outcome = try #require(try world.store.order(order.identifier)).outcome
    #expect(outcome.hasPrefix(done.outcome) && outcome.contains(" realised "))
    // Nothing was really done here, so the disk is as busy as before.
    let realised = try #require(world.snapshot.bottlenecks.first?.applied.first?.effect.realised)
    #expect(abs(realised - suggestion.effect.before) < 0.05)
    #expect(world.snapshot.log.contains { $0.kind == .effectMeasured && $0.who == "mei" })
  }

  @Test func `what nobody suggests cannot be applied, nor the same twice`() throws {
    var world = try PlantedWorld(.disk, nodes: 2)
    world.pass(.minutes(10))
    let view = try #require(world.snapshot.bottlenecks.first)
    let suggestion = try #require(view.bottleneck.suggestions.first)
    let draft = Order.Draft(.apply, view.address(of: suggestion), suggestion.effect.fields)
    let orders = [
      try world.order(Order.Draft(.apply, Address(.suggestion, "x:disk:move"), draft.fields)),
      try world.order(Order.Draft(.apply, draft.address)), try world.order(draft), try world.order(draft),
    ]
    world.pass(.seconds(15))
    let outcomes = try orders.map { try #require(try world.store.order($0.identifier)) }
    #expect(outcomes.map(\.status) == [.refused, .refused, .done, .refused])
    #expect(outcomes[3].outcome.hasPrefix("already_applied"))
  }

  @Test func `the units that another exporter of the same host tells of belong to it`() throws {
    var world = try PlantedWorld(.hotUnit, nodes: 1, unitsApart: true)
    world.pass(.minutes(10))
    #expect(world.snapshot.bottlenecks.first?.bottleneck.resource.kind == "unit")
  }
}

extension Scrape {
  /// What two exporters on one host would tell of it: its own figures, and those of its units.
  fileprivate var apart: [Scrape] {
    let name = source["instance"]
    return [(false, "9100", "node"), (true, "8080", "cadvisor")].map { hasUnits, port, job in
      let places = layout.columns.indices.filter {
        layout.columns[$0].name.hasPrefix("container_") == hasUnits
      }
      let labels = source.setting("instance", to: "\(name):\(port)").setting("job", to: job)
      return Scrape(
        source: labels, at: at, layout: Layout(places.map { layout.columns[$0] }),
        values: places.map { values[$0] })
    }
  }
}
