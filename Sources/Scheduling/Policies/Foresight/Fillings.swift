/// The best fillings of many nodes together: a linear programme over every way to fill a node, of which only
/// those are looked at that its prices ask for (column generation, Gilmore and Gomory 1961).
///
/// Values are in thousandths of a GPU, or whatever the gains are in.
struct Fillings {
  /// Nodes alike in CPU and GPUs.
  struct Make: Hashable, Comparable {
    /// How many steps of CPU.
    let steps: Int
    let gpus: Int

    static func < (left: Make, right: Make) -> Bool { (left.gpus, left.steps) < (right.gpus, right.steps) }
  }

  /// One way to fill a node of a make, and how many nodes are filled so.
  struct Filling {
    let make: Int
    /// How many of each item.
    let counts: [Double]
    var nodes = 0.0
  }

  /// Prospects count in hundredths, as whole numbers.
  static let scale = 100.0

  let items: [Mix.Typical]
  let makes: [Make]
  /// What one of each item gains.
  private let gains: [Double]
  /// What a node costs.
  private let cost: Double
  private let step: Int32
  private(set) var fillings: [Filling] = []
  /// What a room is worth at the prices of the programme.
  private(set) var prospect: Prospect
  /// What the best filling of all nodes gains.
  private(set) var value = 0.0

  init(_ items: [Mix.Typical], gains: [Double], makes: [Make], step: Int32, cost: Double = 0) {
    self.items = items
    self.gains = gains
    self.makes = makes
    self.step = step
    self.cost = cost
    prospect = Self.prospect(items, gains, step, makes)
  }

  /// A step of CPU that makes so many of the largest node, in thousandths of a core.
  static func step(_ kinds: [NodeKind], parts: Int32 = 256) -> Int32 {
    max(128_000 / parts, ((kinds.map(\.cpu).max() ?? 0) + parts - 1) / parts)
  }

  /// Solves for at most so many of each item and so many nodes of each make, and asks for better fillings so
  /// often.
  mutating func solve(items most: [Double], nodes: [Double], rounds: Int = 80) {
    var simplex = Simplex(limits: most + nodes)
    for filling in fillings { simplex.add(column(filling), gain: gain(filling)) }
    simplex.solve()
    for _ in 0..<rounds {
      let values = zip(gains, simplex.prices).map { max(0, $0 - $1) }
      prospect = Self.prospect(items, values, step, makes)
      let news = better(than: simplex.prices)
      guard !news.isEmpty else { break }
      fillings += news
      for filling in news { simplex.add(column(filling), gain: gain(filling)) }
      simplex.solve()
    }
    value = simplex.value
    for (number, amount) in simplex.amounts.enumerated() { fillings[number].nodes = amount }
  }

  /// The best filling of each make, where it gains more than its node is worth.
  private func better(than prices: [Double]) -> [Filling] {
    makes.indices.compactMap { make in
      let counts = prospect.filling(gpus: makes[make].gpus, steps: makes[make].steps)
      let worth = zip(counts, prospect.items).reduce(0) { $0 + $1.0 * Double($1.1.value) } / Self.scale
      return worth - cost > prices[items.count + make] + 0.5 ? Filling(make: make, counts: counts) : nil
    }
  }

  private func column(_ filling: Filling) -> [Double] {
    filling.counts + makes.indices.map { $0 == filling.make ? 1 : 0 }
  }

  private func gain(_ filling: Filling) -> Double {
    zip(filling.counts, gains).reduce(-cost) { $0 + $1.0 * $1.1 }
  }

  private static func prospect(_ items: [Mix.Typical], _ values: [Double], _ step: Int32, _ makes: [Make])
    -> Prospect
  {
    let items = zip(items, values).map { typical, value in
      Prospect.Item(
        steps: Int((typical.cpu + step - 1) / step), gpus: typical.gpus, share: Int((typical.share + 9) / 10),
        value: Int32((value * scale).rounded()))
    }
    return Prospect(items, step: step, steps: makes.map(\.steps).max() ?? 0)
  }
}
