/// What each typical demand is worth to a cluster that is about to be full: the prices of the linear
/// programme that fills every node as well as can be.
struct Outlook {
  let prospect: Prospect
  /// The share of all GPUs that the best filling uses: no policy can do better.
  let bound: Double

  init(_ mix: Mix, _ cluster: Cluster) {
    let typicals = mix.typicals
    let step = Fillings.step(cluster.kinds)
    var counts: [Fillings.Make: Double] = [:]
    for room in cluster.rooms {
      let kind = cluster.kinds[Int(room.kind)]
      counts[Fillings.Make(steps: Int(kind.cpu / step), gpus: kind.gpus), default: 0] += 1
    }
    let makes = counts.keys.sorted()
    let capacity = Double(cluster.gpuCapacity)
    let asked = typicals.reduce(0) { $0 + $1.weight * Double($1.gpu) }
    // A unit without GPUs counts a little, or nothing would be kept for it.
    let gains = typicals.map { Double($0.gpu > 0 ? $0.gpu : $0.cpu / 5) }
    var fillings = Fillings(typicals, gains: gains, makes: makes, step: step)
    fillings.solve(
      items: typicals.map { asked > 0 ? $0.weight * capacity / asked : 0 },
      nodes: makes.map { counts[$0] ?? 0 })
    prospect = fillings.prospect
    bound = capacity > 0 ? fillings.value / capacity : 0
  }
}
