extension Fabric {
  /// What units use of CPU, memory and GPU.
  var used: SIMD3<Double> {
    cluster.rooms.indices.reduce(.zero) { sum, node in
      awake[node] ? sum + Self.lanes(cluster.kind(of: node).capacity &- cluster.rooms[node].free) : sum
    }
  }

  /// What the nodes awake have, used or not.
  var capacity: SIMD3<Double> {
    cluster.rooms.indices.reduce(.zero) { sum, node in
      awake[node] ? sum + Self.lanes(cluster.kind(of: node).capacity) : sum
    }
  }

  private static func lanes(_ amounts: Amounts) -> SIMD3<Double> {
    SIMD3(Double(amounts[.cpu]), Double(amounts[.memory]), Double(amounts[.gpu]))
  }

  /// Wakes nodes until so much is awake, and lets empty ones sleep that are more than that.
  mutating func keepAwake(_ wanted: SIMD3<Double>) {
    var there = capacity
    for lane in 0..<3 {
      while there[lane] < wanted[lane], let node = cheapestAsleep(for: lane) {
        wake(node)
        there += Self.lanes(cluster.kind(of: node).capacity)
      }
    }
    let empty = cluster.rooms.indices.filter { awake[$0] && cluster.rooms[$0].units == 0 }
      .sorted { (cluster.kind(of: $1).price, $0) < (cluster.kind(of: $0).price, $1) }
    for node in empty {
      let rest = there - Self.lanes(cluster.kind(of: node).capacity)
      guard all(rest .>= wanted) else { continue }
      sleep(node)
      there = rest
    }
  }

  private func cheapestAsleep(for lane: Int) -> Int? {
    let prices = cluster.kinds.map { kind -> Double in
      let amount = Self.lanes(kind.capacity)[lane]
      return amount > 0 ? Double(kind.price) / amount : .infinity
    }
    let asleep = cluster.rooms.indices.filter {
      isAsleep($0) && prices[Int(cluster.rooms[$0].kind)] < .infinity
    }
    return asleep.min {
      (prices[Int(cluster.rooms[$0].kind)], $0) < (prices[Int(cluster.rooms[$1].kind)], $1)
    }
  }

  /// Finds a place for a unit. A node asleep is woken for it where none awake takes it, or where its score is
  /// greater by more than this; nil wakes none but in need.
  mutating func admit(_ unit: Int, reluctance: Int32?) -> Decision {
    let shape = Int(workload.shapes[unit])
    if let reluctance, let sleeper = bestAsleep(for: unit), let index = placer.index(shape),
      let best = index.best, let score = index.score(of: best),
      Int(sleeper.score) - Int(reluctance) > Int(score)
    {
      wake(sleeper.node)
      return place(unit, on: sleeper.node)
    }
    if let decision = placeAwake(unit) { return decision }
    guard let sleeper = bestAsleep(for: unit) else { return Decision(unit: unit, node: nil, devices: 0) }
    wake(sleeper.node)
    return place(unit, on: sleeper.node)
  }

  /// The best node asleep that would take a unit, the first of equals.
  private func bestAsleep(for unit: Int) -> (node: Int, score: Int32)? {
    let need = need(of: unit)
    var best: (node: Int, score: Int32)?
    eachAsleep(for: unit) { node, room in
      let score = placer.policy.score(need, room, Turn(number: placer.turn, node: node))
      if best.map({ score > $0.score }) ?? true { best = (node, score) }
    }
    return best
  }

  /// Tells each node awake that takes a unit, with its room.
  func eachAwake(for unit: Int, _ tell: (Int, Room) -> Void) {
    let need = need(of: unit)
    for (node, room) in cluster.rooms.enumerated() where need.fits(room) {
      guard need.rule == nil || placer.refusalOfGroup(need.shape, on: node) == nil else { continue }
      tell(node, room)
    }
  }

  /// Tells each node asleep that would take a unit, with its room as it will be; empty nodes of a kind are
  /// alike, so the first of each kind alone is told unless the unit's group makes a difference.
  func eachAsleep(for unit: Int, _ tell: (Int, Room) -> Void) {
    let need = need(of: unit)
    var isAsked = [Bool](repeating: false, count: cluster.kinds.count)
    for node in cluster.rooms.indices where isAsleep(node) {
      var room = cluster.rooms[node]
      if isAsked[Int(room.kind)], need.rule == nil { continue }
      isAsked[Int(room.kind)] = true
      room.state = .ready
      guard need.fits(room), placer.refusalOfGroup(need.shape, on: node) == nil else { continue }
      tell(node, room)
    }
  }
}

extension Fabric {
  /// What the nodes awake cost an hour, in thousandths of the currency.
  var hourlyPrice: Double {
    cluster.rooms.indices.reduce(0) { awake[$1] ? $0 + Double(cluster.kind(of: $1).price) : $0 }
  }
}
