import Basics
import Engine
import Model
import Simulation
import Store

extension Bench {
  static let units = Bench(
    name: "units", about: "a second of 10,000 nodes with and without units, and the advice for one of them"
  ) { options in
    do throws(StoreFault) {
      let bare = try tick(hasUnits: false, options)
      let full = try tick(hasUnits: true, options)
      guard let unit = full.snapshot.units.first else { return ["no units"] }
      let advice = Stopwatch.time(21) {
        _ = PlacementAdvice(for: unit, in: full.snapshot.cluster, by: PlacementAdvice.policies[0])
      }
      return [
        bare.line, full.line, Stopwatch.line("why here, why not there", advice),
      ]
    } catch { return [error.sentence.english] }
  }

  /// The steps of the engine for half a minute, without what it takes to make the figures up.
  private static func tick(
    hasUnits: Bool, _ options: Options
  ) throws(StoreFault) -> (line: String, snapshot: Snapshot) {
    var now = SampleScene.now
    var configuration = DataFiles.configuration(in: options.paths.data, at: now, facts: false)
    (configuration.zone, configuration.keepsScrapes) = (.utc, false)
    let engine = Engine(store: try Store(), configuration: configuration)
    var fleet = SimulatedFleet(.calm, nodes: 10_000, start: now, hasUnits: hasUnits)
    let beat = Beat(pid: 1, boot: "bench", uptime: .hours(1))
    var snapshot = engine.advance(to: now, beat: beat)
    let times = (0..<30).map { _ -> Double in
      now = now + .seconds(1)
      let observations = fleet.observations(at: now)
      let start = Stopwatch.threadMicroseconds
      snapshot = engine.advance(to: now, beat: beat, taking: observations)
      return Stopwatch.threadMicroseconds - start
    }.sorted()
    let longest = Figures.fixed((times.last ?? 0) / 1_000, 1)
    let line = Stopwatch.line(
      "with \(snapshot.units.count) units", (times[0], times[times.count / 2]), note: "longest \(longest) ms")
    return (line, snapshot)
  }
}
