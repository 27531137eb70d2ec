/// How many units of each item would stand on how many nodes, were as few nodes in use as can be.
///
/// The programme of the best fillings is solved again and again for what is left: what it says of whole nodes
/// is kept, and where it says of none its greatest part of a node is made whole (diving; Wäscher and Gau
/// 1996).
struct Layout {
  /// The units of each item that stand on one node of a make.
  struct Place {
    let make: Int
    let counts: [Int]
  }

  let items: [Mix.Typical]
  let makes: [Fillings.Make]
  private(set) var places: [Place] = []

  /// A node costs as much as the largest brings; a unit brings so many times what it takes up.
  private static let (node, eagerness) = (8_000.0, 3.0)

  /// For so many units of each item and nodes of each make.
  init(_ items: [Mix.Typical], _ counts: [Int], _ makes: [Fillings.Make], _ nodes: [Int], step: Int32) {
    self.items = items
    self.makes = makes
    let steps = Double(makes.map(\.steps).max() ?? 1) * Double(step)
    let gains = items.map { item in
      Self.eagerness * Self.node * max(Double(item.cpu) / steps, Double(item.gpu) / 8_000)
    }
    var fillings = Fillings(items, gains: gains, makes: makes, step: step, cost: Self.node)
    var (units, free) = (counts, nodes)
    while units.contains(where: { $0 > 0 }) {
      let rounds = places.isEmpty ? 80 : 3
      fillings.solve(items: units.map(Double.init), nodes: free.map(Double.init), rounds: rounds)
      let kept = Self.whole(fillings.fillings)
      var isStuck = true
      for filling in kept where free[filling.make] > 0 {
        let counts = zip(filling.counts, units).map { min(Int($0), $1) }
        guard counts.contains(where: { $0 > 0 }) else { continue }
        for item in units.indices { units[item] -= counts[item] }
        free[filling.make] -= 1
        places.append(Place(make: filling.make, counts: counts))
        isStuck = false
      }
      if isStuck { break }
    }
  }

  /// Each filling as often as it fills whole nodes; where none does, those that come nearest, a few at a
  /// time.
  private static func whole(_ fillings: [Fillings.Filling]) -> [Fillings.Filling] {
    let whole = fillings.flatMap { Array(repeating: $0, count: Int($0.nodes + 1e-6)) }
    guard whole.isEmpty else { return whole }
    let parts = fillings.filter { $0.nodes > 1e-6 }.sorted { $0.nodes > $1.nodes }
    return Array(parts.prefix(1 + parts.count / 12))
  }
}
