import Basics
import Model
import Monitoring
import Store
import Telemetry

extension Engine {
  func applyRules() {
    guard !isRecollecting, resumeAlerts() else { return }
    endRecordings()
    var round = RuleRound(sharesNames: configuration.index.sharesNames)
    for group in configuration.rules {
      let late = evaluations.lateness(of: group, at: now, uptime)
      guard evaluations.isDue(group, at: now, uptime) else { continue }
      if let late { tell(.late(by: late)) }
      apply(group, &round)
    }
    recordAlerts(&round)
    record(book.keep(only: configuration.index.identities, at: now))
    record(book.ageOwn(at: now))
    unsaved.alerts.formUnion(book.forget(at: now))
    silences.removeAll { $0.endsAt <= now }
  }

  private func apply(_ group: AlertRule.Group, _ round: inout RuleRound) {
    // What was read is held no longer than until something is recorded, lest the head be copied.
    var source: (any SeriesSource)?
    for (place, step) in group.steps.enumerated() {
      if step.readsAlerts {
        source = nil
        recordAlerts(&round)
      }
      switch step {
      case .alert(let rule):
        let current = source ?? series
        apply(rule, of: group, in: current, &round)
        source = current
      case .recording(let rule):
        source = nil
        round.values = [:]
        apply(rule, at: place, of: group, &round.recorded)
      }
    }
    evaluatedAt = now
  }

  private func apply(
    _ rule: AlertRule, of group: AlertRule.Group, in source: any SeriesSource, _ round: inout RuleRound
  ) {
    let outcome = observe(rule, in: source, &round.values)
    let terms = AlertBook.Terms(
      interval: group.interval, limit: group.limit, surroundings: surroundings(in: source))
    let evaluation = book.evaluate(rule, outcome, at: now, terms)
    if let fault = evaluation.fault {
      if evaluations.faults[rule.identity] == nil { counts.ruleFailures += 1 }
      evaluations.setFault(fault, of: rule.identity)
    } else {
      round.alerts.append(rule)
    }
    unsaved.alerts.formUnion(evaluation.changed)
    record(evaluation.transitions)
  }

  /// What the templates of rules may ask for.
  private func surroundings(in source: any SeriesSource) -> TemplateContext.Surroundings {
    let now = now
    return TemplateContext.Surroundings(now: now) { text throws(QueryFault) in
      try Self.samples(of: text, in: source, at: now)
    }
  }

  /// What a query comes to that gives samples or a number.
  static func samples(of text: String, in source: any SeriesSource, at now: Instant) throws(QueryFault)
    -> [VectorSample]
  {
    let expression = try Parser.parse(text)
    switch try Evaluator(source, at: now).value(of: expression) {
    case .vector(let samples): return samples
    case .scalar(let number): return [VectorSample(labels: [:], value: number)]
    case .text, .matrix: throw QueryFault(expression.place, "query result is not a vector or scalar")
    }
  }

  /// What a rule's expression comes to. That it cannot be worked out is remembered.
  /// - Parameter values: what others have asked in this round, by its text.
  @discardableResult
  func observe(
    _ rule: AlertRule, in source: any SeriesSource, _ values: inout [String: QueryValue]
  ) -> RuleOutcome {
    knownAlerts = nil
    do throws(QueryFault) {
      let text = rule.preparedText
      let value: QueryValue
      if let known = values[text] {
        value = known
      } else {
        value = try evaluations.query(of: rule).value(in: source, at: now)
      }
      if configuration.index.shared.contains(text) { values[text] = value }
      var (measured, holding) = rule.observe(value)
      if let query = evaluations.measure(of: rule) {
        if case .vector(let samples) = try query.value(in: source, at: now) { measured = samples }
      }
      evaluations.remember(rule, measured: measured, holding: holding)
      counts.ruleEvaluations += 1
      evaluations.setFault(nil, of: rule.identity)
      return .seen(measured: measured, holding: holding)
    } catch {
      counts.ruleFailures += 1
      evaluations.setFault(error.description, of: rule.identity)
      return .failed(error.description)
    }
  }

  func record(_ transitions: [AlertTransition]) {
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

  func ruleViews() -> [RuleView] {
    var counts: [String: (firing: Int, pending: Int)] = [:]
    for alert in book.active.values {
      if alert.state == .firing { counts[alert.origin, default: (0, 0)].firing += 1 }
      if alert.state == .pending { counts[alert.origin, default: (0, 0)].pending += 1 }
    }
    let written = configuration.rules.filter { !$0.name.hasPrefix(Objective.groupPrefix) }
    return written.flatMap { group in
      group.steps.enumerated().map { place, step in
        switch step {
        case .alert(let rule): view(of: rule, in: group, counts[rule.identity] ?? (0, 0))
        case .recording(let rule):
          RuleView(
            name: rule.name, group: group.name, expression: rule.expression, holdFor: .zero, severity: .ok,
            firing: 0, pending: 0, fault: evaluations.faults[Evaluations.key(place, group)])
        }
      }
    }
  }

  private func view(
    of rule: AlertRule, in group: AlertRule.Group, _ alerts: (firing: Int, pending: Int)
  ) -> RuleView {
    RuleView(
      name: rule.name, group: group.name, expression: rule.expression, holdFor: rule.holdFor,
      severity: rule.severity, firing: alerts.firing, pending: alerts.pending,
      fault: evaluations.faults[rule.identity])
  }
}

/// Alerts in the store.
enum AlertKeeping {
  static func book(in store: Store) throws(StoreFault) -> AlertBook {
    AlertBook(try store.alerts(), histories: try store.alertHistories())
  }
}
