import Basics
import Costs
import Model

/// What nodes cost: now, and added up over days.
struct CostKeeper {
  /// A node on a day.
  struct Key: Hashable {
    let node: String
    let day: Day
  }

  /// The totals of today, by node. Days before stand in the store.
  var today: [Key: CostTotal] = [:]
  /// The totals of the days before, oldest first.
  var past: [CostView.DayCost] = []
  /// When each node was last counted.
  var countedAt: [String: Instant] = [:]
  var nodes: [NodeCost] = []
}
