/// What each typical demand is worth to a cluster that is about to be full: the prices of the linear programme
/// that fills every node as well as can be (configurations found by column generation, Gilmore and Gomory 1961).
struct Outlook {
  /// Nodes alike in CPU and GPUs.
  private struct Make: Hashable {
    let steps: Int
    let gpus: Int
  }
  /// Values are kept in hundredths of a thousandth of a GPU, as whole numbers.
  static let scale = 100.0

  private(set) var prospect: Prospect
  /// The share of all GPUs that the best filling uses: no policy can do better.
  private(set) var bound = 0.0

  init(_ mix: Mix, _ cluster: Cluster) {
    let most = cluster.kinds.map(\.cpu).max() ?? 0
    let step = max(500, (most + 255) / 256)
    let steps = Int(most / step)
    let typicals = mix.typicals
    let gains = typicals.map { Double($0.gpu > 0 ? $0.gpu : $0.cpu / 5) }
    let makes = Self.makes(cluster, step)
    let capacity = Double(cluster.gpuCapacity)
    let asked = typicals.reduce(0) { $0 + $1.weight * Double($1.gpu) }
    let limits =
      typicals.map { asked > 0 ? $0.weight * capacity / asked : 0 } + makes.map { Double($0.count) }
    var simplex = Simplex(limits: limits)
    prospect = Self.prospect(typicals, gains, step, steps)
    for _ in 0..<80 {
      let prices = simplex.prices
      var news = 0
      for (number, (make, _)) in makes.enumerated() {
        var column = prospect.filling(gpus: make.gpus, steps: make.steps)
        let worth = zip(column, prospect.items).reduce(0) { $0 + $1.0 * Double($1.1.value) } / Self.scale
        guard worth > prices[typicals.count + number] + 0.5 else { continue }
        let gain = zip(column, gains).reduce(0) { $0 + $1.0 * $1.1 }
        column += makes.indices.map { $0 == number ? 1 : 0 }
        simplex.add(column, gain: gain)
        news += 1
      }
      guard news > 0 else { break }
      simplex.solve()
      let values = zip(gains, simplex.prices).map { max(0, $0 - $1) }
      prospect = Self.prospect(typicals, values, step, steps)
    }
    bound = capacity > 0 ? simplex.value / capacity : 0
  }

  private static func prospect(_ typicals: [Mix.Typical], _ values: [Double], _ step: Int32, _ steps: Int)
    -> Prospect
  {
    let items = zip(typicals, values).map { typical, value in
      Prospect.Item(
        steps: Int((typical.cpu + step - 1) / step), gpus: typical.gpus, share: Int((typical.share + 9) / 10),
        value: Int32((value * scale).rounded()))
    }
    return Prospect(items, step: step, steps: steps)
  }

  private static func makes(_ cluster: Cluster, _ step: Int32) -> [(make: Make, count: Int)] {
    var counts: [Make: Int] = [:]
    for room in cluster.rooms {
      let kind = cluster.kinds[Int(room.kind)]
      counts[Make(steps: Int(kind.cpu / step), gpus: kind.gpus), default: 0] += 1
    }
    return counts.map { (make: $0.key, count: $0.value) }
      .sorted { ($0.make.gpus, $0.make.steps) < ($1.make.gpus, $1.make.steps) }
  }
}
