import Basics
import Canvas
import Collectors
import Engine
import Glibc
import Model
import Store
import Telemetry

extension Bench {
  static let peer = Bench(
    name: "peer",
    about: "1,000 targets of 50 series every 10 s, scraped by Prometheus and by this program at the same time"
  ) { _ in
    guard access(PeerServer.program, X_OK) == 0 else { return ["prometheus is not installed"] + reading() }
    guard Descriptors.raise() > PeerRun.targets * 3 else { return ["too few descriptors may be open"] }
    guard let server = PageServer(targets: PeerRun.targets * 2) else { return ["no socket can be opened"] }
    Worker.start { server.run() }
    defer { server.stop() }
    guard let peer = PeerServer(pages: server.port, targets: PeerRun.targets) else {
      return ["prometheus does not start"]
    }
    defer { peer.end() }
    do throws(StoreFault) { return try PeerRun(server, peer).report() + reading() } catch {
      return [error.sentence.english]
    }
  }

  /// How long it takes to read what such a server answers.
  private static func reading() -> [String] {
    let series = (0..<1_000).map { number in
      let values = (0..<300).map { "[\(1_773_480_000 + $0 * 10).123,\"\(number * 977 + $0).25\"]" }
      return
        "{\"metric\":{\"__name__\":\"bench_total\",\"instance\":\"node-\(number)\",\"job\":\"bench\"},\"values\":["
        + values.joined(separator: ",") + "]}"
    }
    let answer =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
      + series.joined(separator: ",") + "]}}"
    let bytes = Array(answer.utf8)
    var fault: RemoteFault?
    let time = Stopwatch.time(21) {
      do throws(RemoteFault) { _ = try AnswerReader.read(bytes, mostSeries: 1_000) } catch { fault = error }
    }
    if let fault { return [fault.description] }
    return [
      Stopwatch.line(
        "reading an answer", time, note: "1,000 series of 300 samples, \(Figures.bytes(Double(bytes.count)))")
    ]
  }
}

/// Both at work on the same pages, and then asked the same.
private struct PeerRun {
  static let targets = 1_000
  private static let warm = Span.seconds(40)
  private static let measured = Span.seconds(60)
  private let server: PageServer
  private let peer: PeerServer
  private let engine: Engine
  private let loop: TargetLoop
  private let path = "/tmp/binnacle-bench-\(getpid()).db"

  init(_ server: PageServer, _ peer: PeerServer) throws(StoreFault) {
    (self.server, self.peer) = (server, peer)
    engine = Engine(store: try Store(path: path, use: .own), configuration: Configuration())
    loop = TargetLoop(clock: Clock.now)
    loop.mostConnections = Self.targets
    loop.use(
      (0..<Self.targets).map { number in
        var options = Origin.Options()
        options.labels = ["instance": "node-\(number)"]
        return Origin(
          name: "bench", kind: .scrape, address: "http://127.0.0.1:\(server.port)/\(number)",
          options: options)
      })
  }

  func report() -> [String] {
    defer { for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) } }
    // Pages are parsed in full and connections made at first.
    _ = run(for: Self.warm)
    let (ours, theirs, start) = (own, peer.microseconds, Clock.uptime)
    let samples = Double(run(for: Self.measured))
    let seconds = (Clock.uptime - start).seconds
    return [
      line("this program", (own - ours) / samples, OwnMetrics.resident, ", the pages' server included"),
      // It scrapes the same, and as often.
      line("prometheus", (peer.microseconds - theirs) / samples, peer.resident, ""),
      "\(Figures.fixed(samples / seconds, 0)) samples a second for \(Figures.fixed(seconds, 0)) s",
    ] + questions.map(compare)
  }

  private func line(_ name: String, _ microseconds: Double, _ resident: Double, _ note: String) -> String {
    "\(name.padded(to: 34))\(Figures.fixed(microseconds, 2)) µs of processor a sample; "
      + "\(Figures.bytes(resident)) resident\(note)"
  }

  /// The processor time of this process without that of the pages' server.
  private var own: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let seconds = Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
    return seconds * 1e6 + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) - server.microseconds
  }

  /// Scrapes and keeps for a time, a step of the engine every second; how many samples came.
  private func run(for span: Span) -> Int {
    let deadline = Clock.uptime + span
    var (samples, step, waiting) = (0, Clock.uptime + .seconds(1), [Observation]())
    while Clock.uptime < deadline {
      waiting += loop.turn(upTo: .milliseconds(200))
      guard Clock.uptime >= step else { continue }
      for case .scrape(let scrape) in waiting { samples += scrape.values.count }
      _ = engine.advance(
        to: Clock.wall, beat: EngineRoom.beat, taking: waiting, isAlive: EngineRoom.isAlive)
      (waiting, step) = ([], step + .seconds(1))
    }
    return samples
  }

  private var questions: [String] {
    [
      "node_bench_part0_bytes_total{instance=\"node-7\",device=\"veth3\"}",
      "sum by (device) (rate(node_bench_part0_bytes_total[30s]))", "count({job=\"bench\"})",
    ]
  }

  /// How long each takes to answer over the last minute.
  private func compare(_ text: String) -> String {
    let end = Clock.wall.rounded(downTo: .seconds(10))
    let (start, step) = (end - .minutes(1), Span.seconds(10))
    let origin = Origin(name: "peer", kind: .prometheus, address: "http://127.0.0.1:\(peer.port)")
    guard let remote = RemotePrometheus(origin, clock: Clock.now) else { return "no address" }
    do {
      let expression = try Parser.parse(text)
      var (here, there) = (0, 0)
      let ours = try Self.best {
        here = try RangeQuery(engine.series, from: start, to: end, step: step).series(of: expression).count
      }
      let theirs = try Self.best {
        there = try remote.queryRange(text, from: start, to: end, step: step).value.count
      }
      return "\(Figures.fixed(ours, 2)) ms here, \(Figures.fixed(theirs, 2)) ms there over HTTP: "
        + "\(here) and \(there) series of \(text)"
    } catch { return "\(text): \(error)" }
  }

  /// The least time of some runs, in milliseconds.
  private static func best(_ work: () throws -> Void) throws -> Double {
    var least = Double.infinity
    for _ in 0..<7 {
      let start = Clock.now().nanoseconds
      try work()
      least = min(least, Double(Clock.now().nanoseconds - start) / 1e6)
    }
    return least
  }
}
