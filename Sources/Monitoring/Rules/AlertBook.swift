import Basics
import Telemetry

/// A step of an alert from one state to another.
public struct AlertTransition: Hashable, Sendable {
  /// What happened; the raw value is the word in the store and in listings.
  public enum Kind: String, CaseIterable, Sendable {
    case pending, firing, resolved
    /// A pending alert's condition went away before it fired.
    case expired
  }

  public let kind: Kind
  public let alert: Alert
  public let at: Instant
}

/// What a rule's expression came to.
public enum RuleOutcome: Sendable {
  /// The series the rule is about, as far as they are told, and those for which the condition holds.
  case seen(measured: [VectorSample], holding: [VectorSample])
  /// Why it could not be worked out.
  case failed(String)
}

/// What became of the alerts of a rule at one evaluation.
public struct AlertEvaluation: Sendable {
  public var transitions: [AlertTransition] = []
  /// The alerts that are to be written down, besides those that have gone from one state to another.
  public var changed: [String] = []
  /// What is wrong with the outcome; the alerts are as they were then, or gone when there were too many.
  public var fault: String?
}

/// Every alert that is pending or firing. Evaluation follows Prometheus (rules/alerting.go).
public struct AlertBook: Sendable {
  public internal(set) var active: [String: Alert]
  /// The alerts that have ended lately.
  public internal(set) var resolved: [String: Alert] = [:]
  /// How unsteady the alerts are that have ever fired, as far as it matters.
  public internal(set) var histories: [String: Flapping]
  var ledgers: [String: Ledger] = [:]

  /// How long an alert that has ended is remembered, as in Prometheus.
  public static let retention = Span.minutes(15)

  public init(_ alerts: some Sequence<Alert> = [], histories: [String: Flapping] = [:]) {
    active = [:]
    self.histories = histories
    for alert in alerts {
      if alert.state == .resolved, !alert.isDismissed {
        resolved[alert.identifier] = alert
      } else {
        active[alert.identifier] = alert
        ledgers[alert.origin, default: Ledger()].members[alert.identifier] = 0
      }
    }
  }

  /// How a rule is evaluated besides what it says itself.
  public struct Terms {
    /// How far apart evaluations are.
    public var interval: Span
    /// How many alerts the rule may have; zero for any number.
    public var limit: Int
    public var surroundings: TemplateContext.Surroundings

    public init(
      interval: Span = .seconds(15), limit: Int = 0,
      surroundings: TemplateContext.Surroundings = TemplateContext.Surroundings()
    ) {
      self.interval = interval
      self.limit = limit
      self.surroundings = surroundings
    }
  }

  /// Holds a rule against what its expression yields, and tells what changed.
  public mutating func evaluate(_ rule: AlertRule, holding samples: [VectorSample], at now: Instant)
    -> [AlertTransition]
  {
    evaluate(rule, .seen(measured: [], holding: samples), at: now).transitions
  }

  /// Holds a rule against what its expression came to, and tells what changed.
  public mutating func evaluate(
    _ rule: AlertRule, _ outcome: RuleOutcome, at now: Instant, _ terms: Terms = Terms()
  ) -> AlertEvaluation {
    var round = Round(rule: rule, now: now, terms: terms, ledger: takeLedger(of: rule))
    defer { ledgers[rule.identity] = round.ledger }
    switch outcome {
    case .seen(let measured, let holding):
      guard let found = match(holding, &round) else {
        let fault = "vector contains metrics with the same labelset after applying alert labels"
        fail(fault, &round)
        return round.evaluation(fault)
      }
      for (place, identifier) in found.enumerated() { hold(holding[place], identifier, &round) }
      let vanished = notePresence(measured, &round)
      release(&round, vanished: vanished)
      raiseMissing(measured, vanished, &round)
    case .failed(let reason):
      fail(reason, &round)
      return round.evaluation(reason)
    }
    let fault = checkLimit(&round)
    return round.evaluation(fault)
  }

  /// The alerts of one rule at one time.
  struct Round {
    let rule: AlertRule
    let now: Instant
    let terms: Terms
    var ledger: Ledger
    var transitions: [AlertTransition] = []
    var changed: [String] = []

    /// What is told of the round, with what was wrong.
    func evaluation(_ fault: String? = nil) -> AlertEvaluation {
      AlertEvaluation(transitions: transitions, changed: changed, fault: fault)
    }

    /// Something changed that is to survive a restart.
    mutating func change(_ identifier: String) {
      changed.append(identifier)
      ledger.edition += 1
    }

    mutating func tell(_ kind: AlertTransition.Kind, _ alert: Alert) {
      transitions.append(AlertTransition(kind: kind, alert: alert, at: now))
      ledger.edition += 1
    }
  }

  /// The ledger of a rule, moved out so that changing it copies nothing.
  private mutating func takeLedger(of rule: AlertRule) -> Ledger {
    var ledger = ledgers.updateValue(Ledger(), forKey: rule.identity) ?? Ledger()
    ledger.generation += 1
    return ledger
  }

  /// The identifier of every sample's alert; nil where two samples come to the same alert.
  private mutating func match(_ samples: [VectorSample], _ round: inout Round) -> [String]? {
    var found: [String] = []
    found.reserveCapacity(samples.count)
    for sample in samples {
      let entry = entry(of: sample, &round)
      found.append(entry.identifier)
    }
    guard round.ledger.isEachSeenOnce(found) else { return nil }
    round.ledger.forgetUnseen()
    return found
  }

  /// What alert a sample belongs to.
  func entry(of sample: VectorSample, _ round: inout Round) -> Ledger.Entry {
    let (rule, isSteady) = (round.rule, round.rule.hasSteadyLabels)
    if isSteady, let place = round.ledger.known.index(forKey: sample.labels) {
      round.ledger.known.values[place].generation = round.ledger.generation
      return round.ledger.known.values[place]
    }
    let labels = rule.labels(of: sample, round.terms.surroundings)
    let entry = Ledger.Entry(
      identifier: identifier(of: labels, rule, &round.ledger), labels: labels,
      generation: round.ledger.generation)
    round.ledger.labels[entry.identifier] = labels
    if isSteady { round.ledger.known[sample.labels] = entry }
    return entry
  }

  /// The identifier under which a rule's alert with these labels stands. Others that have it already are stepped over:
  /// alerts of another rule with the same labels, or of other labels with the same digest.
  private func identifier(of labels: Labels, _ rule: AlertRule, _ ledger: inout Ledger) -> String {
    let plain = Alert.identifier(rule: rule.name, labels: labels)
    var (identifier, number) = (plain, 1)
    while !isFree(identifier, for: labels, rule, ledger) {
      number += 1
      identifier = "\(plain)~\(number)"
    }
    return identifier
  }

  private func isFree(_ identifier: String, for labels: Labels, _ rule: AlertRule, _ ledger: Ledger) -> Bool {
    if let other = ledger.labels[identifier], other != labels { return false }
    guard let alert = active[identifier] else { return true }
    guard alert.labels == labels else { return false }
    // An alert of a rule that is not evaluated any more goes over to this one.
    return ledger.members[identifier] != nil || (ledgers[alert.origin]?.generation ?? 0) == 0
  }
}
