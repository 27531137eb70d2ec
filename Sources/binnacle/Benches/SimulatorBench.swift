import Basics
import Glibc
import Monitoring
import Scheduling
import Simulation

extension Bench {
  static let simulator = Bench(
    name: "simulator", about: "the engine of events, M/M/c against Erlang, and populations over a week"
  ) { settings in
    StationBench.lines + [96_000_000, 200_000_000, 500_000_000, 1_000_000_000].map(PopulationBench.line)
  }
}

/// Customers followed one by one, against the closed form.
private enum StationBench {
  private static let service = Span.seconds(1_000)

  static var lines: [String] {
    [(1, 0.8), (10, 0.9), (40, 0.9)].map { line(servers: $0.0, utilisation: $0.1) }
  }

  private static func line(servers: Int, utilisation: Double) -> String {
    let events = 40_000_000
    let setting = Station.Setting(servers: servers, service: service, utilisations: [utilisation])
    var station = Station(setting, seed: 7)
    let start = Stopwatch.threadMicroseconds
    station.run(events: events, leavingOut: events / 20)
    let rate = Double(events) / (Stopwatch.threadMicroseconds - start) * 1e6
    let wait = QueueingLaws.wait(servers: servers, utilisation: utilisation) * service.seconds
    let (inside, arrivals, stay) = station.little
    let (erlang, little) = (station.meanWait / wait - 1, inside / (arrivals * stay) - 1)
    return "M/M/\(servers) \(Figures.percent(utilisation)) busy: \(Figures.count(rate)) events/s, "
      + "wait \(Figures.percent(abs(erlang), decimals: 2)) off Erlang C (asked 2 %), "
      + "L \(Figures.percent(abs(little), decimals: 3)) off λW (asked 1 %)"
  }
}

/// A week of so many users.
private enum PopulationBench {
  static func line(_ users: Int) -> String {
    let (tally, seconds) = week(users)
    return "\(Figures.count(Double(users))) users, 7 days: \(Figures.fixed(seconds, 2)) s (asked 10 s), "
      + "\(tally.peakNodes) nodes and \(tally.peakResidents) units at most, "
      + "the program \(Figures.bytes(peakMemory)) at most so far (asked 128 MiB)"
  }

  private static func week(_ users: Int) -> (tally: RunTally, seconds: Double) {
    let start = Stopwatch.threadMicroseconds
    do {
      var run = try PopulationRun(PopulationRun.Setting(users: users, length: .days(7))) { _, _ in BestFit() }
      run.run()
      return (run.tally, (Stopwatch.threadMicroseconds - start) / 1e6)
    } catch { preconditionFailure("a run without faults names no target") }
  }

  /// The most memory that the program has had so far.
  private static var peakMemory: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) * 1_024
  }
}
