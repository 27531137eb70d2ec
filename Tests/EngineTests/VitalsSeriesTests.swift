import Basics
import Model
import Monitoring
import Scratch
import Simulation
import Store
import Telemetry
import Testing

@testable import Engine

/// Nodes' vitals as the engine keeps them: series beside those of the nodes themselves.
@Suite struct VitalsSeriesTests {
  private func recorded(_ engine: Engine, upTo end: Instant) throws -> [Labels: [Telemetry.Sample]] {
    let found = try engine.series.samples(
      Selector(metric: Vital.cpu.metric), after: World.start - .minutes(1), upTo: end)
    return Dictionary(uniqueKeysWithValues: found.map { ($0.labels, Array($0.samples)) })
  }

  private func history(_ store: Store, _ node: NodeView, upTo end: Instant, step: Span = .zero) throws
    -> [History.Rows]
  {
    let labels = try #require(try store.source(named: node.identifier))
    return try store.vitals(of: labels, from: World.start, to: end + .seconds(1), step: step)
  }

  @Test func `a node's vitals are series with its labels`() throws {
    var world = try World(.calm, nodes: 2)
    for _ in 0..<4 { world.pass() }
    let found = try recorded(world.engine, upTo: world.now)
    for node in world.snapshot.nodes {
      let samples = try #require(found[node.labels.setting(Labels.metricName, to: Vital.cpu.metric)])
      #expect(samples.count == 3)
      let last = try #require(samples.last)
      #expect(last.at == world.now && abs(Float(last.value) - node.vitals[.cpu]) < 1e-4)
    }
    #expect(found.count == 2)
  }

  @Test func `they are no nodes, no sources for people and no samples that anyone told`() throws {
    var world = try World(.calm, nodes: 2, hasRules: false)
    for _ in 0..<4 { world.pass() }
    #expect(world.snapshot.nodes.count == 2)
    #expect(world.snapshot.sources.count == 2)
    #expect(world.snapshot.counts.scrapes == 8)
    let told = world.snapshot.nodes.compactMap { node in
      world.engine.head.latest(of: node.labels)?.current.values.count
    }
    #expect(world.snapshot.counts.samples == 4 * told.reduce(0, +))
  }

  @Test func `hours later they are all in blocks, once, memory and log holding the last alone`() throws {
    var world = try World(.calm, nodes: 2, hasRules: false)
    for _ in 0..<4 * 60 * 2 { world.pass(.seconds(15)) }
    for samples in try recorded(world.engine, upTo: world.now).values {
      #expect(samples.map(\.at) == (2...480).map { World.start + .seconds($0 * 15) })
    }
    let node = world.snapshot.nodes[0]
    let rows = try history(world.store, node, upTo: world.now)
    #expect(rows.flatMap(\.times) == (2...480).map { World.start + .seconds($0 * 15) })
    let hours = try history(world.store, node, upTo: world.now, step: .hours(1))
    #expect(hours.first?.span == .hours(1) && hours.first?.times.first == World.start)
    let kept = world.engine.head.range(
      Selector(metric: Vital.cpu.metric), after: World.start, upTo: world.now)
    #expect(kept.allSatisfy { $0.samples.count < 60 })
    #expect(try world.store.database.number("SELECT count(*) FROM vitals") == 0)
    #expect(world.snapshot.counts.samplesPacked <= world.snapshot.counts.samples)
  }

  @Test func `a restart loses none and tells none twice`() throws {
    var world = try World(.calm, nodes: 1, hasRules: false)
    for _ in 0..<100 { world.pass() }
    world.restart()
    for _ in 0..<100 { world.pass() }
    let samples = try #require(try recorded(world.engine, upTo: world.now).values.first)
    #expect(zip(samples, samples.dropFirst()).allSatisfy { $0.at < $1.at })
    #expect(samples.count >= 198)
    let rows = try history(world.store, world.snapshot.nodes[0], upTo: world.now)
    #expect(rows.flatMap(\.times) == samples.map(\.at))
  }

