import Basics
import Scheduling

/// What the scheduler does with units, and how it is told to.
public struct ActsView: Sendable {
  /// Whether anything carries out what is decided; without it there is advice alone.
  public var isExecuting = false
  public var settings = ActSettings()
  /// By node.
  public var holds: [String: NodeHold] = [:]
  /// Those on their way first, then those of late, the newest first.
  public var migrations: [Migration] = []
  /// Why units stay where they cannot stay, by the unit's identifier.
  public var stranded: [String: Bilingual] = [:]
  /// Why the scheduler holds still by itself; nil where it does not.
  public var stillness: Bilingual?
  /// Whether drains and rebalancing wait for the time that is set for them.
  public var isOutsideWindows = false
  public var learning = LearningView()
  private var newest: [String: Int] = [:]

  public init() {}

  /// - Parameter migrations: in the order in which they are to be shown.
  public init(
    isExecuting: Bool, settings: ActSettings, holds: [String: NodeHold], migrations: [Migration],
    stranded: [String: Bilingual], stillness: Bilingual?
  ) {
    (self.isExecuting, self.settings, self.holds) = (isExecuting, settings, holds)
    (self.migrations, self.stranded, self.stillness) = (migrations, stranded, stillness)
    for (place, migration) in migrations.enumerated() where migration.stage != .undone {
      let known = newest[migration.unit].map { migrations[$0].number } ?? 0
      if migration.number > known { newest[migration.unit] = place }
    }
  }

  /// The last migration that brought a unit to where it is, or is to take it away from there.
  public func migration(of unit: UnitView) -> Migration? {
    guard let migration = newest[unit.name].map({ migrations[$0] }) else { return nil }
    // A ghost is on no node.
    return migration.origin ?? "" == unit.node || migration.target ?? "" == unit.node ? migration : nil
  }
}

/// How people want the scheduler to act.
public struct ActSettings: Hashable, Sendable {
  /// Nothing new begins while somebody has it paused.
  public var isPaused = false
  public var pausedBy = ""
  /// The policy by which new places are chosen, unless a guardrail was hit.
  public var policy = PlacementAdvice.policies[0]
  public var initiative: Autonomy {
    get { chosen ?? usual }
    set { chosen = newValue }
  }
  /// How far the scheduler goes by itself while nobody has said how far.
  public var usual = Autonomy.act
  private var chosen: Autonomy?
  /// The guardrail that was hit, and when: the rules of the first generation choose until a person says otherwise.
  public var fallBack: FallBack?

  public struct FallBack: Hashable, Sendable {
    public let violation: Violation
    public let since: Instant

    public init(_ violation: Violation, since: Instant) { (self.violation, self.since) = (violation, since) }
  }

  /// The policy that chooses now.
  public var policyInForce: String { fallBack == nil ? policy : "v1" }

  public init() {}

  /// As the store keeps it.
  public var fields: [String: String] {
    var plain = ["paused": isPaused ? "yes" : "no", "by": pausedBy, "policy": policy]
    plain["autonomy"] = chosen?.rawValue
    guard let fallBack else { return plain }
    return plain.merging(fallBack.violation.fields) { $1 }
      .merging(["since": fallBack.since.rfc3339]) { $1 }
  }

  /// What is missing or cannot be understood is as it is from the start.
  public init(fields: [String: String]) {
    self.init()
    isPaused = fields["paused"] == "yes"
    pausedBy = fields["by"] ?? ""
    if let name = fields["policy"], PlacementAdvice.policies.contains(name) { policy = name }
    // Stores of before had "initiative" whether anybody had chosen it or not; "act" is how it was from the start.
    let former = fields["initiative"].flatMap(Autonomy.init)
    chosen = fields["autonomy"].flatMap(Autonomy.init) ?? (former == .act ? nil : former)
    guard let violation = Violation(fields: fields) else { return }
    fallBack = FallBack(violation, since: fields["since"].flatMap(Instant.init(rfc3339:)) ?? .epoch)
  }
}
