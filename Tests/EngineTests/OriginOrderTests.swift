import Basics
import Model
import Monitoring
import Store
import Telemetry
import Testing

@testable import Engine

@Suite struct OriginOrderTests {
  private static let origin = Origin(name: "edge", kind: .scrape, address: "http://h:9100/metrics")
  private static let address = Address(.source, "edge")
  private static let add = Order.Draft(.add, address, origin.fields)

  @Test func `a source is added and removed by order, and the log says by whom`() throws {
    var world = try World()
    try world.order(Self.add)
    #expect(world.pass().origins == [Self.origin])
    #expect(try world.store.origins() == [Self.origin])
    let entry = try #require(world.snapshot.log.first { $0.kind == .orderDone })
    #expect(entry.address == Self.address && entry.who == "test" && entry.detail == "add")
    try world.order(Order.Draft(.remove, Self.address))
    #expect(world.pass().origins.isEmpty)
    #expect(try world.store.origins().isEmpty)
  }

  @Test(arguments: [
    (add, "source_exists edge"), (Order.Draft(.remove, Address(.source, "none")), "no_such_source none"),
    (Order.Draft(.add, Address(.source, "x"), ["kind": "scrape", "address": "h"]), "bad_address h"),
    (Order.Draft(.add, Address(.source, "x"), ["kind": "pigeon"]), "bad_kind pigeon"),
    (Order.Draft(.add, Address(.node, "x"), origin.fields), "no_such_source node/x"),
    (
      Order.Draft(.add, Address(.source, "x"), ["kind": "file", "address": "/a", "options": "{\"a\": 1}"]),
      "bad_options"
    ),
  ])
  func `what cannot be is refused with the reason`(draft: Order.Draft, outcome: String) throws {
    var world = try World()
    try world.order(Self.add)
    world.pass()
    let order = try world.order(draft)
    world.pass()
    let decided = try #require(try world.store.order(order.identifier))
    #expect(decided.status == .refused && decided.outcome.hasPrefix(outcome), "\(decided.outcome)")
  }

  @Test func `what was removed can be brought back as it was`() throws {
    var world = try World()
    try world.order(Self.add)
    world.pass()
    let removal = try world.order(Order.Draft(.remove, Self.address))
    world.pass()
    let inverse = try #require(try world.store.order(removal.identifier)?.inverse)
    try world.order(inverse)
    #expect(world.pass().origins == [Self.origin])
  }

  @Test func `sources are known again after a start, and to whoever looks on`() throws {
    var world = try World()
    let onlooker = Engine(store: world.store, configuration: World.configuration, purpose: .visit)
    try world.order(Self.add)
    world.pass()
    #expect(onlooker.advance(to: world.now, beat: world.beat).origins == [Self.origin])
    world.stop()
    world.restart()
    #expect(world.snapshot.origins == [Self.origin])
  }

  private static let labels: Labels = ["job": "edge", "instance": "h:9100"]
  private static let columns = [Layout.Column("node_load1"), Layout.Column("up")]

  private func scrape(_ columns: [Layout.Column], _ values: [Double], at now: Instant) -> Observation {
    .scrape(Scrape(source: Self.labels, at: now, layout: Layout(columns), values: values))
  }

  @Test func `a source that says that nobody reads it any more takes node and fault along`() throws {
    let world = try World()
    let engine = world.engine
    let onlooker = Engine(store: world.store, configuration: World.configuration, purpose: .visit)
    _ = onlooker.advance(to: world.now, beat: world.beat)
    let name = "edge/h:9100"
    func pass(_ seconds: Int64, _ observations: [Observation]) -> Snapshot {
      engine.advance(to: world.now + .seconds(seconds), beat: world.beat, taking: observations)
    }
    var now = world.now + .seconds(1)
    #expect(pass(1, [scrape(Self.columns, [1, 1], at: now)]).node("h:9100")?.state == .up)
    now = world.now + .seconds(2)
    let failing = pass(
      2, [scrape([Layout.Column("up")], [0], at: now), .fault(source: name, reason: "no connection")])
    let seen = onlooker.advance(to: now, beat: world.beat)
    #expect(seen.node("h:9100") != nil)
    #expect(seen.sources.first { $0.name == name }?.fault == "no connection", "the log told it")
    let health = failing.sources.filter { $0.name == name }
    #expect(health.count == 1 && health[0].fault == "no connection" && health[0].lastSeen == now)
    let ended = pass(3, [scrape([], [], at: world.now + .seconds(3))])
    #expect(ended.node("h:9100") == nil && !ended.sources.contains { $0.name == name })
    #expect(onlooker.advance(to: world.now + .seconds(3), beat: world.beat).node("h:9100") == nil)
    #expect(!ended.log.contains { $0.kind == .sourceRecovered || $0.kind == .nodeLost })
  }
}
