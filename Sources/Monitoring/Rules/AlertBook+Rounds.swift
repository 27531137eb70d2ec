import Basics
import Telemetry

// What becomes of each alert of a rule.
extension AlertBook {
  /// The condition holds.
  mutating func hold(_ sample: VectorSample, _ identifier: String, _ round: inout Round) {
    round.ledger.members[identifier] = round.ledger.generation
    guard active[identifier] != nil else {
      begin(sample, identifier, .condition, &round)
      return
    }
    adopt(identifier, &round)
    update(sample, identifier, &round)
    ripen(identifier, &round)
  }

  /// A new alert, which fires at once where its rule does not wait.
  func newAlert(_ sample: VectorSample, _ identifier: String, _ ground: Alert.Ground, _ round: inout Round)
    -> Alert
  {
    let labels = round.ledger.labels[identifier] ?? round.rule.labels(of: sample, round.terms.surroundings)
    var alert = Alert(rule: round.rule, labels: labels, value: sample.value, at: round.now)
    alert.identifier = identifier
    alert.ground = ground
    alert.write(
      round.rule, TemplateContext(labels: sample.labels, value: sample.value, round.terms.surroundings))
    return alert
  }

  mutating func begin(
    _ sample: VectorSample, _ identifier: String, _ ground: Alert.Ground, _ round: inout Round
  ) {
    let alert = newAlert(sample, identifier, ground, &round)
    round.ledger.members[identifier] = round.ledger.generation
    resolved[identifier] = nil
    active[identifier] = alert
    if round.rule.holdFor > .zero {
      round.tell(.pending, alert)
    } else {
      ripen(identifier, &round)
    }
  }

  /// Takes over the alert of a rule that is no more.
  private mutating func adopt(_ identifier: String, _ round: inout Round) {
    guard let origin = active[identifier]?.origin, origin != round.rule.identity else { return }
    ledgers[origin]?.members[identifier] = nil
    active[identifier]?.origin = round.rule.identity
    round.change(identifier)
  }

  /// The latest value and texts.
  private mutating func update(_ sample: VectorSample, _ identifier: String, _ round: inout Round) {
    guard let place = active.index(forKey: identifier) else { return }
    if active.values[place].goneAt != nil || active.values[place].ground != .condition {
      round.change(identifier)
    }
    active.values[place].goneAt = nil
    let isSame =
      active.values[place].value.bitPattern == sample.value.bitPattern
      && active.values[place].ground == .condition && !round.rule.hasRestlessTexts
    // After a restart or a change of rules the texts are written anew.
    if isSame, round.ledger.generation > 1 { return }
    active.values[place].ground = .condition
    active.values[place].value = sample.value
    active.values[place].severity = Severity(label: active.values[place].labels["severity"])
    active.values[place].write(
      round.rule, TemplateContext(labels: sample.labels, value: sample.value, round.terms.surroundings))
  }

  /// Lets an alert fire that has been pending long enough.
  mutating func ripen(_ identifier: String, _ round: inout Round) {
    guard let place = active.index(forKey: identifier), active.values[place].state == .pending,
      round.now - active.values[place].activeAt >= round.rule.holdFor
    else { return }
    active.values[place].state = .firing
    active.values[place].firedAt = round.now
    note(identifier, isFiring: true, round.now, every: round.terms.interval)
    round.tell(.firing, active.values[place])
  }

  /// The condition is gone for every alert of the rule that was not just seen.
  mutating func release(_ round: inout Round, vanished: (Alert) -> Bool) {
    for identifier in round.ledger.unseen.sorted() {
      guard let alert = active[identifier] else {
        round.ledger.members[identifier] = nil
        continue
      }
      if vanished(alert) {
        remain(identifier, &round)
      } else {
        release(alert, &round)
      }
    }
  }

  private mutating func release(_ alert: Alert, _ round: inout Round) {
    if alert.state == .firing, round.rule.keepFiringFor > .zero {
      let goneAt = alert.goneAt ?? round.now
      if alert.goneAt == nil {
        active[alert.identifier]?.goneAt = goneAt
        round.change(alert.identifier)
      }
      if round.now - goneAt < round.rule.keepFiringFor { return }
    }
    round.ledger.members[alert.identifier] = nil
    if let ended = end(alert, at: round.now, every: round.terms.interval) {
      round.tell(ended.kind, ended.alert)
    }
    round.ledger.edition += 1
  }

  /// Lets an alert go, and tells unless a person has called it resolved already.
  mutating func end(_ alert: Alert, at now: Instant, every interval: Span) -> AlertTransition? {
    active[alert.identifier] = nil
    let hadFired = alert.firedAt != nil && alert.state != .pending
    if hadFired { note(alert.identifier, isFiring: false, now, every: interval) }
    var ended = alert
    ended.state = .resolved
    ended.resolvedAt = now
    if alert.isDismissed { return nil }
    if hadFired { resolved[alert.identifier] = ended }
    return AlertTransition(kind: hadFired ? .resolved : .expired, alert: ended, at: now)
  }

