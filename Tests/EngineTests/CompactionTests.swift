import Basics
import Engine
import Model
import Simulation
import Store
import Telemetry
import Testing

/// What nodes tell is put away alike whether rules look at it or not; one test has their series too.
@Suite struct CompactionTests {
  private func values(_ world: World, after start: Instant) throws -> [[Telemetry.Sample]] {
    try world.engine.series.samples(Selector(metric: "node_load1"), after: start, upTo: world.now)
      .sorted { $0.labels.sorted.lexicographicallyPrecedes($1.labels.sorted) }.map { Array($0.samples) }
  }

  @Test func `hours later every scrape is still there, once, and the log is short`() throws {
    var world = try World(.calm, nodes: 3, hasRules: false)
    for _ in 0..<4 * 60 * 2 { world.pass(.seconds(15)) }
    for samples in try values(world, after: World.start) {
      #expect(samples.map(\.at) == (1...480).map { World.start + .seconds($0 * 15) })
    }
    let logged = try world.store.database.number("SELECT count(*) FROM scrape")!
    #expect(logged < 3 * 4 * 45)
    #expect(try world.store.database.number("SELECT count(*) FROM block WHERE grain = 3600000")! >= 3)
  }

  @Test func `a restart loses nothing and tells nothing twice`() throws {
    var world = try World(.calm, nodes: 2, hasRules: false)
    for _ in 0..<100 { world.pass(.seconds(15)) }
    let before = try values(world, after: World.start)
    world.restart()
    for _ in 0..<100 { world.pass(.seconds(15)) }
    for (old, all) in zip(before, try values(world, after: World.start)) {
      #expect(Array(all.prefix(old.count)) == old)
      #expect(zip(all, all.dropFirst()).allSatisfy { $0.at < $1.at })
      #expect(all.count >= 199)
    }
  }

  @Test func `a program that stood still for hours still puts away what it had written`() throws {
    var world = try World(.calm, nodes: 2)
    for _ in 0..<20 { world.pass(.seconds(15)) }
    world.restart()
    world.pass(.hours(5))
    for _ in 0..<120 { world.pass(.seconds(15)) }
    for samples in try values(world, after: World.start) { #expect(samples.count >= 140) }
    // An alert that had ended before has nothing later to put away.
    let nodes = try world.store.settled().filter { !$0.key["instance"].isEmpty }
    #expect(nodes.count == 4 && nodes.values.allSatisfy { $0 > World.start + .hours(5) })
  }

  @Test func `a clock set back leaves nothing ahead of it`() throws {
    var world = try World(.calm, nodes: 2, hasRules: false)
    for _ in 0..<200 { world.pass(.seconds(15)) }
    world.pass(.seconds(15), stepping: .minutes(-30))
    for _ in 0..<200 { world.pass(.seconds(15)) }
    for samples in try values(world, after: World.start) {
      #expect(zip(samples, samples.dropFirst()).allSatisfy { $0.at < $1.at })
      #expect(samples.last?.at == world.now)
      #expect(samples.count > 270)
    }
  }
}
