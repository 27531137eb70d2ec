import Basics
import Collectors
import Glibc
import Model
import Telemetry

extension Bench {
  static let scrape = Bench(
    name: "scrape", about: "1,000 targets of 50 series each over HTTP on this machine, once a second"
  ) { _ in
    guard let server = PageServer(targets: targets) else { return ["no socket can be opened"] }
    Worker.start { server.run() }
    defer { server.stop() }
    let limit = Descriptors.raise()
    guard limit > targets * 2 + 100 else { return ["only \(limit) descriptors may be open"] }
    return measure(server)
  }

  private static let targets = 1_000
  private static let rounds = 5

  private static func measure(_ server: PageServer) -> [String] {
    let before = OwnMetrics.resident
    var tally = Tally()
    let loop = TargetLoop(clock: Clock.now)
    loop.mostConnections = targets
    loop.use(origins(port: server.port))
    // The first reading of a page is parsed in full, and connections are made.
    while tally.scrapes < targets * 2, tally.faults == 0 { tally.add(loop.turn(upTo: .milliseconds(500))) }
    let (first, served) = (Stopwatch.threadMicroseconds, server.microseconds)
    tally = Tally()
    while tally.scrapes < targets * rounds { tally.add(loop.turn(upTo: .milliseconds(500))) }
    let own = (Stopwatch.threadMicroseconds - first) / Double(tally.scrapes)
    let theirs = (server.microseconds - served) / Double(tally.scrapes)
    let series = Double(tally.series) / Double(tally.scrapes)
    return [
      line("a scrape, fetched, read and handed over", own, "\(Figures.fixed(series, 0)) series"),
      line("a series", own / series, ""),
      line("the server's part of it, apart", theirs, ""),
      "1,000 targets every 10 s take \(Figures.percent(own * 100 / 1e6, decimals: 1)) of a core; "
        + "\(tally.faults) faults; memory grew by \(Figures.bytes(OwnMetrics.resident - before)), server and all",
    ]
  }

  private static func line(_ name: String, _ microseconds: Double, _ note: String) -> String {
    Stopwatch.line(name, (least: microseconds, median: microseconds), note: note)
  }

  private static func origins(port: Int) -> [Origin] {
    (0..<targets).map { number in
      var options = Origin.Options()
      options.interval = .seconds(1)
      options.timeout = .seconds(1)
      options.labels = ["instance": "node-\(number)"]
      return Origin(
        name: "bench", kind: .scrape, address: "http://127.0.0.1:\(port)/\(number)", options: options)
    }
  }

  /// What came.
  private struct Tally {
    var scrapes = 0
    var series = 0
    var faults = 0

    mutating func add(_ observations: [Observation]) {
      for observation in observations {
        switch observation {
        case .scrape(let scrape):
          scrapes += 1
          series += scrape.values.count
        case .fault(_, let reason): faults += reason == nil ? 0 : 1
        case .processes, .silences, .answers, .clockStep: break
        }
      }
    }
  }
}
