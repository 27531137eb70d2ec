import Basics
import Model
import Monitoring
import Store
import Telemetry

extension Engine {
  func applyRules() {
    guard !isRecollecting else { return }
    endRecordings()
    var recorded: Set<Labels> = []
    for group in configuration.rules where evaluations.isDue(group, at: now) {
      apply(group, &recorded)
    }
    let names = Set(configuration.rules.flatMap { $0.rules.map(\.name) })
    record(book.keep(only: names, at: now))
    silences.removeAll { $0.endsAt <= now }
  }

  private func apply(_ group: AlertRule.Group, _ recorded: inout Set<Labels>) {
    // What was read is held no longer than until something is recorded, lest the head be copied.
    var source: (any SeriesSource)?
    for (place, step) in group.steps.enumerated() {
      switch step {
      case .alert(let rule):
        let current = source ?? series
        apply(rule, in: current)
        source = current
      case .recording(let rule):
        source = nil
        apply(rule, at: place, of: group, &recorded)
      }
    }
  }

  private func apply(_ rule: AlertRule, in source: any SeriesSource) {
    guard let holding = observe(rule, in: source) else { return }
    record(book.evaluate(rule, holding: holding, at: now))
  }

  /// The series for which a rule's condition holds; nil when it cannot be worked out, which is remembered.
  func observe(_ rule: AlertRule, in source: any SeriesSource) -> [VectorSample]? {
    do throws(QueryFault) {
      let (measured, holding) = try rule.observe(source, at: now, with: evaluations.query(of: rule))
      evaluations.remember(rule, measured: measured, holding: holding)
      counts.ruleEvaluations += 1
      evaluations.setFault(nil, of: rule.name)
      return holding
    } catch {
      counts.ruleFailures += 1
      evaluations.setFault(error.description, of: rule.name)
      return nil
    }
  }

  private func record(_ transitions: [AlertTransition]) {
    for transition in transitions {
      let kind: LogEntry.Kind =
        switch transition.kind {
        case .pending: .alertPending
        case .firing: .alertFiring
        case .resolved: .alertResolved
        case .expired: .alertExpired
        }
      let alert = transition.alert
      unsaved.alerts.insert(alert.identifier)
      // A condition that held for a moment and went is noise in a log that people read.
      guard transition.kind != .expired, transition.kind != .pending else { continue }
      note(
        kind, alert.address, severity: transition.kind == .firing ? alert.severity : nil,
        subject: alert.summary, detail: detail(of: transition))
    }
  }

  /// Where it was, and of an alert that has ended how long it fired.
  private func detail(of transition: AlertTransition) -> String {
    let place = transition.alert.labels["instance"]
    guard transition.kind == .resolved, let fired = transition.alert.firedAt else { return place }
    let seconds = max(0, (now - fired).milliseconds / 1_000)
    return "\(place) \(Span.seconds(seconds).prometheus)"
  }

  func alertViews() -> [AlertView] {
    let rules = Dictionary(
      configuration.rules.flatMap { group in
        group.rules.map { ($0.name, (rule: $0, interval: group.interval)) }
      }
    ) { first, _ in first }
    let runbooks = runbookNames
    return book.active.values.filter { !$0.isDismissed }.map { alert in
      let (rule, interval) = rules[alert.rule].map { ($0.rule, $0.interval) } ?? (nil, .zero)
      var view = AlertView(
        alert: alert, silence: silences.first { $0.covers(alert, at: now) },
        node: fleet.node(for: alert.labels)?.identifier,
        values: evaluations.values[alert.identifier].map(Array.init) ?? [Float(alert.value)],
        expression: rule?.expression ?? "", threshold: rule?.threshold, holdFor: rule?.holdFor ?? .zero,
        interval: interval)
      view.runbook = runbooks[alert.rule]
      return view
    }.sorted(by: AlertView.isMoreUrgent)
  }

  func ruleViews() -> [RuleView] {
    let byRule = Dictionary(grouping: book.active.values) { $0.rule }
    let written = configuration.rules.filter { !$0.name.hasPrefix(Objective.groupPrefix) }
    return written.flatMap { group in
      group.steps.enumerated().map { place, step in
        switch step {
        case .alert(let rule): view(of: rule, in: group, byRule[rule.name] ?? [])
        case .recording(let rule):
          RuleView(
            name: rule.name, group: group.name, expression: rule.expression, holdFor: .zero, severity: .ok,
            firing: 0, pending: 0, fault: evaluations.faults[Evaluations.key(place, group)])
        }
      }
    }
  }

  private func view(of rule: AlertRule, in group: AlertRule.Group, _ alerts: [Alert]) -> RuleView {
    RuleView(
      name: rule.name, group: group.name, expression: rule.expression, holdFor: rule.holdFor,
      severity: rule.severity, firing: alerts.count { $0.state == .firing },
      pending: alerts.count { $0.state == .pending }, fault: evaluations.faults[rule.name])
  }
}

/// Alerts in the store.
enum AlertKeeping {
  static func book(in store: Store) throws(StoreFault) -> AlertBook { AlertBook(try store.alerts()) }
}