  @Test func `they are kept where scrapes are not`() throws {
    let store = try Store()
    var configuration = World.configuration
    (configuration.rules, configuration.objectives) = ([], [])
    let engine = Engine(store: store, configuration: configuration)
    let beat = Beat(pid: 1, boot: "test", uptime: .hours(1))
    engine.prepare(at: World.start, beat: beat) { _ in true }
    configuration.keepsScrapes = false
    engine.use(configuration)
    var fleet = SimulatedFleet(.calm, nodes: 2, start: World.start)
    var (now, snapshot) = (World.start, engine.advance(to: World.start, beat: beat))
    for _ in 0..<400 {
      now = now + .seconds(15)
      snapshot = engine.advance(to: now, beat: beat, taking: fleet.observations(at: now))
    }
    let rows = try history(store, snapshot.nodes[0], upTo: now)
    #expect(rows.flatMap(\.times) == (2...400).map { World.start + .seconds($0 * 15) })
    #expect(try store.settled().keys.allSatisfy { $0.areOfVitals })
    #expect(try store.database.number("SELECT count(*) FROM scrape")! < 300)
    // Of what is not put into blocks only thinned scrapes are kept longer.
    let load = engine.head.range(Selector(metric: "node_load1"), after: World.start, upTo: now)
    #expect(load.allSatisfy { $0.samples.count < 300 && $0.samples[0].at < now - .minutes(60) })
  }

  @Test func `an onlooker has them once, and goes on with them when it takes the watch`() throws {
    let folder = Scratch()
    var first = try World(nodes: 2, store: Store(path: folder["binnacle.db"], use: .own), pid: 100)
    var second = try World(nodes: 2, store: Store(path: folder["binnacle.db"], use: .own), pid: 200)
    for _ in 0..<5 {
      first.pass()
      second.pass()
    }
    #expect(second.snapshot.counts.samples == first.snapshot.counts.samples)
    #expect(second.snapshot.counts.samplesTwice == 0 && second.snapshot.sources.count == 2)
    #expect(
      try recorded(second.engine, upTo: second.now).mapValues { $0.map(\.at) }
        == recorded(first.engine, upTo: first.now).mapValues { $0.map(\.at) })
    for _ in 0..<5 { second.pass(isAlive: { $0 != 100 }) }
    #expect(second.snapshot.watch.isOurs)
    for samples in try recorded(second.engine, upTo: second.now).values {
      #expect(samples.last?.at == second.now)
      #expect(zip(samples, samples.dropFirst()).allSatisfy { $0.at < $1.at })
    }
  }

  @Test func `they end with their node`() throws {
    var world = try World(.calm, nodes: 2)
    for _ in 0..<4 { world.pass() }
    let gone = world.snapshot.nodes[0]
    let at = world.now + .seconds(1)
    let end = Scrape(source: gone.labels, at: at, layout: Layout([]), values: [])
    _ = world.take([.scrape(end)])
    let left = world.engine.head.instant(Selector(metric: Vital.cpu.metric), at: at)
    #expect(left.map { $0.labels["instance"] } == [world.snapshot.nodes[0].identifier])
    #expect(
      try world.store.vitals(at: at).map { $0.source["instance"] } == left.map { $0.labels["instance"] })
  }

  @Test func `a clock set back leaves none ahead of it`() throws {
    var world = try World(.calm, nodes: 1, hasRules: false)
    for _ in 0..<100 { world.pass() }
    world.pass(.seconds(15), stepping: .minutes(-10))
    for _ in 0..<60 { world.pass() }
    let rows = try history(world.store, world.snapshot.nodes[0], upTo: world.now + .hours(1))
    let times = rows.flatMap(\.times)
    #expect(zip(times, times.dropFirst()).allSatisfy { $0 < $1 })
    #expect(times.last == world.now)
  }
}
