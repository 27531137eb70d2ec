import Basics
import Model
import Monitoring
import Store
import Telemetry

extension Engine {
  /// Looks for what holds work up on some of the nodes, the worst first. Some of them at a step; all of them in time.
  /// - Parameter most: how many nodes at most.
  func findBottlenecks(most: Int = BottleneckWatch.most) {
    guard !isRecollecting, !configuration.resources.rules.isEmpty else { return }
    let due = bottlenecks.due(fleet.nodes, at: now, most: most)
    if !due.isEmpty { bottlenecks.know(head.sourceLabels) }
    for node in due { examine(node) }
    for view in bottlenecks.views.values where view.isActive { endIfLost(view) }
    bottlenecks.forget(at: now, after: configuration.resources.keep, fleet.nodes)
    measureEffects()
  }

  private func examine(_ node: NodeView) {
    let series = hostSeries(of: node)
    let diagnosis = Diagnosis(of: series, by: configuration.resources, processes: node.consumers)
    for (rank, bottleneck) in diagnosis.bottlenecks.enumerated() {
      take(
        BottleneckView(node: node.identifier, bottleneck: bottleneck, unseen: diagnosis.unseen, rank: rank))
    }
    let found = Set(diagnosis.bottlenecks.map { BottleneckView.identifier(node.identifier, $0.resource) })
    for view in bottlenecks.views.values
    where view.node == node.identifier && view.isActive && !found.contains(view.identifier) {
      end(view, at: now)
    }
  }

  /// The series of a node's host, by themselves where few minutes do, and with what the store has where they do not.
  private func hostSeries(of node: NodeView) -> HostSeries {
    let sources = bottlenecks.sources(of: node)
    let recent = head.part(of: sources)
    let host =
      sources.count == 1
      ? HostSeries.matchers(of: node.labels)
      : HostSeries.matchers(ofHost: String(BottleneckWatch.host(node.labels["instance"])))
    guard configuration.keepsScrapes else {
      return HostSeries(host: host, recent: recent, history: recent, now: now)
    }
    let past = StoredSeries(store, head: recent, silentSince: compaction.silentSince)
    return HostSeries(host: host, recent: recent, history: past, now: now)
  }

  private func take(_ found: BottleneckView) {
    var view = found
    let before = bottlenecks.views[found.identifier]
    // What comes back at once has never been away.
    let isBack = before.map { known in known.until.map { now - $0 < .minutes(2) } ?? true } ?? false
    if let before, isBack { view.since = min(before.since, view.since) }
    bottlenecks.views[view.identifier] = view
    guard !isBack else { return }
    tell(.bottleneckFound, view, severity: view.bottleneck.severity)
  }

  private func end(_ view: BottleneckView, at time: Instant) {
    bottlenecks.views[view.identifier]?.until = time
    tell(.bottleneckGone, view)
  }

  /// Of a node that is not heard of nothing is known.
  private func endIfLost(_ view: BottleneckView) {
    let node = fleet.node(named: view.node)
    if node == nil || node?.state == .lost { end(view, at: node?.lastSeen ?? now) }
  }

  /// Only who holds the watch writes the log.
  private func tell(_ kind: LogEntry.Kind, _ view: BottleneckView, severity: Severity? = nil) {
    guard isHolder else { return }
    let (title, figures) = (view.bottleneck.title, view.bottleneck.figures)
    let isNew = kind == .bottleneckFound
    note(
      kind, Address(.node, view.node), severity: severity,
      subject: Bilingual(
        english: "\(view.node): \(title.english)\(isNew ? " - \(figures.english)" : "")",
        chinese: "\(view.node)：\(title.chinese)\(isNew ? " - \(figures.chinese)" : "")"),
      detail: isNew ? "" : Span.seconds(max(0, (now - view.since).milliseconds / 1_000)).prometheus)
  }

  func bottleneckViews() -> [BottleneckView] {
    let applied = Dictionary(grouping: bottlenecks.applied, by: \.bottleneck)
    return bottlenecks.views.values.map { view in
      var view = view
      view.applied = applied[view.identifier] ?? []
      return view
    }.sorted(by: BottleneckView.isWorse)
  }
}

extension HostSeries {
  /// The matchers of all sources on a host, whatever their ports.
  static func matchers(ofHost host: String) -> String {
    Matcher("instance", .matches, Pattern.quoting(host) + "(:[0-9]+)?").map(\.description) ?? ""
  }
}

extension NodeView {
  /// What part of all use each of the busiest processes makes.
  fileprivate var consumers: [ResourceRule.ProcessUse: [Consumer]] {
    guard let processes = processes?.processes else { return [:] }
    func shares(_ amount: (ProcessReading) -> Double, of all: Double) -> [Consumer] {
      guard all > 0 else { return [] }
      return processes.map { process in
        Consumer(process.name.printable, share: min(1, amount(process) / all))
      }
    }
    let traffic = { (process: ProcessReading) in
      Double((process.read.isNaN ? 0 : process.read) + (process.written.isNaN ? 0 : process.written))
    }
    return [
      .cpu: shares({ Double($0.cpu) }, of: Double(vitals[.cpu]) * Double(cores)),
      .memory: shares(\.memory, of: memory * Double(vitals[.memory])),
      .disk: shares(traffic, of: processes.reduce(0) { $0 + traffic($1) }),
    ]
  }
}
