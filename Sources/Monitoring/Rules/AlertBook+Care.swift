import Basics

// What people do with alerts, and what becomes of them over restarts.
extension AlertBook {
  /// Records that a person has taken an alert on; nil when there is no such alert.
  public mutating func acknowledge(_ identifier: String, _ acknowledgement: Alert.Acknowledgement?) -> Alert?
  {
    guard active[identifier] != nil else { return nil }
    active[identifier]?.acknowledgement = acknowledgement
    return active[identifier]
  }

  /// Records that a person calls an alert resolved; nil when there is no such alert.
  public mutating func dismiss(_ identifier: String, at now: Instant) -> Alert? {
    guard let origin = active[identifier]?.origin else { return nil }
    active[identifier]?.isDismissed = true
    active[identifier]?.state = .resolved
    active[identifier]?.resolvedAt = now
    ledgers[origin]?.edition += 1
    return active[identifier]
  }

  /// Forgets the alerts of rules that are no longer there, and tells which.
  /// - Parameter rules: the identities of those that are.
  public mutating func keep(only rules: Set<String>, at now: Instant) -> [AlertTransition] {
    let strays = ledgers.keys.filter { $0 != Alert.ownOrigin && !$0.isEmpty && !rules.contains($0) }
    var transitions: [AlertTransition] = []
    for origin in strays.sorted() {
      for identifier in (ledgers[origin]?.members ?? [:]).keys.sorted() {
        guard let alert = active[identifier], alert.origin == origin else { continue }
        if let ended = end(alert, at: now, every: .zero) { transitions.append(ended) }
      }
      ledgers[origin] = nil
    }
    return transitions + dropNameless(rules, at: now)
  }

  /// Alerts of which only the rule's name is known wait for a rule of that name to take them over.
  private mutating func dropNameless(_ rules: Set<String>, at now: Instant) -> [AlertTransition] {
    guard let nameless = ledgers[""]?.members, !nameless.isEmpty else { return [] }
    var transitions: [AlertTransition] = []
    for identifier in nameless.keys.sorted() {
      guard let alert = active[identifier], alert.origin.isEmpty else { continue }
      let isAwaited = rules.contains { $0 == alert.rule || $0.hasPrefix("\(alert.rule){") }
      if !isAwaited, let ended = end(alert, at: now, every: .zero) { transitions.append(ended) }
    }
    return transitions
  }

  /// Forgets alerts that ended a while ago, and names them.
  public mutating func forget(at now: Instant) -> [String] {
    let old = resolved.values.filter { $0.resolvedAt.map { now - $0 > Self.retention } ?? true }
    for alert in old {
      resolved[alert.identifier] = nil
      if active[alert.identifier] == nil { histories[alert.identifier] = nil }
    }
    return old.map(\.identifier)
  }

  /// How unsteady an alert is at a time, and whether that counts as flapping.
  public func flapping(_ identifier: String, at now: Instant, every interval: Span) -> (
    share: Double, isFlapping: Bool
  ) {
    guard let history = histories[identifier] else { return (0, false) }
    return (history.share(at: now, every: interval), history.isFlapping(at: now, every: interval))
  }

  /// Brings times that lie ahead of a clock that was set back down to now.
  /// - Returns: the identifiers of the alerts that changed.
  @discardableResult
  public mutating func rewind(to now: Instant) -> [String] {
    let ahead = active.values.filter { max($0.activeAt, $0.firedAt ?? .never, $0.goneAt ?? .never) > now }
    for alert in ahead {
      let identifier = alert.identifier
      active[identifier]?.activeAt = min(alert.activeAt, now)
      active[identifier]?.firedAt = alert.firedAt.map { min($0, now) }
      active[identifier]?.goneAt = alert.goneAt.map { min($0, now) }
    }
    if !ahead.isEmpty { for origin in ledgers.keys { ledgers[origin]?.edition += 1 } }
    return ahead.map(\.identifier)
  }

  /// An interruption that is no longer is a missed evaluation or a few: series count as present for as long.
  public static let shortInterruption = Span.minutes(5)
  /// After a longer one nothing is known of what was pending; the outage tolerance of Prometheus.
  public static let longInterruption = Span.hours(1)

  /// Takes the watch up again after rules were not evaluated for a while. A firing alert stays so, whatever its rule's
  /// `for`; whether its condition still holds is seen at the next evaluation. Time in which nobody looked counts
  /// neither for `for` nor for `keep_firing_for`: up to five minutes are let pass as missed evaluations, after more
  /// what was waited for moves on by as much, and after more than an hour a pending alert begins anew. Prometheus
  /// restores none whose `for` is under ten minutes, forgets `keep_firing_for`, and lets a restored alert wait ten
  /// minutes at least.
  /// - Returns: the identifiers of the alerts that changed.
  public mutating func resume(at now: Instant, after last: Instant) -> [String] {
    let gap = now - last
    guard gap > Self.shortInterruption else { return [] }
    var changed: [String] = []
    for (identifier, alert) in active {
      if alert.state == .pending {
        active[identifier]?.activeAt = gap > Self.longInterruption ? now : alert.activeAt + gap
        changed.append(identifier)
      }
      if let goneAt = alert.goneAt {
        active[identifier]?.goneAt = gap > Self.longInterruption ? now : goneAt + gap
        changed.append(identifier)
      }
    }
    return changed
  }
}
