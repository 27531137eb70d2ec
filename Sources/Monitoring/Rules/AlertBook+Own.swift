import Basics
import Telemetry

extension Alert {
  /// The origin of what the program says of itself.
  static let ownOrigin = "binnacle"
}

/// What the program watches itself for: that nobody looked for a while, or looked too late.
public struct OwnAlert: Sendable {
  /// The kinds; the raw value is the name of the alert.
  public enum Kind: String, CaseIterable, Sendable {
    /// Nobody evaluated rules before this process took the watch.
    case engineWasStopped = "EngineWasStopped"
    /// Evaluations were missed while this process had the watch.
    case engineLate = "EngineLate"

    /// How long it is shown after it was last so.
    var lasting: Span {
      switch self {
      case .engineWasStopped: .minutes(15)
      case .engineLate: .minutes(5)
      }
    }
  }

  public let kind: Kind
  /// For how long nobody looked.
  public let gap: Span

  public init(_ kind: Kind, gap: Span) {
    self.kind = kind
    self.gap = gap
  }

  /// A gap in which something may have come and gone is to be looked at.
  var severity: Severity { gap >= .minutes(5) ? .watch : .info }

  static func labels(of kind: Kind, _ severity: Severity) -> Labels {
    [Labels.alertName: kind.rawValue, "severity": severity == .info ? "info" : "warning"]
  }

  /// The identifiers that an alert of a kind can have.
  static func identifiers(of kind: Kind) -> [String] {
    [Severity.info, .watch].map { Alert.identifier(rule: kind.rawValue, labels: labels(of: kind, $0)) }
  }

  var summary: Bilingual {
    let length = Span.seconds(gap.milliseconds / 1_000).prometheus
    return switch kind {
    case .engineWasStopped:
      Bilingual(english: "Nobody watched for \(length)", chinese: "有 \(length) 无人值守")
    case .engineLate: Bilingual(english: "Rules were looked at \(length) late", chinese: "规则评估迟了 \(length)")
    }
  }

  var description: Bilingual {
    switch kind {
    case .engineWasStopped:
      Bilingual(
        english:
          "No process held the watch before this one took it: what began and ended meanwhile is not known.",
        chinese: "本进程接手之前没有进程值守，其间开始并结束的情况无从得知。")
    case .engineLate:
      Bilingual(
        english: "Evaluations were missed. The machine is overloaded or was suspended, or the store is slow.",
        chinese: "错过了若干次评估：机器过载或曾挂起，或存储缓慢。")
    }
  }
}

extension AlertBook {
  /// The identifiers that an alert of a kind can have.
  public func ownIdentifiers(_ kind: OwnAlert.Kind) -> [String] { OwnAlert.identifiers(of: kind) }

  /// Says something of the program itself, or says it anew with a longer gap.
  public mutating func raise(_ own: OwnAlert, at now: Instant) -> [AlertTransition] {
    var alert = Alert(
      rule: own.kind.rawValue, labels: OwnAlert.labels(of: own.kind, own.severity), state: .firing,
      severity: own.severity, activeAt: now,
      value: own.gap.seconds, summary: own.summary, description: own.description)
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
      for alert in OwnAlert.identifiers(of: kind).compactMap({ active[$0] }) {
        guard now - (alert.firedAt ?? now) >= kind.lasting else { continue }
        if let ended = end(alert, at: now, every: .zero) { transitions.append(ended) }
      }
    }
    return transitions
  }
}
