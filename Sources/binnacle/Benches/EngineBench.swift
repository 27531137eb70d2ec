import Basics
import Engine
import Model
import Simulation
import Store

extension Bench {
  static let engine = Bench(
    name: "engine", about: "one second of the engine: scrapes in, rules, orders, snapshot out, all in memory"
  ) { options in
    do throws(StoreFault) {
      var lines: [String] = []
      for count in [1, 100, 1_000] { lines.append(try tick(count, options)) }
      return lines
    } catch { return [error.sentence.english] }
  }

  private static func tick(_ count: Int, _ options: Options) throws(StoreFault) -> String {
    var now = SampleScene.now
    var configuration = DataFiles.configuration(in: options.paths.data, at: now, facts: true)
    configuration.zone = .utc
    let engine = Engine(store: try Store(), configuration: configuration)
    var fleet = SimulatedFleet(.calm, nodes: count, start: now)
    let beat = Beat(pid: 1, boot: "bench", uptime: .hours(1))
    var nodes = 0
    let time = Stopwatch.time(count > 100 ? 15 : 60) {
      now = now + .seconds(1)
      nodes = engine.advance(to: now, beat: beat, taking: fleet.observations(at: now)).nodes.count
    }
    return Stopwatch.line("\(nodes) nodes", time)
  }
}
