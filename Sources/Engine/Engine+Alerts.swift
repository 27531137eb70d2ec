import Basics
import Model
import Monitoring
import Store
import Telemetry

/// What one application of the rules has recorded.
struct RuleRound {
  var recorded: Set<Labels> = []
  /// What rules have asked since something was recorded, by its text.
  var values: [String: QueryValue] = [:]
  /// The rules whose alerts are still to be recorded.
  var alerts: [AlertRule] = []
  /// The alerts that are recorded; nil where no two rules can make the same.
  var taken: Set<Labels>?

  init(sharesNames: Bool) { taken = sharesNames ? [] : nil }
}

extension Rule {
  var readsAlerts: Bool {
    switch self {
    case .alert(let rule): rule.readsAlerts
    case .recording(let rule): rule.readsAlerts
    }
  }
}

// What alerts leave behind: their series, and what the next process must know of them.
extension Engine {
  /// Records the alerts of the rules evaluated so far. That is put off until a rule asks for it or all are through,
  /// for every scrape makes the head forget what it has read for the other rules.
  func recordAlerts(_ round: inout RuleRound) {
    for rule in round.alerts {
      var recorder = alertRecorders[rule.identity] ?? AlertRecorder(rule)
      let scrape = recorder.scrape(of: rule, in: book, at: now, taken: &round.taken)
      alertRecorders[rule.identity] = recorder
      if let scrape { take(scrape, isOurs: true) }
    }
    round.alerts = []
    round.values = [:]
  }

  /// Ends the series of the alerts of rules that are not there any more.
  func endAlertRecordings() {
    guard !alertRecorders.isEmpty else { return }
    let kept = configuration.index.identities
    for (identity, recorder) in alertRecorders where !kept.contains(identity) {
      if let end = recorder.end(at: now) { take(end, isOurs: true) }
      alertRecorders[identity] = nil
    }
  }

  /// After taking the watch: how long nobody looked, told at once and once, and what that means for alerts that wait.
  /// Whether rules can be evaluated: after an interruption longer than series count as present, sources must be read
  /// first, or everything would be taken for gone.
  func resumeAlerts() -> Bool {
    guard let last = lookedLast, case .holder(_, let since) = role else { return true }
    let gap = now - last
    if gap >= Self.noticedGap, !hasToldGap { tell(.wasStopped(for: gap)) }
    hasToldGap = true
    guard since - last <= AlertBook.shortInterruption || now - since >= Self.settling else { return false }
    unsaved.alerts.formUnion(book.resume(at: now, after: last))
    lookedLast = nil
    return true
  }

  /// Another process takes over within seconds; what is told took longer.
  static let noticedGap = Span.minutes(1)
  /// How long it takes until every source has been read.
  static let settling = Span.seconds(30)

  func tell(_ own: OwnAlert) {
    unsaved.alerts.formUnion(book.ownIdentifiers(own.kind))
    record(book.raise(own, at: now))
  }

  /// Writes down the alerts that changed, and that rules were evaluated.
  func saveAlerts() throws(StoreFault) {
    for identifier in unsaved.alerts {
      if let alert = book.active[identifier] ?? book.resolved[identifier] {
        try store.save(alert)
      } else {
        try store.removeAlert(identifier)
      }
      try store.save(book.histories[identifier], of: identifier)
    }
    if let evaluatedAt { try store.keepEvaluation(at: evaluatedAt) }
    evaluatedAt = nil
  }
}
