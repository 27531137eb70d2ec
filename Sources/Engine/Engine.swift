import Basics
import Community
import Costs
import Model
import Monitoring
import Roadmap
import Store
import Telemetry

/// The engine: observations and orders in, a snapshot out, everything written down on the way. It reads no clock and
/// starts nothing. On a store whose lease another process holds it only follows that process.
/// A class because it owns the store and all that is remembered between two steps.
public final class Engine {
  let store: Store
  var configuration: Configuration
  var role = Role.idle
  var now = Instant.epoch

  // What has been seen.
  var head = Head()
  var fleet = Fleet()
  var recorder = VitalsRecorder()
  var sourceFaults: [String: String] = [:]
  /// What is to be read beyond this host.
  public internal(set) var origins: [Origin] = []

  // What the rules make of it.
  var book = AlertBook()
  var silences: [Silence] = []
  var incidents = IncidentKeeper()
  var evaluations = Evaluations()
  /// What recording rules have recorded, by the place of each.
  var recorders: [String: Recorder] = [:]
  /// What of the alerts has been recorded, by the identity of each rule.
  var alertRecorders: [String: AlertRecorder] = [:]
  /// When rules were last evaluated before this process took the watch, until that has been told.
  var lookedLast: Instant?
  var hasToldGap = false
  /// When rules were evaluated, until that is written down.
  var evaluatedAt: Instant?
  /// The clock that nobody sets, at this step.
  var uptime = Span.zero
  var objectives = ObjectiveKeeper()

  var bottlenecks = BottleneckWatch()
  var units = UnitKeeper()
  var acts = ActKeeper()
  var scaling = ScalingKeeper()
  var learning = LearningKeeper()

  /// Nil until it is known who is to be told of alerts.
  var dispatcher: Dispatcher?
  /// The names of the silences that each Alertmanager has told last.
  var foreignSilences: [String: Set<String>] = [:]
  /// What the dispatcher said last, which is dear to ask for thousands of alerts.
  var knownRoutings: KnownRoutings?
  var anomalies = AnomalyKeeper()
  /// The views of the alerts, until something in them changes.
  var knownAlerts: KnownAlertViews?
  var notificationHealth = NotificationHealth()
  /// What consoles are to show of late, newest first.
  var notices: [OutboxEntry] = []

  // What people plan, measure and pay.
  var plan = Plan()
  var board = Board()
  var words = Words()
  /// What was found, and on which day; nil when it must be worked out again.
  var findings: (day: Day, found: [Finding])?
  var costs = CostKeeper()
  var exhaustions = ExhaustionKeeper()

  // What people have made of the series.
  var panels: [SavedPanel] = []
  var ruleChanges: [SavedRule.Change] = []

  // What happened.
  var orders: [Order] = []
  var log: [LogEntry] = []
  var unsaved = Unsaved()
  var health: StoreHealth
  var housekeeping = Housekeeping()
  /// When the clock was last set.
  var steppedAt: Instant?
  var following = Following()
  var recollection: Recollection?
  var compaction = Compaction()
  var counts = EngineCounts()
  private var revision = 0
  let purpose: Purpose

  /// What an engine is run for.
  public enum Purpose: Sendable {
    /// To hold the watch, or to follow whoever does.
    case watch
    /// To carry out orders on a store that nobody watches, and go.
    case errand
    /// To look once, without ever taking the lease.
    case visit
  }

  /// What this process is on its store.
  enum Role: Equatable {
    /// Not asked for the lease yet.
    case idle
    case holder(epoch: Int64, since: Instant)
    case onlooker
  }

  /// The words for the indicators' categories and units.
  struct Words {
    var categories: [String: Bilingual] = [:]
    var units: [String: Bilingual] = [:]
  }

  public init(store: Store, configuration: Configuration, purpose: Purpose = .watch) {
    self.store = store
    self.purpose = store.isReadOnly ? .visit : purpose
    self.configuration = configuration
    health = StoreHealth(path: store.path, schema: store.schema, isReadOnly: store.isReadOnly)
    heedComplaints()
  }

