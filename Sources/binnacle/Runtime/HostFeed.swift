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
  private let own: OwnMetrics
  private var clockSteps = 0

  /// - Parameter page: a file that this program's own metrics are written into now and then.
  init(_ room: EngineRoom, page: String? = nil) {
    self.room = room
    let name = HostCollector.hostName()
    collector = HostCollector(labels: ["instance": name, "job": "node"])
    own = OwnMetrics(source: ["instance": name, "job": "binnacle"], page: page)
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
      clockSteps += 1
    }
    let now = Clock.wall
    observations += collector.collect(at: now)
    let families = OwnMetrics.families(room.standing, clockSteps: clockSteps)
    observations.append(.scrape(own.scrape(families, at: now)))
    room.mailbox.put(.observations(observations))
    if let fault = own.write(families, at: now) { room.mailbox.put(.observations([fault])) }
  }
}
