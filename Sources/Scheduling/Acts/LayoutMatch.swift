/// Which unit goes to which node, so that the layout comes about with few moves: each place of the layout is
/// given to the node that has most of it already.
struct LayoutMatch {
  /// The node of each unit that has one in the layout.
  private(set) var targets: [Int: Int] = [:]

  private struct Item: Hashable {
    let cpu: Int32
    let gpus: Int
    let share: Int32

    init(_ demand: Demand) { (cpu, gpus, share) = (demand.cpu, demand.gpus, demand.share) }
  }

  private let numbers: [Item: Int]
  private let workload: Workload

  init(_ placer: Placer, _ workload: Workload, _ residents: Residents) {
    self.workload = workload
    let cluster = placer.cluster
    let nodes = cluster.rooms.indices.filter { cluster.rooms[$0].state == .ready }
    let units = nodes.flatMap { residents[$0].map(Int.init) }
    let items = Set(units.map { Item(workload.demand(of: $0)) })
      .sorted { ($0.gpus, $0.share, $0.cpu) < ($1.gpus, $1.share, $1.cpu) }
    let numbers = Dictionary(uniqueKeysWithValues: items.enumerated().map { ($1, $0) })
    self.numbers = numbers
    var counts = [Int](repeating: 0, count: items.count)
    for unit in units { counts[numbers[Item(workload.demand(of: unit))] ?? 0] += 1 }
    let step = Fillings.step(cluster.kinds, parts: 512)
    let byMake = Dictionary(grouping: nodes) { node in
      let kind = cluster.kind(of: node)
      return Fillings.Make(steps: Int(kind.cpu / step), gpus: kind.gpus)
    }
    let makes = byMake.keys.sorted()
    let layout = Layout(
      items.map { Mix.Typical(cpu: $0.cpu, gpus: $0.gpus, share: $0.share, weight: 0) }, counts, makes,
      makes.map { byMake[$0]?.count ?? 0 }, step: step)
    let there = nodes.reduce(into: [Int: [Int: [Int]]]()) { there, node in
      there[node] = Dictionary(grouping: residents[node].map(Int.init)) { number(of: $0) }
    }
    let homes = Self.homes(layout, byMake, there)
    settle(layout, homes, there)
  }

  private func number(of unit: Int) -> Int { numbers[Item(workload.demand(of: unit))] ?? 0 }

  /// The node of each place of the layout: those that agree most choose first.
  private static func homes(
    _ layout: Layout, _ byMake: [Fillings.Make: [Int]], _ there: [Int: [Int: [Int]]]
  ) -> [Int] {
    var pairs: [(overlap: Int, place: Int, node: Int)] = []
    for (place, content) in layout.places.enumerated() {
      let wanted = content.counts.enumerated().filter { $0.element > 0 }
      for node in byMake[layout.makes[content.make]] ?? [] {
        let overlap = wanted.reduce(0) { $0 + min($1.element, there[node]?[$1.offset]?.count ?? 0) }
        pairs.append((overlap, place, node))
      }
    }
    pairs.sort { ($1.overlap, $0.place, $0.node) < ($0.overlap, $1.place, $1.node) }
    var homes = [Int](repeating: -1, count: layout.places.count)
    var isTaken: Set<Int> = []
    for pair in pairs where homes[pair.place] < 0 && !isTaken.contains(pair.node) {
      homes[pair.place] = pair.node
      isTaken.insert(pair.node)
    }
    return homes
  }

  /// Units that are where they may stay; then the others, wherever one of their item is wanted.
  private mutating func settle(_ layout: Layout, _ homes: [Int], _ there: [Int: [Int: [Int]]]) {
    var wanted = layout.places.map(\.counts)
    for (place, node) in homes.enumerated() where node >= 0 {
      for (item, units) in there[node] ?? [:] {
        for unit in units.sorted().prefix(wanted[place][item]) {
          targets[unit] = node
          wanted[place][item] -= 1
        }
      }
    }
    var open = [[Int]](repeating: [], count: numbers.count)
    for place in homes.indices where homes[place] >= 0 {
      for (item, count) in wanted[place].enumerated() {
        open[item] += Array(repeating: homes[place], count: max(0, count))
      }
    }
    for node in there.keys.sorted() {
      for unit in (there[node] ?? [:]).values.joined().sorted() where targets[unit] == nil {
        if let target = open[number(of: unit)].popLast() { targets[unit] = target }
      }
    }
  }
}