  /// The store, for looking things up on the engine's own thread.
  public var sharedStore: Store { store }

  public var isHolder: Bool {
    if case .holder = role { true } else { false }
  }

  /// Whether what this process sees counts: it holds the lease, or nobody does and it may not.
  public var wantsSources: Bool { isHolder || purpose == .visit && following.holder == nil }

  /// Takes the lease if it is free and reads what the store knows, so that the first step has less to do.
  public func prepare(at now: Instant, beat: Beat, isAlive: (Int32) -> Bool) {
    self.now = now
    keepWatch(beat, isAlive: isAlive)
  }

  /// Takes in what the sources delivered, applies the rules, carries out orders, writes it all down, and returns what
  /// there is to show. Call it about once a second, and at once when something has come.
  /// - Parameters:
  ///   - now: the time of day.
  ///   - beat: this process's sign of life, asked for anew before it is written down: a step may take long.
  ///   - observations: what came since the last call; dropped while another process holds the lease, and not written
  ///     down by one that may not hold it.
  ///   - isAlive: whether a process of this machine still runs.
  public func advance(
    to now: Instant, beat: @autoclosure () -> Beat, taking observations: [Observation] = [],
    isAlive: (Int32) -> Bool = { _ in true }
  ) -> Snapshot {
    self.now = now
    let atFirst = beat()
    uptime = atFirst.uptime
    keepWatch(atFirst, isAlive: isAlive)
    // The first step only shows; reading up on what was before comes after.
    if revision > 0 { recollect() }
    if isHolder {
      if purpose == .watch {
        take(observations)
        applyRules()
        findBottlenecks()
        lookForAnomalies()
        followIncidents()
        countCosts()
        followMigrations()
      }
      carryOutOrders()
      if purpose == .watch { notify() }
      save(beat())
    } else {
      follow(beat(), isAlive: isAlive)
      if wantsSources { look(at: observations) }
    }
    lookForUnits()
    planMigrations()
    scale()
    improveLayout()
    foresee()
    revision += 1
    return snapshot(beat: beat(), revision: revision)
  }

  /// Nobody writes down what happens, so it is only looked at.
  private func look(at observations: [Observation]) {
    take(observations)
    applyRules()
    findBottlenecks(most: 64)
    lookForAnomalies()
    followIncidents()
    heedAlertChanges()
    unsaved = Unsaved()
  }

  /// Gives the lease up and saves what is left; the engine is not used after.
  public func stop(beat: Beat) {
    if case .holder(let epoch, _) = role {
      carryOutOrders()
      save(beat)
      attempt { () throws(StoreFault) in
        try store.write { () throws(StoreFault) in try store.releaseLease(epoch: epoch) }
      }
    } else if purpose == .watch {
      attempt { () throws(StoreFault) in try store.lookAway(pid: beat.pid) }
    }
    role = .idle
  }

  /// Rules, thresholds or prices were changed.
  public func use(_ configuration: Configuration) {
    let keptScrapes = self.configuration.keepsScrapes
    self.configuration = configuration
    if keptScrapes != configuration.keepsScrapes { beginCompaction() }
    evaluations = Evaluations()
    incidents.forgetFiles()
    acts.settings.usual = configuration.initiative
    scaling.restart()
    if let policy = configuration.policy { dispatcher?.use(policy, at: now) }
    knownRoutings = nil
    knownAlerts = nil
    heedComplaints()
    findings = nil
  }

  /// What is wrong with a data file is shown like any source that cannot be read.
  private func heedComplaints() {
    sourceFaults = sourceFaults.filter { !$0.key.hasPrefix("data/") }
    for (index, complaint) in configuration.complaints.enumerated() {
      sourceFaults["data/\(index + 1)"] = complaint
    }
  }

  /// The offset of local time, which changes twice a year.
  public func use(_ zone: Zone) { configuration.zone = zone }

  /// Runs something that needs the store; a fault is remembered and shown, never fatal.
  @discardableResult
  func attempt<Result>(_ body: () throws(StoreFault) -> Result) -> Result? {
    do { return try body() } catch {
      blameStore(error)
      return nil
    }
  }
}
