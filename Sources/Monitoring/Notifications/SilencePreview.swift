import Basics
import Telemetry

/// What a silence catches or would catch, for whoever is about to order it or to be surprised by its end.
public struct SilencePreview: Sendable {
  /// The alerts it covers, by name.
  public let caught: [Alert]
  /// Those of them that nothing else keeps from being told.
  public let newlyQuiet: Int
  /// Whether every condition holds too where its label is missing, so that nothing need be there: as Alertmanager has
  /// it, that is no silence but an accident.
  public let isUnbounded: Bool

  /// - Parameter silences: those in force already.
  public init(
    _ matchers: [Matcher], among alerts: some Sequence<Alert>, beside silences: [Silence], at now: Instant
  ) {
    caught = alerts.filter { matchers.accept($0.labels) }.sorted { $0.identifier < $1.identifier }
    newlyQuiet = caught.count { alert in !silences.contains { $0.covers(alert, at: now) } }
    isUnbounded = matchers.accept([:])
  }
}

extension Silence {
  /// Whether it is not in force yet.
  public func isPlanned(at now: Instant) -> Bool { now < startsAt }

  /// When somebody should be reminded that it ends: a quarter of an hour before, and of a short one in its last quarter.
  public var remindsAt: Instant {
    let quarter = Span(milliseconds: (endsAt - startsAt).milliseconds / 4)
    return endsAt - min(.minutes(15), quarter)
  }

  /// Whether it is about to end.
  public func isEnding(at now: Instant) -> Bool { isActive(at: now) && remindsAt <= now }
}
