import Basics
import Model
import Monitoring
import Scheduling
import Store
import Telemetry

extension Engine {
  func snapshot(beat: Beat, revision: Int) -> Snapshot {
    var snapshot = Snapshot(at: now, watch: watch(beat))
    snapshot.revision = revision
    snapshot.alerts = alertViews()
    snapshot.nodes = nodes(with: snapshot.alerts)
    snapshot.incidents = incidentViews()
    snapshot.onCall = incidents.onCall(by: configuration.onCall, at: now)
    snapshot.runbooks = configuration.runbooks
    snapshot.silences = silences
    snapshot.rules = ruleViews()
    snapshot.objectives = objectiveViews(snapshot.alerts)
    snapshot.costs = costView()
    snapshot.exhaustions = exhaustions.found
    snapshot.plan = plan
    snapshot.board = board
    snapshot.categories = words.categories
    snapshot.measures = words.units
    snapshot.units = units.views
    snapshot.cluster = units.cluster
    snapshot.cluster.learned = learning.learner.learned
    snapshot.acts = acts.view(isExecuting: configuration.isExecuting)
    snapshot.groups = groups
    snapshot.acts.learning = learning.view(of: acts.settings.policyInForce)
    snapshot.findings = currentFindings()
    snapshot.orders = orders
    snapshot.log = log
    snapshot.sources = sources()
    snapshot.bottlenecks = bottleneckViews()
    snapshot.anomalies = anomalies.found
    snapshot.origins = origins
    snapshot.panels = panels
    snapshot.store = storeHealth()
    snapshot.thresholds = configuration.thresholds
    snapshot.counts = counts
    snapshot.digest = Digest(nodes: snapshot.nodes, alerts: snapshot.alerts)
    snapshot.loadTrend = fleet.loadTrend
    snapshot.notices = notices
    snapshot.notifications = notificationHealth
    return snapshot
  }

  private func watch(_ beat: Beat) -> Snapshot.Watch {
    if case .holder(_, let since) = role {
      return Snapshot.Watch(
        pid: beat.pid, since: since, isOurs: true, onlookers: following.onlookers, lastTick: now)
    }
    let holder = following.holder
    return Snapshot.Watch(
      pid: holder?.pid ?? 0, since: holder?.since ?? now, isOurs: false, lastTick: holder?.tickedAt ?? now)
  }

  /// The nodes, each at least as urgent as the worst alert that fires on it.
  private func nodes(with alerts: [AlertView]) -> [NodeView] {
    var nodes = fleet.nodes
    place(on: &nodes)
    var worst: [String: Severity] = [:]
    for alert in alerts where alert.alert.state == .firing && alert.silence == nil {
      if let node = alert.node { worst[node] = max(worst[node] ?? .ok, alert.alert.severity) }
    }
    guard !worst.isEmpty else { return nodes }
    for place in nodes.indices {
      if let severity = worst[nodes[place].identifier] {
        nodes[place].severity = max(nodes[place].severity, severity)
      }
    }
    return nodes
  }

  /// Says of each node how many units it has, and how many come and go.
  private func place(on nodes: inout [NodeView]) {
    guard !units.views.isEmpty || !acts.holds.isEmpty else { return }
    var found: [String: NodeView.Placement] = [:]
    if units.cluster.revision > 0 {
      for node in nodes { found[node.identifier] = .init(units: 0) }
    }
    for unit in units.views where unit.state != .materialising { found[unit.node]?.units? += 1 }
    for migration in acts.book.unfinished where migration.isOpen {
      if let node = migration.target { found[node, default: .init()].coming += 1 }
      if let node = migration.origin { found[node, default: .init()].leaving += 1 }
    }
    for hold in acts.holds.values { found[hold.node, default: .init()].hold = hold.state }
    for index in nodes.indices { nodes[index].placement = found[nodes[index].identifier] }
  }

  private func sources() -> [SourceHealth] {
    var faults = sourceFaults
    let told = failuresTold
    let known = head.sourceLabels.filter { !$0.areMarked }.compactMap { labels -> SourceHealth? in
      guard let (current, previous) = head.latest(of: labels), !current.layout.columns.isEmpty else {
        return nil
      }
      let name = Self.name(of: labels)
      // Who did not read it itself knows from the log why it could not be read.
      let fault = faults.removeValue(forKey: name) ?? (current.value("up") == 0 ? told[name] ?? "up 0" : nil)
      return SourceHealth(
        name: name, lastSeen: current.at,
        interval: previous.map { Self.rounded(current.at - $0.at) } ?? fleet.interval(of: labels),
        series: current.layout.columns.count, fault: fault)
    }
    let failing = faults.sorted { $0.key < $1.key }.map { name, fault in
      SourceHealth(name: name, lastSeen: nil, interval: .zero, series: 0, fault: fault)
    }
    return failing + known
  }

  /// The last reasons the log gives why sources could not be read.
  private var failuresTold: [String: String] {
    var reasons: [String: String] = [:]
    for entry in log where entry.kind == .sourceFailed {
      guard let name = entry.address?.identifier, reasons[name] == nil else { continue }
      reasons[name] = entry.detail
    }
    return reasons
  }

  /// To whole seconds, from one on: who reads every ten seconds is not a millisecond late.
  private static func rounded(_ interval: Span) -> Span {
    interval < .seconds(1) ? interval : .seconds((interval.milliseconds + 500) / 1_000)
  }

  private func storeHealth() -> StoreHealth {
    var current = health
    if let bytes = attempt({ () throws(StoreFault) in try store.bytes }) { current.bytes = bytes }
    return current
  }
}
