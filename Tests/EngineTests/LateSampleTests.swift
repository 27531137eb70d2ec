import Basics
import Engine
import Model
import Simulation
import Telemetry
import Testing

@Suite struct LateSampleTests {
  @Test func `samples that come twice or too late are let go and counted`() throws {
    var world = try World(.calm, nodes: 1)
    let layout = Layout([Layout.Column("x"), Layout.Column("y")])
    func tell(_ seconds: Int64, _ value: Double) -> Snapshot {
      let scrape = Scrape(
        source: ["job": "late"], at: World.start + .seconds(seconds), layout: layout, values: [value, 0])
      return world.take([.scrape(scrape)])
    }
    let before = world.snapshot.counts
    _ = tell(10, 1)
    _ = tell(10, 2)
    let counts = tell(5, 3).counts
    #expect(counts.samples - before.samples == 2)
    #expect(counts.samplesTwice == 2)
    #expect(counts.samplesOutOfOrder == 2)
    let found = try world.engine.series.samples(
      Selector(metric: "x"), after: World.start, upTo: World.start + .minutes(1))
    #expect(found.map { $0.samples.map(\.value) } == [[1]])
  }
}
