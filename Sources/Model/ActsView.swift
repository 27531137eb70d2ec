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
  /// The policy by which new places are chosen.
  public var policy = PlacementAdvice.policies[0]
  public var initiative = Initiative.act

  /// How far the scheduler goes by itself where units cannot stay; what a person orders is done in any case. The raw
  /// value is the word in the store and on the command line.
  public enum Initiative: String, CaseIterable, Sendable {
    /// It says what it would do.
    case advise
    /// It does so after a minute, unless somebody calls it off.
    case veto
    case act
  }

  public init() {}

  /// As the store keeps it.
  public var fields: [String: String] {
    ["paused": isPaused ? "yes" : "no", "by": pausedBy, "policy": policy, "initiative": initiative.rawValue]
  }

  /// What is missing or cannot be understood is as it is from the start.
  public init(fields: [String: String]) {
    self.init()
    isPaused = fields["paused"] == "yes"
    pausedBy = fields["by"] ?? ""
    if let name = fields["policy"], PlacementAdvice.policies.contains(name) { policy = name }
    initiative = fields["initiative"].flatMap(Initiative.init) ?? .act
  }
}
