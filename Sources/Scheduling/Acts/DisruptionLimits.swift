/// How much of what serves people may be in motion or out of service at once.
public struct DisruptionLimits: Sendable {
  /// How many units of a group, by its name; other groups may move all at once.
  public var budgets: [String: Int]
  /// How many units in all.
  public var atOnce: Int

  public init(budgets: [String: Int] = [:], atOnce: Int = .max) {
    self.budgets = budgets
    self.atOnce = atOnce
  }
}

/// What is left of each group's budget, the units that have no node taken off.
struct DisruptionBudgets {
  /// The place in `left` of each demand's budget; -1 for none.
  private let places: [Int]
  private let names: [String]
  private(set) var left: [Int]

  /// - Parameter others: units that are new: that they wait takes nothing off.
  init(_ limits: DisruptionLimits, _ workload: Workload, beside others: Set<Int> = []) {
    names = limits.budgets.keys.sorted()
    let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    places = workload.demands.map { $0.group.flatMap { numbers[$0.name] } ?? -1 }
    left = names.map { max(0, limits.budgets[$0] ?? 0) }
    for (unit, node) in workload.nodes.enumerated() where node < 0 && workload.forms[unit] == .pending {
      if !others.contains(unit) { spend(Int(workload.shapes[unit])) }
    }
  }

  /// The number of the budget that a demand counts against.
  func budget(of shape: Int) -> Int? { places[shape] < 0 ? nil : places[shape] }

  func name(of shape: Int) -> String { budget(of: shape).map { names[$0] } ?? "" }

  func isSpent(_ shape: Int) -> Bool { budget(of: shape).map { left[$0] <= 0 } ?? false }

  mutating func spend(_ shape: Int) {
    if let place = budget(of: shape) { left[place] -= 1 }
  }
}
