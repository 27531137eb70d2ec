import Basics
import Community
import Monitoring
import Roadmap

/// Everything there is to show at one time. A value: whoever has it can keep it.
public struct Snapshot: Sendable {
  public var at: Instant
  /// Counts up with every snapshot of a run.
  public var revision: Int
  public var watch: Watch
  public var nodes: [NodeView]
  public var alerts: [AlertView]
  /// What is broken, and what was lately; the most urgent first.
  public var incidents: [IncidentView] = []
  public var onCall = OnCallView()
  public var runbooks: [Runbook] = []
  public var silences: [Silence]
  public var rules: [RuleView]
  /// The most urgent first.
  public var objectives: [ObjectiveView] = []
  public var costs: CostView
  /// What nodes are expected to run out of, by node.
  public var exhaustions: [String: [ExhaustionView]] = [:]
  public var plan: Plan
  public var board: Board
  /// The words for the indicators' categories and units.
  public var categories: [String: Bilingual]
  public var measures: [String: Bilingual]
  /// The units of all nodes, those whose node is lost first, then those that take the most of theirs.
  public var units: [UnitView] = []
  /// The nodes as the scheduler sees them.
  public var cluster = ClusterView()
  /// What is done with units.
  public var acts = ActsView()
  /// The units by what they are, of the groups that are to be kept at the size their work needs.
  public var groups: [GroupView] = []
  public var findings: [Finding]
  /// The newest first.
  public var orders: [Order]
  /// The newest first.
  public var log: [LogEntry]
  public var sources: [SourceHealth]
  /// What holds work up on nodes, the worst first, and what did lately.
  public var bottlenecks: [BottleneckView] = []
  /// What was unlike its past in the last day, the newest first.
  public var anomalies: [AnomalyView] = []
  /// What is defined to be read beyond this host.
  public var origins: [Origin] = []
  /// The graphs people have saved, in the order they did.
  public var panels: [SavedPanel]
  public var store: StoreHealth
  public var thresholds: Thresholds
  public var digest: Digest
  public var counts: EngineCounts
  /// What consoles are to show of late by bell or notice, newest first.
  public var notices: [OutboxEntry] = []
  public var notifications = NotificationHealth()
  /// The mean CPU share of all nodes lately, oldest first.
  public var loadTrend: [Float]

  /// Who holds the watch: the one process that runs the engine on a store.
  public struct Watch: Sendable, Hashable {
    public var pid: Int32
    public var since: Instant
    /// Nobody holds it while there is no process: what is seen is not written down.
    public var isHeld: Bool { pid != 0 }
    /// Whether this very process holds it.
    public var isOurs: Bool
    /// The other consoles that look on.
    public var onlookers: [Int32]
    /// When the holder last took things in.
    public var lastTick: Instant

    public init(pid: Int32, since: Instant, isOurs: Bool, onlookers: [Int32] = [], lastTick: Instant) {
      self.pid = pid
      self.since = since
      self.isOurs = isOurs
      self.onlookers = onlookers
      self.lastTick = lastTick
    }
  }

  public init(at: Instant, watch: Watch) {
    self.at = at
    revision = 0
    self.watch = watch
    nodes = []
    alerts = []
    silences = []
    rules = []
    costs = CostView()
    plan = Plan()
    board = Board()
    categories = [:]
    measures = [:]
    findings = []
    orders = []
    log = []
    sources = []
    panels = []
    store = StoreHealth(path: "")
    thresholds = Thresholds()
    digest = Digest()
    counts = EngineCounts()
    loadTrend = []
  }

  public func node(_ identifier: String) -> NodeView? { nodes.first { $0.identifier == identifier } }
  public func unit(_ identifier: String) -> UnitView? { units.first { $0.identifier == identifier } }
  public func objective(_ name: String) -> ObjectiveView? { objectives.first { $0.objective.name == name } }
  public func runbook(_ name: String) -> Runbook? { runbooks.first { $0.name == name } }
  /// The incident of a number, or the one it was merged into.
  public func incident(_ number: Int) -> IncidentView? {
    incidents.first { $0.incident.identifier == number || $0.parts.contains { $0.identifier == number } }
  }
  /// The incident that an alert is a part of and that is not over.
  public func incident(of alert: AlertView) -> IncidentView? { alert.incident.flatMap { incident($0) } }
  public func alert(_ identifier: String) -> AlertView? { alerts.first { $0.alert.identifier == identifier } }
}

/// How reading a source goes.
public struct SourceHealth: Sendable, Hashable {
  public let name: String
  public var lastSeen: Instant?
  public var interval: Span
  public var series: Int
  /// Why it cannot be read.
  public var fault: String?

  public init(name: String, lastSeen: Instant?, interval: Span, series: Int, fault: String?) {
    self.name = name
    self.lastSeen = lastSeen
    self.interval = interval
    self.series = series
    self.fault = fault
  }

  /// How urgent it is: it fails, or has missed many readings, or a few.
  public func severity(at now: Instant) -> Severity {
    if fault != nil { return .act }
    guard let lastSeen else { return .ok }
    switch NodeView.State(silence: now - lastSeen, interval: interval) {
    case .up: return .ok
    case .stale: return .watch
    case .lost: return .act
    }
  }
}

/// How the store is.
public struct StoreHealth: Sendable, Hashable {
  public var path: String
  public var bytes: Int64
  public var schema: Int
  public var isReadOnly: Bool
  /// Why nothing can be saved, and since when.
  public var fault: String?
  /// Which kind of trouble it is, for the sentence a person sees.
  public var trouble: StoreTrouble?
  public var failingSince: Instant?

  public init(
    path: String, bytes: Int64 = 0, schema: Int = 0, isReadOnly: Bool = false, fault: String? = nil,
    failingSince: Instant? = nil
  ) {
    self.path = path
    self.bytes = bytes
    self.schema = schema
    self.isReadOnly = isReadOnly
    self.fault = fault
    self.failingSince = failingSince
  }
}

/// The kinds of trouble with a store that a person can do something about, and the rest.
public enum StoreTrouble: Hashable, Sendable {
  /// The file or its directory cannot be opened or made.
  case inaccessible
  /// The file is something other than a store of this program.
  case notAStore
  /// A newer version of the program wrote it.
  case tooNew(found: Int, known: Int)
  case corrupt
  /// Another program has locked it.
  case locked
  case full
  case readOnly
  /// A process holds its watch.
  case watched(pid: Int32)
  case failed
}
