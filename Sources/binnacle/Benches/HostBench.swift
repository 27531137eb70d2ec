import Basics
import Collectors
import Model
import Telemetry

extension Bench {
  static let host = Bench(name: "host", about: "one reading of this host, as is made every second") { _ in
    let host = HostCollector(labels: ["instance": "bench"])
    host.readSlowParts(at: Clock.wall)
    var (series, processes) = (0, 0)
    let time = Stopwatch.time(101) {
      for observation in host.collect(at: Clock.wall) {
        switch observation {
        case .scrape(let scrape): series = scrape.values.count
        case .processes(let table): processes = table.processes.count
        case .fault, .silences, .answers, .clockStep: break
        }
      }
    }
    let share = Figures.fixed(time.median / 10_000, 2)
    return [
      Stopwatch.line(
        "reading", time, note: "\(series) series, \(processes) busy processes, \(share) % of a core at 1 s")
    ]
  }
}
