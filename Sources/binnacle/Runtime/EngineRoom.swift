import Basics
import Collectors
import Engine
import Glibc
import Model
import Monitoring
import Scheduling
import Store
import Synchronization

/// The engine on its thread, fed by the sources on theirs. The newest snapshot can be had at any time.
/// A class because several threads share it.
final class EngineRoom: Sendable {
  /// What reaches the engine's thread.
  enum Letter: Sendable {
    case observations([Observation])
    /// What was observed some time ago: the engine sees it as it would have then.
    case past([Observation], lag: Span)
    /// An order was submitted: do not wait for the next second.
    case order
    case configuration(Configuration)
    /// Somebody wants to ask the series of late.
    case series(Mailbox<RecentSeries>)
    case stop
  }

  private struct Latest {
    var snapshot: Snapshot?
    var standing = EngineStanding()
    var wantsSources = false
    var origins: [Origin] = []
    var policy: NotificationPolicy?
    var outbox = NotificationHealth()
    var alerts: [AlertView] = []
    var silences: [Silence] = []
    var holdsWatch = false
    var commands: [Migration.Command] = []
    var steppedAt = Span.zero
    var hasStopped = false
  }

  let mailbox = Mailbox<Letter>()
  private let latest = Mutex(Latest())
  private let onSnapshot: @Sendable () -> Void

  /// - Parameter onSnapshot: called on the engine's thread whenever there is a new snapshot.
  init(onSnapshot: @escaping @Sendable () -> Void) { self.onSnapshot = onSnapshot }

  /// The newest snapshot, taken out: a second call gives nil until there is a newer one.
  func takeSnapshot() -> Snapshot? {
    latest.withLock { latest in
      defer { latest.snapshot = nil }
      return latest.snapshot
    }
  }

  /// Whether what this process sees counts, so that its sources are to be read.
  var wantsSources: Bool { latest.withLock { $0.wantsSources } }

  /// How the engine stood after its last step.
  var standing: EngineStanding { latest.withLock { $0.standing } }

  /// What is to be read beyond this host.
  var origins: [Origin] { latest.withLock { $0.origins } }

  /// Who is told of alerts.
  var policy: NotificationPolicy? { latest.withLock { $0.policy } }

  /// The alerts and the silences as they stand.
  var alerts: [AlertView] { latest.withLock { $0.alerts } }
  var silences: [Silence] { latest.withLock { $0.silences } }

  /// Whether this process holds the watch.
  var holdsWatch: Bool { latest.withLock { $0.holdsWatch } }

  /// What nodes are to be asked to do with units.
  var commands: [Migration.Command] { latest.withLock { $0.commands } }

  /// The same while the engine is at work and holds the watch; nil where its last step is longer ago than a span.
  func commands(within span: Span) -> [Migration.Command]? {
    latest.withLock { latest in
      let isFresh = !latest.hasStopped && latest.holdsWatch && Clock.uptime - latest.steppedAt <= span
      return isFresh ? latest.commands : nil
    }
  }

  /// Whether anything stands in the outbox that is to be sent.
  var hasOutbox: Bool { latest.withLock { $0.outbox.pending > 0 } }

  static var beat: Beat { beat(lag: .zero) }

  private static func beat(lag: Span) -> Beat {
    Beat(pid: getpid(), boot: Clock.boot, uptime: Clock.uptime - lag)
  }

  /// Whether a process of this machine still runs.
  @Sendable static func isAlive(_ pid: Int32) -> Bool { kill(pid, 0) == 0 || errno == EPERM }

