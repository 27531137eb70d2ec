import Basics
import Collectors
import Glibc
import Model
import Telemetry

/// Feeds this host's figures to the engine every second, on a thread of its own.
struct HostFeed {
  private let room: EngineRoom
  private let collector: HostCollector
  private var watch = ClockWatch()
  private var own = OwnFigures()

  init(_ room: EngineRoom) {
    self.room = room
    let name = HostCollector.hostName()
    collector = HostCollector(labels: ["instance": name, "job": "node"])
    own.labels = ["instance": name, "job": "binnacle"]
  }

  /// Runs for ever: on every whole second while this process holds the lease, and asleep while it does not.
  mutating func run() {
    startSlowWork()
    collect()
    // Rates need two readings; the second comes soon, so that the first screen is not half empty for a second.
    usleep(250_000)
    while true {
      if room.wantsSources { collect() }
      if collector.slowWorkHangs(at: Clock.wall) { startSlowWork() }
      let past = Clock.wall.milliseconds % 1_000
      usleep(UInt32(1_000 - past) * 1_000)
    }
  }

  private func startSlowWork() {
    let work = collector.slowWork
    Worker.start { work { Clock.wall } }
  }

  private mutating func collect() {
    var observations: [Observation] = []
    if let step = watch.step(wall: Clock.wall, uptime: Clock.uptime) {
      observations.append(.clockStep(step))
      own.clockSteps += 1
    }
    let now = Clock.wall
    observations += collector.collect(at: now)
    observations.append(.scrape(own.scrape(at: now)))
    room.mailbox.put(.observations(observations))
  }
}

/// What this program tells of itself.
struct OwnFigures {
  var labels: Labels = [:]
  var clockSteps = 0.0

  private static let layout = Layout([
    Layout.Column("process_cpu_seconds_total"), Layout.Column("process_resident_memory_bytes"),
    Layout.Column("binnacle_clock_steps_total"),
  ])

  func scrape(at now: Instant) -> Scrape {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let (user, system) = (usage.ru_utime, usage.ru_stime)
    let cpu = Double(user.tv_sec + system.tv_sec) + Double(user.tv_usec + system.tv_usec) / 1e6
    return Scrape(
      source: labels, at: now, layout: Self.layout, values: [cpu, Self.resident, clockSteps])
  }

  /// Resident bytes, from `/proc/self/statm`.
  static var resident: Double {
    let fields = String(decoding: Files.bytes("/proc/self/statm") ?? [], as: UTF8.self).split(separator: " ")
    guard fields.count > 1, let pages = Double(fields[1]) else { return .nan }
    return pages * Double(sysconf(Int32(_SC_PAGESIZE)))
  }
}
