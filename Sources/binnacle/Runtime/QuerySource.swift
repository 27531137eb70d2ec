import Basics
import Collectors
import Console
import Engine
import Glibc
import Model
import Store
import Telemetry

/// The one place where it is decided what queries read their series from.
enum QuerySource {
  /// What the running engine has in memory, and before that what the store has.
  /// - Parameter store: a connection of the thread that asks; nil where scrapes are not kept.
  static func live(_ recent: RecentSeries, _ store: Store? = nil) -> any SeriesSource {
    recent.joined(to: store)
  }

  /// What there is to ask on a command line. While nobody watches this host it is read just now, if that is asked for.
  static func open(_ options: Options, readsHost: Bool) throws(Complaint) -> any SeriesSource {
    let opening = StoreOpening(options)
    let path = options.paths.store
    let store = try opening.explaining { () throws(StoreFault) in
      try Files.exists(path) ? Store(path: path, use: options.isReadOnly ? .read : .own) : Store()
    }
    let engine = Engine(store: store, configuration: Configuration(), purpose: .visit)
    advance(engine)
    while engine.isRecollecting { advance(engine) }
    if readsHost, engine.wantsSources { readHost(engine) }
    return RemoteSources(clock: Clock.now).joined(to: engine.series, engine.origins)
  }

  private static func advance(_ engine: Engine, taking observations: [Observation] = []) {
    _ = engine.advance(
      to: Clock.wall, beat: EngineRoom.beat, taking: observations, isAlive: EngineRoom.isAlive)
  }

  /// Rates need two readings.
  private static func readHost(_ engine: Engine) {
    let name = HostCollector.hostName()
    let collector = HostCollector(labels: ["instance": name, "job": "node"])
    collector.readSlowParts(at: Clock.wall)
    advance(engine, taking: collector.collect(at: Clock.wall))
    usleep(300_000)
    advance(engine, taking: collector.collect(at: Clock.wall))
  }
}
