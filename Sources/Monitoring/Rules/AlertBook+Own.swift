import Basics
import Telemetry

extension Alert {
  /// The origin of what the program says of itself.
  static let ownOrigin = "binnacle"
}

/// What the program watches itself for: that nobody looked for a while, or looked too late, or that its scheduler went
/// further than it may.
public struct OwnAlert: Sendable {
  /// The kinds; the raw value is the name of the alert.
  public enum Kind: String, CaseIterable, Sendable {
    /// Nobody evaluated rules before this process took the watch.
    case engineWasStopped = "EngineWasStopped"
    /// Evaluations were missed while this process had the watch.
    case engineLate = "EngineLate"
    /// A guardrail of the scheduler was hit, and its first generation has taken over.
    case schedulerFellBack = "SchedulerFellBack"

    /// How long it is shown after it was last so; nil until it is ended.
    var lasting: Span? {
      switch self {
      case .engineWasStopped: .minutes(15)
      case .engineLate: .minutes(5)
      case .schedulerFellBack: nil
      }
    }
  }

  public let kind: Kind
  let severity: Severity
  let value: Double
  let summary: Bilingual
  let description: Bilingual

  /// That nobody watched for so long before this process did.
  public static func wasStopped(for gap: Span) -> OwnAlert {
    OwnAlert(
      kind: .engineWasStopped, severity: severity(of: gap), value: gap.seconds,
      summary: Bilingual(english: "Nobody watched for \(length(gap))", chinese: "有 \(length(gap)) 无人值守"),
      description: Bilingual(
        english:
          "No process held the watch before this one took it: what began and ended meanwhile is not known.",
        chinese: "本进程接手之前没有进程值守，其间开始并结束的情况无从得知。"))
  }

  /// That rules were looked at so late.
  public static func late(by gap: Span) -> OwnAlert {
    OwnAlert(
      kind: .engineLate, severity: severity(of: gap), value: gap.seconds,
      summary: Bilingual(
        english: "Rules were looked at \(length(gap)) late", chinese: "规则评估迟了 \(length(gap))"),
      description: Bilingual(
        english: "Evaluations were missed. The machine is overloaded or was suspended, or the store is slow.",
        chinese: "错过了若干次评估：机器过载或曾挂起，或存储缓慢。"))
  }

  /// That a guardrail of the scheduler was hit.
  /// - Parameters:
  ///   - words: which one, and by how much.
  ///   - policy: the policy that chose until then.
  ///   - value: the figure that went too far.
  public static func fellBack(_ words: Bilingual, from policy: String, value: Double) -> OwnAlert {
    OwnAlert(
      kind: .schedulerFellBack, severity: .act, value: value, summary: words,
      description: Bilingual(
        english:
          "The scheduler went further under \(policy) than its guardrails allow. Choose a policy to end this.",
        chinese: "调度器在 \(policy) 下越过护栏。重新选择策略即可解除。"))
  }

  /// A gap in which something may have come and gone is to be looked at.
  private static func severity(of gap: Span) -> Severity { gap >= .minutes(5) ? .watch : .info }

  private static func length(_ gap: Span) -> String { Span.seconds(gap.milliseconds / 1_000).prometheus }

  static func labels(of kind: Kind, _ severity: Severity) -> Labels {
    let words: [Severity: String] = [.info: "info", .watch: "warning", .act: "critical"]
    return [Labels.alertName: kind.rawValue, "severity": words[severity] ?? "warning"]
  }

  /// The identifiers that an alert of a kind can have.
  static func identifiers(of kind: Kind) -> [String] {
    [Severity.info, .watch, .act].map {
      Alert.identifier(rule: kind.rawValue, labels: labels(of: kind, $0))
    }
  }
}

extension AlertBook {
  /// The identifiers that an alert of a kind can have.
  public func ownIdentifiers(_ kind: OwnAlert.Kind) -> [String] { OwnAlert.identifiers(of: kind) }

  /// Says something of the program itself, or says it anew with another figure.
  public mutating func raise(_ own: OwnAlert, at now: Instant) -> [AlertTransition] {
    var alert = Alert(
      rule: own.kind.rawValue, labels: OwnAlert.labels(of: own.kind, own.severity), state: .firing,
      severity: own.severity, activeAt: now,
      value: own.value, summary: own.summary, description: own.description)
    alert.origin = Alert.ownOrigin
    alert.firedAt = now
    // One of the other severity, if there is any, has been overtaken.
    let before = OwnAlert.identifiers(of: own.kind).compactMap { active[$0] }.first
    let isNew = before?.identifier != alert.identifier
    if let before, isNew { active[before.identifier] = nil }
    if !isNew, let before {
      (alert.activeAt, alert.acknowledgement) = (before.activeAt, before.acknowledgement)
    }
    active[alert.identifier] = alert
    resolved[alert.identifier] = nil
    let ended = isNew ? before.map { [AlertTransition(kind: .resolved, alert: $0, at: now)] } ?? [] : []
    return ended + (isNew ? [AlertTransition(kind: .firing, alert: alert, at: now)] : [])
  }

  /// Lets what the program says of itself end in its time.
  public mutating func ageOwn(at now: Instant) -> [AlertTransition] {
    var transitions: [AlertTransition] = []
    for kind in OwnAlert.Kind.allCases {
      guard let lasting = kind.lasting else { continue }
      for alert in OwnAlert.identifiers(of: kind).compactMap({ active[$0] }) {
        guard now - (alert.firedAt ?? now) >= lasting else { continue }
        if let ended = end(alert, at: now, every: .zero) { transitions.append(ended) }
      }
    }
    return transitions
  }

  /// Ends what the program said of itself.
  public mutating func endOwn(_ kind: OwnAlert.Kind, at now: Instant) -> [AlertTransition] {
    OwnAlert.identifiers(of: kind).compactMap { active[$0] }
      .compactMap { end($0, at: now, every: .zero) }
  }
}