  /// Starts the engine on a thread of its own, with what the data files say.
  /// - Parameters:
  ///   - keepsScrapes: whether what is scraped is written down, so that it is there after a restart.
  ///   - isExecuting: whether somebody carries out what the scheduler decides.
  ///   - scaling: how many units of which group there are to be, unless the user's own rules say so.
  ///   - lag: how far behind the present the engine begins; what reaches it first is to be the past.
  func start(
    _ store: Store, _ options: Options, facts: Bool, keepsScrapes: Bool = true, isExecuting: Bool = false,
    scaling: [ScalingRule]? = nil, lag: Span = .zero
  ) {
    // Handed over: nobody else touches the store from here on.
    nonisolated(unsafe) let store = store
    let (directories, user) = (options.paths.data, options.configuration)
    let shelf = RuleShelf(path: options.paths.savedRules)
    let isNew = facts && store.hasNoFacts
    let configuration = Later { DataFiles.configuration(in: directories, at: Clock.wall, facts: isNew) }
    Worker.start(niceness: 0) { [self] in
      // What the store has is read while the files are; a new store gets from them what it is to have.
      let engine = Engine(store: store, configuration: isNew ? configuration.value : Configuration())
      engine.prepare(at: Clock.wall - lag, beat: Self.beat(lag: lag), isAlive: Self.isAlive)
      var known = configuration.value
      known.keepsScrapes = keepsScrapes
      (known.retention, known.windows) = (user.retention, user.windows)
      known.guardrails = user.guardrails
      (known.isExecuting, known.scaling) = (isExecuting, scaling ?? user.scaling)
      if !isExecuting, let programs = user.programs { known.use(programs) }
      engine.use(known)
      run(engine, shelf, lag: lag)
    }
  }

  /// Runs the engine until it is told to stop. Call on a thread of its own.
  private func run(_ engine: Engine, _ shelf: RuleShelf, lag: Span) {
    var (wait, isNice) = (Span.milliseconds(20), false)
    var (steppedAt, lag) = (Span.zero, lag)
    while true {
      let letters = mailbox.take(waitingUpTo: wait)
      var observations: [Observation] = []
      for letter in letters {
        switch letter {
        case .observations(let found): observations += found
        case .past(let found, let behind): (observations, lag) = (observations + found, behind)
        case .order: break
        case .configuration(let configuration): engine.use(configuration)
        case .series(let reader): reader.put(engine.recent)
        case .stop:
          latest.withLock { $0.holdsWatch = false }
          engine.stop(beat: Self.beat(lag: lag))
          latest.withLock { $0.hasStopped = true }
          return
        }
      }
      // Whoever only asks for the series does not bring the next step forward.
      if observations.isEmpty, isOnlyAsked(letters), Clock.uptime - steppedAt < .seconds(1) { continue }
      steppedAt = Clock.uptime
      engine.use(Options.zone(at: Clock.wall))
      let start = Stopwatch.threadMicroseconds
      let snapshot = engine.advance(
        to: Clock.wall - lag, beat: Self.beat(lag: lag), taking: observations, isAlive: Self.isAlive)
      if let reason = shelf.apply(engine.takeRuleChanges()) {
        mailbox.put(.observations([.fault(source: "rules/saved", reason: reason)]))
      }
      publish(snapshot, engine, step: (Stopwatch.threadMicroseconds - start) / 1e6)
      // The first screen waits for the engine; from then on the screen goes first, and is given time to be drawn.
      wait = !isNice ? .milliseconds(120) : engine.isRecollecting ? .zero : .milliseconds(1_200)
      if !isNice { Worker.beNice() }
      isNice = true
    }
  }

  private func isOnlyAsked(_ letters: [Letter]) -> Bool {
    !letters.isEmpty
      && letters.allSatisfy { letter in
        if case .series = letter { true } else { false }
      }
  }

  /// - Parameter step: the processor time of the step, in seconds.
  private func publish(_ snapshot: Snapshot, _ engine: Engine, step: Double) {
    latest.withLock { latest in
      latest.standing = EngineStanding(
        counts: snapshot.counts, digest: snapshot.digest,
        sources: snapshot.sources.count, failingSources: snapshot.sources.count { $0.fault != nil },
        storeBytes: snapshot.store.bytes, lastStep: step, allSteps: latest.standing.allSteps + step)
      latest.snapshot = snapshot
      latest.wantsSources = engine.wantsSources
      latest.origins = engine.origins
      latest.policy = engine.policy
      (latest.alerts, latest.silences) = (snapshot.alerts, snapshot.silences)
      latest.outbox = snapshot.notifications
      latest.holdsWatch = engine.isHolder
      latest.commands = engine.commands
      latest.steppedAt = Clock.uptime
    }
    onSnapshot()
  }

  /// Has the engine save what is left and give its lease up, and waits a moment for it.
  func stop() {
    mailbox.put(.stop)
    for _ in 0..<200 where !latest.withLock({ $0.hasStopped }) { usleep(5_000) }
  }
}