  /// Too many alerts: none of them counts, as in Prometheus.
  mutating func checkLimit(_ round: inout Round) -> String? {
    let (limit, count) = (round.terms.limit, round.ledger.members.count)
    guard limit > 0, count > limit else { return nil }
    round.transitions.removeAll { $0.kind == .pending || $0.kind == .firing }
    for identifier in round.ledger.members.keys.sorted() {
      guard let alert = active[identifier] else { continue }
      let isNew = alert.activeAt == round.now
      let hasJustFired = alert.firedAt == round.now
      let ended = end(alert, at: round.now, every: round.terms.interval)
      if let ended, !isNew { round.tell(hasJustFired ? .expired : ended.kind, ended.alert) }
    }
    round.ledger.members = [:]
    round.ledger.edition += 1
    return "exceeded limit of \(limit) with \(count) alerts"
  }

  private mutating func note(_ identifier: String, isFiring: Bool, _ now: Instant, every interval: Span) {
    histories[identifier, default: Flapping(at: now)].change(toFiring: isFiring, at: now, every: interval)
  }
}

// What becomes of alerts whose series is gone, or whose rule fails.
extension AlertBook {
  /// Notes which series are there, and tells of an alert whether what it is about is gone.
  mutating func notePresence(_ measured: [VectorSample], _ round: inout Round) -> (Alert) -> Bool {
    guard round.rule.onNoData != .ok else { return { _ in false } }
    for sample in measured {
      round.ledger.present[entry(of: sample, &round).identifier] = round.ledger.generation
    }
    let (present, generation) = (round.ledger.present, round.ledger.generation)
    let whole = missing(round).identifier
    return { alert in
      if alert.ground == .error { return false }
      if alert.identifier == whole { return measured.isEmpty }
      return present[alert.identifier] != generation
    }
  }

  /// An alert whose series is gone stays what it is; where the rule wants it, time goes on for it.
  private mutating func remain(_ identifier: String, _ round: inout Round) {
    if active[identifier]?.ground == .condition {
      active[identifier]?.ground = .noData
      round.change(identifier)
    }
    if round.rule.onNoData == .alert { ripen(identifier, &round) }
  }

  /// The alert that a rule makes without any series.
  private func missing(_ round: Round) -> (sample: VectorSample, identifier: String) {
    let sample = VectorSample(labels: [:], value: .nan)
    let labels = round.rule.labels(of: sample, round.terms.surroundings)
    return (sample, Alert.identifier(rule: round.rule.name, labels: labels))
  }

  /// Series that are gone become alerts where the rule wants it, and so does the lack of any.
  mutating func raiseMissing(_ measured: [VectorSample], _ vanished: (Alert) -> Bool, _ round: inout Round) {
    guard round.rule.onNoData == .alert else { return }
    let last = round.ledger.generation - 1
    let gone = round.ledger.present.filter { $0.value == last && active[$0.key] == nil }
    for identifier in gone.keys.sorted() {
      let labels = round.ledger.labels[identifier] ?? [:]
      begin(
        VectorSample(labels: labels.setting(Labels.alertName, to: ""), value: .nan), identifier, .noData,
        &round)
    }
    round.ledger.present = round.ledger.present.filter { $0.value > last }
    let (sample, identifier) = missing(round)
    guard measured.isEmpty, round.ledger.members.isEmpty else { return }
    round.ledger.labels[identifier] = round.rule.labels(of: sample, round.terms.surroundings)
    begin(sample, identifier, .noData, &round)
    active[identifier]?.describeMissing()
  }

  /// The rule could not be worked out.
  mutating func fail(_ reason: String, _ round: inout Round) {
    switch round.rule.onError {
    case .keep:
      // Who is seen now counts from the last evaluation that came to something.
      round.ledger.keepMembers()
    case .ok: release(&round) { _ in false }
    case .alert:
      round.ledger.keepMembers()
      let (sample, identifier) = missing(round)
      round.ledger.labels[identifier] = round.rule.labels(of: sample, round.terms.surroundings)
      if active[identifier] == nil {
        begin(sample, identifier, .error, &round)
      } else {
        round.ledger.members[identifier] = round.ledger.generation
        if active[identifier]?.ground != .error { round.change(identifier) }
        active[identifier]?.ground = .error
        ripen(identifier, &round)
      }
      active[identifier]?.describeFailure(reason)
    }
  }
}

extension Ledger {
  /// Nothing is known of this evaluation: who was there at the last one is taken to be so still.
  fileprivate mutating func keepMembers() {
    let last = generation - 1
    for (identifier, seen) in members where seen == last { members[identifier] = generation }
    for (identifier, seen) in present where seen == last { present[identifier] = generation }
  }
}

extension Alert {
  fileprivate mutating func describeMissing() {
    summary = Bilingual(english: "\(rule): nothing to measure", chinese: "\(rule)：没有可测量的数据")
  }

  fileprivate mutating func describeFailure(_ reason: String) {
    summary = Bilingual(english: "\(rule) cannot be worked out", chinese: "\(rule) 无法计算")
    description = Bilingual(reason)
  }
}
