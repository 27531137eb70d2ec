import Basics
import Model
import Scheduling

/// How many units of each group there should be: what was wanted of late, so that nothing swings.
struct ScalingKeeper {
  /// The groups that have a rule, the most urgent first.
  private(set) var views: [GroupView] = []
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
  /// The groups that somebody wants to leave as they are, whether that was to grow, and until when.
  private var refusals: [String: (growing: Bool, until: Instant)] = [:]

  func mayMakeRoom(at now: Instant) -> Bool { roomAt.map { now - $0 >= Self.settling || now < $0 } ?? true }

  mutating func madeRoom(at now: Instant) { roomAt = now }

  /// Somebody said no to what a group was to do.
  mutating func refuse(_ group: String, growing: Bool, until end: Instant) {
    refusals[group] = (growing, end)
  }

  func isRefused(_ group: String, growing: Bool, at now: Instant) -> Bool {
    refusals[group].map { $0.growing == growing && now < $0.until } ?? false
  }

  /// Other rules: what was wanted under the old ones says nothing.
  mutating func restart() { self = ScalingKeeper() }

  mutating func yield(_ group: String, at now: Instant) { rests[group] = now + Self.respite }

  func rests(_ group: String, at now: Instant) -> Bool {
    rests[group].map { now < $0 && $0 - now <= Self.respite } ?? false
  }

  /// The cores that a unit of a group is to keep busy; 0 where no rule says what it is made for.
  func cores(of group: String?, _ rules: [ScalingRule]) -> Double {
    rules.first { $0.group == group }.flatMap { rule in rule.cores.map { $0 * rule.limits.target } } ?? 0
  }

  mutating func show(_ views: [GroupView]) { self.views = views }

  /// How many units there should be; nothing is let go before it has been looked on for as long as is remembered.
  /// - Parameters:
  ///   - isHeldBack: whether the units may want more than they get.
  ///   - looksOn: whether this process stays, to see what was wanted before.
  mutating func advise(
    _ rule: ScalingRule, busy: Double, units: Int, isHeldBack: Bool, looksOn: Bool, at now: Instant
  ) -> Autoscaler.Advice {
    var scaler = scalers[rule.group] ?? Scaler(autoscaler: Autoscaler(rule.limits), since: now)
    // A clock that was set back has wishes of the future.
    if scaler.since > now { scaler = Scaler(autoscaler: Autoscaler(rule.limits), since: now) }
    let isNew = looksOn && now - scaler.since < rule.limits.memory
    let advice = scaler.autoscaler.advise(
      .init(busy: busy, units: units, servers: 1), keeping: isNew ? .watching : isHeldBack ? .heldBack : nil,
      at: now)
    scalers[rule.group] = scaler
    return advice
  }
}
