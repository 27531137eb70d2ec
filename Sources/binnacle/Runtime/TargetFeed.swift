import Basics
import Collectors
import Glibc

/// Feeds the engine what the sources beyond this host tell, on a thread of its own.
struct TargetFeed {
  private let room: EngineRoom

  init(_ room: EngineRoom) { self.room = room }

  /// Runs for ever: while what this process sees counts, and asleep while it does not.
  func run() {
    let loop = TargetLoop(clock: Clock.now)
    loop.mostConnections = max(0, Descriptors.raise() - Self.spare)
    while true {
      if room.wantsSources { loop.use(room.origins) } else { loop.rest() }
      let observations = loop.turn(upTo: loop.count == 0 ? .seconds(1) : .milliseconds(500))
      // The engine is woken every second by this host; to wake it for each target would have it do little else.
      if !observations.isEmpty { room.mailbox.put(.observations(observations), quietly: true) }
    }
  }

  /// Descriptors that the rest of the program needs.
  private static let spare = 200
}

/// How many files and connections this process may have open.
enum Descriptors {
  /// Raises the number as far as is useful and allowed, and returns it.
  static func raise() -> Int {
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0 else { return 256 }
    let wanted = min(limit.rlim_max, 16_384)
    if limit.rlim_cur < wanted {
      var raised = limit
      raised.rlim_cur = wanted
      if setrlimit(resource, &raised) == 0 { limit = raised }
    }
    return Int(clamping: limit.rlim_cur)
  }
}
