import Basics
import Model
import Monitoring
import Store
import Telemetry

extension Engine {
  func snapshot(beat: Beat, revision: Int) -> Snapshot {
    var snapshot = Snapshot(at: now, watch: watch(beat))
    snapshot.revision = revision
    snapshot.alerts = alertViews()
    snapshot.nodes = nodes(with: snapshot.alerts)
    snapshot.silences = silences
    snapshot.rules = ruleViews()
    snapshot.costs = costView()
    snapshot.plan = plan
    snapshot.board = board
    snapshot.categories = words.categories
    snapshot.units = words.units
    snapshot.findings = currentFindings()
    snapshot.orders = orders
    snapshot.log = log
    snapshot.sources = sources()
    snapshot.store = storeHealth()
    snapshot.thresholds = configuration.thresholds
    snapshot.counts = counts
    snapshot.digest = Digest(nodes: snapshot.nodes, alerts: snapshot.alerts)
    snapshot.loadTrend = fleet.loadTrend
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

  private func sources() -> [SourceHealth] {
    let known = head.sourceLabels.filter { !$0.areMarked }.map { labels -> SourceHealth in
      let latest = head.latest(of: labels)?.current
      return SourceHealth(
        name: "\(labels["job"])/\(labels["instance"])", lastSeen: latest?.at,
        interval: fleet.interval(of: labels),
        series: latest?.layout.columns.count ?? 0, fault: nil)
    }
    let failing = sourceFaults.sorted { $0.key < $1.key }.map { name, fault in
      SourceHealth(name: name, lastSeen: nil, interval: .zero, series: 0, fault: fault)
    }
    return failing + known
  }

  private func storeHealth() -> StoreHealth {
    var current = health
    if let bytes = attempt({ () throws(StoreFault) in try store.bytes }) { current.bytes = bytes }
    return current
  }
}
