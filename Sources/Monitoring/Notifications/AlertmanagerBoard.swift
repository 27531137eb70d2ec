import Basics
import Telemetry

/// What an Alertmanager has been given, and what it is to be given next, as Prometheus does it: what fires every minute, so
/// that it ends there too should this program be gone; what is over for a quarter of an hour, lest that be missed.
public struct AlertmanagerBoard: Sendable {
  private var given: [String: Given] = [:]

  private struct Given {
    var alert: Alert
    var at: Instant
  }

  private static let again = Span.minutes(1)
  private static let memory = Span.minutes(15)
  /// How long what fires is to be believed.
  public static let trust = Span.minutes(4)

  public init() {}

  /// The alerts to be given now, those that are over among them.
  /// - Parameter firing: all that fire and are routed there.
  public mutating func due(_ firing: [Alert], at now: Instant) -> [Alert] {
    let names = Set(firing.map(\.identifier))
    for (name, entry) in given where !names.contains(name) {
      if entry.alert.state == .firing {
        given[name]?.alert.state = .resolved
        given[name]?.alert.resolvedAt = now
        given[name]?.at = .epoch
      } else if let ended = entry.alert.resolvedAt, now - ended > Self.memory {
        given[name] = nil
      }
    }
    for alert in firing {
      let last = given[alert.identifier].flatMap { $0.alert.state == .firing ? $0.at : nil }
      given[alert.identifier] = Given(alert: alert, at: last ?? .epoch)
    }
    return given.values.filter { now - $0.at >= Self.again }.map(\.alert).sorted {
      $0.identifier < $1.identifier
    }
  }

  /// These have been taken.
  public mutating func note(_ alerts: [Alert], at now: Instant) {
    for alert in alerts { given[alert.identifier]?.at = now }
  }
}

/// A silence of an Alertmanager.
public struct ForeignSilence: Sendable, Hashable {
  public let identifier: String
  public let silence: Silence

  public init(identifier: String, silence: Silence) {
    self.identifier = identifier
    self.silence = silence
  }
}

/// How the silences here and those of an Alertmanager are brought together. Ours bear a mark there by which they are known
/// again; theirs bear its name here.
public struct SilenceExchange: Sendable {
  /// Stands before the names of silences that come from there.
  public static let prefix = "alertmanager:"

  /// Names this store among all that use the same server.
  private let mark: String
  /// Those of theirs that have been seen here.
  private var seen: Set<String> = []

  /// What is to be done there and taken over here.
  public struct Plan: Sendable, Hashable {
    public var create: [Silence] = []
    /// The names there.
    public var expire: [String] = []
    public var take: [Silence] = []

    public init() {}
  }

  public init(mark: String) { self.mark = mark }

  /// The comment of one of ours as it stands there.
  public func comment(of silence: Silence) -> String { "\(silence.comment) \(tail(silence.identifier))" }

  private func tail(_ identifier: String) -> String { "[binnacle \(mark) \(identifier)]" }

  /// - Parameters:
  ///   - ours: all known here that are not over, theirs among them.
  ///   - theirs: all there that are not over.
  public mutating func plan(_ ours: [Silence], _ theirs: [ForeignSilence], at now: Instant) -> Plan {
    var plan = Plan()
    let names = Set(ours.map(\.identifier))
    seen.formUnion(ours.map(\.identifier).filter { $0.hasPrefix(Self.prefix) })
    var known: Set<String> = []
    for foreign in theirs {
      let name = Self.prefix + foreign.identifier
      if let own = own(foreign.silence.comment) {
        known.insert(own)
        if !names.contains(own) { plan.expire.append(foreign.identifier) }
      } else if seen.contains(name), !names.contains(name) {
        // Somebody has ended it here.
        plan.expire.append(foreign.identifier)
      } else {
        plan.take.append(foreign.silence)
      }
    }
    plan.create = ours.filter {
      !$0.identifier.hasPrefix(Self.prefix) && !known.contains($0.identifier) && $0.endsAt > now
    }
    return plan
  }

  /// Which of ours a comment is the mark of.
  private func own(_ comment: String) -> String? {
    let head = "[binnacle \(mark) "
    guard comment.hasSuffix("]"), let start = comment.ranges(of: head).last?.upperBound else { return nil }
    return String(comment[start...].dropLast())
  }
}
