import Basics
import Model
import Scheduling

/// How many units of each group there should be: what was wanted of late, so that nothing swings.
struct ScalingKeeper {
  /// The groups that have a rule, the most urgent first.
  var views: [GroupView] = []
  /// The revision of the cluster they were counted on.
  var countedOn: Int?
  private var scalers: [String: Scaler] = [:]
  /// Until when groups do not grow that made room for others.
  private var rests: [String: Instant] = [:]

  /// A group's autoscaler, and since when it has looked on.
  private struct Scaler {
    var autoscaler: Autoscaler
    let since: Instant
  }

  /// For so long a group that made room does not take it back.
  private static let respite = Span.minutes(3)

  /// When room was made last, and for so long after it nodes may not tell of that.
  private var roomAt: Instant?
  private static let settling = Span.seconds(30)

  func mayMakeRoom(at now: Instant) -> Bool { roomAt.map { now - $0 >= Self.settling } ?? true }

  mutating func madeRoom(at now: Instant) { roomAt = now }

  /// Other rules, another process or another clock: what was wanted before says nothing.
  mutating func restart() { self = ScalingKeeper() }

  mutating func yield(_ group: String, at now: Instant) { rests[group] = now + Self.respite }

  func rests(_ group: String, at now: Instant) -> Bool { rests[group].map { now < $0 } ?? false }

  /// How many units there should be; nothing is let go before it has been looked on for as long as is remembered.
  /// - Parameters:
  ///   - isHeldBack: whether the units may want more than they get.
  ///   - looksOn: whether this process stays, to see what was wanted before.
  mutating func advise(
    _ rule: ScalingRule, busy: Double, units: Int, isHeldBack: Bool, looksOn: Bool, at now: Instant
  ) -> Autoscaler.Advice {
    var scaler = scalers[rule.group] ?? Scaler(autoscaler: Autoscaler(rule.limits), since: now)
    let isNew = looksOn && now - scaler.since < rule.limits.memory
    let advice = scaler.autoscaler.advise(
      .init(busy: busy, units: units, servers: 1), keeping: isNew ? .watching : isHeldBack ? .heldBack : nil,
      at: now)
    scalers[rule.group] = scaler
    return advice
  }
}
