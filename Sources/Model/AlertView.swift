import Basics
import Monitoring
import Telemetry

/// An alert as screens and listings show it.
public struct AlertView: Sendable {
  public var alert: Alert
  /// The silence that covers it now.
  public var silence: Silence?
  /// The node it is about, if any.
  public var node: String?
  /// What its condition came to at the last evaluations, oldest first.
  public var values: [Float]
  public var expression: String
  public var threshold: Double?
  public var holdFor: Span
  /// How far apart the values lie.
  public var interval: Span
  /// The name of the runbook for it.
  public var runbook: String?
  /// The share of changes among the last states, 0 to 1, and whether it is flapping by that (see Flapping).
  public var flapping = 0.0
  public var isFlapping = false
  /// The number of the incident that it is a part of and that is not over.
  public var incident: Int?
  /// Who is told of it and when, or why nobody is.
  public var routing: AlertRouting?

  public init(
    alert: Alert, silence: Silence?, node: String?, values: [Float], expression: String, threshold: Double?,
    holdFor: Span, interval: Span
  ) {
    self.alert = alert
    self.silence = silence
    self.node = node
    self.values = values
    self.expression = expression
    self.threshold = threshold
    self.holdFor = holdFor
    self.interval = interval
  }

  /// Whether a person should look: it fires, and nobody has taken it on or asked for silence.
  public var needsSomeone: Bool {
    alert.state == .firing && alert.acknowledgement == nil && silence == nil && alert.severity > .info
  }

  /// How far ahead of others it stands.
  public var urgency: Urgency {
    var degree = alert.severity == .act ? 2 : alert.severity == .watch ? 1 : 0
    if alert.state == .firing { degree += 4 }
    if needsSomeone { degree += 8 }
    return Urgency(degree: degree, activeAt: alert.activeAt, identifier: alert.identifier)
  }

  /// The less, the more urgent: what needs someone first, then firing before pending, worse before better, the oldest
  /// first.
  public struct Urgency: Comparable, Sendable {
    let degree: Int
    let activeAt: Instant
    let identifier: String

    public static func < (left: Self, right: Self) -> Bool {
      if left.degree != right.degree { return left.degree > right.degree }
      if left.activeAt != right.activeAt { return left.activeAt < right.activeAt }
      return left.identifier < right.identifier
    }
  }
}

/// A rule and how its evaluation goes.
public struct RuleView: Sendable {
  public let name: String
  public let group: String
  public let expression: String
  public let holdFor: Span
  public let severity: Severity
  public let firing: Int
  public let pending: Int
  /// What went wrong at the last evaluation.
  public let fault: String?

  public init(
    name: String, group: String, expression: String, holdFor: Span, severity: Severity, firing: Int,
    pending: Int,
    fault: String?
  ) {
    self.name = name
    self.group = group
    self.expression = expression
    self.holdFor = holdFor
    self.severity = severity
    self.firing = firing
    self.pending = pending
    self.fault = fault
  }
}
