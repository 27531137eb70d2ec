import Basics
import Glibc
import Model
import Telemetry

@testable import Collectors

/// The real loop on real sockets, run until something has come.
final class LoopRun {
  let loop: TargetLoop
  private(set) var scrapes: [Scrape] = []
  /// The last reason told of each source; nil when it is told to be well.
  private(set) var faults: [String: String?] = [:]
  private(set) var reports: [TargetReport] = []

  @Sendable static func now() -> Moment {
    var (wall, own) = (timespec(), timespec())
    clock_gettime(CLOCK_REALTIME, &wall)
    clock_gettime(CLOCK_BOOTTIME, &own)
    return Moment(
      wall: Instant(milliseconds: Int64(wall.tv_sec) * 1_000 + Int64(wall.tv_nsec) / 1_000_000),
      nanoseconds: Int64(own.tv_sec) * 1_000_000_000 + Int64(own.tv_nsec))
  }

  init(_ origins: [Origin]) {
    loop = TargetLoop(clock: Self.now, startsAtOnce: true, listPause: .milliseconds(100))
    loop.use(origins)
  }

  /// Runs until the condition holds; false when it does not within a time that is ample.
  func run(until isDone: (LoopRun) -> Bool) -> Bool {
    let deadline = Self.now().uptime + .seconds(60)
    while Self.now().uptime < deadline {
      for observation in loop.turn(upTo: .milliseconds(20)) {
        switch observation {
        case .scrape(let scrape): scrapes.append(scrape)
        case .fault(let source, let reason): faults[source] = .some(reason)
        case .processes, .silences, .answers, .clockStep: break
        }
      }
      if isDone(self) { return true }
    }
    return false
  }

  func scrapes(of job: String) -> [Scrape] { scrapes.filter { $0.source["job"] == job } }

  /// The last value of a target's only series of a name.
  func value(_ metric: String, of job: String) -> Double? { scrapes(of: job).last?.value(metric) }

  /// Why a target of a server cannot be read.
  func fault(of job: String) -> String? {
    faults.first { $0.key.hasPrefix("\(job)/") }?.value ?? nil
  }

  /// What one reading of an address comes to.
  static func once(_ address: String, _ change: (inout Origin.Options) -> Void = { _ in }) -> LoopRun {
    var options = Origin.Options()
    change(&options)
    let run = LoopRun([Origin(name: "t", kind: .scrape, address: address, options: options)])
    _ = run.run { !$0.scrapes.isEmpty }
    return run
  }
}

extension Origin {
  /// A page that is read every tenth of a second.
  static func page(_ name: String, _ address: String, _ change: (inout Options) -> Void = { _ in }) -> Origin
  {
    var options = Options()
    options.interval = .milliseconds(100)
    options.timeout = .seconds(10)
    change(&options)
    return Origin(name: name, kind: .scrape, address: address, options: options)
  }
}
