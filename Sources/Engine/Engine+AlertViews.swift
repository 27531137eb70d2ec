import Basics
import Model
import Monitoring

/// The views of the alerts as they were last made, and of what.
struct KnownAlertViews {
  let at: Instant
  let silences: [Silence]
  let nodes: Int
  let routedAt: Instant?
  let views: [AlertView]
}

extension Engine {
  /// The alerts that are not called over, the most urgent first. Made anew when something in them can have changed:
  /// of thousands that takes longer than all else in a step.
  func alertViews() -> [AlertView] {
    let routings = routings()
    if let known = knownAlerts, known.silences == silences, known.nodes == fleet.nodes.count,
      known.routedAt == knownRoutings?.at, known.at <= now,
      !silences.contains(where: { $0.isActive(at: known.at) != $0.isActive(at: now) })
    {
      return known.views
    }
    let views = alertViews(routings)
    knownAlerts = KnownAlertViews(
      at: now, silences: silences, nodes: fleet.nodes.count, routedAt: knownRoutings?.at, views: views)
    return views
  }

  /// What has changed about alerts in this step is to be seen.
  func heedAlertChanges() {
    if !unsaved.alerts.isEmpty || !unsaved.incidents.isEmpty { knownAlerts = nil }
  }

  private func alertViews(_ routings: [String: AlertRouting]) -> [AlertView] {
    let rules = configuration.index.alerts
    let runbooks = runbookNames
    let views = book.active.values.filter { !$0.isDismissed }.map { alert in
      let (rule, interval) = rules[alert.origin].map { ($0.rule, $0.interval) } ?? (nil, .zero)
      var view = AlertView(
        alert: alert, silence: silences.first { $0.covers(alert, at: now) },
        node: fleet.node(for: alert.labels)?.identifier,
        values: evaluations.values[alert.identifier].map(Array.init) ?? [Float(alert.value)],
        expression: rule?.expression ?? "", threshold: rule?.threshold, holdFor: rule?.holdFor ?? .zero,
        interval: interval)
      view.runbook = runbooks[alert.rule]
      (view.flapping, view.isFlapping) = book.flapping(alert.identifier, at: now, every: interval)
      view.routing = routings[alert.identifier]
      if alert.state == .firing { view.incident = incidents.book.running(with: alert.identifier) }
      return view
    }
    // Thousands of alerts are sorted by what is small of them.
    let order = views.map(\.urgency).enumerated().sorted { $0.element < $1.element }
    return order.map { views[$0.offset] }
  }
}
