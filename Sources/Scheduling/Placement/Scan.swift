extension Policy {
  /// The best node for a need, found by looking at every one.
  public func best(_ need: Need, _ rooms: UnsafeBufferPointer<Room>, turn: UInt64) -> Int? {
    var (best, found) = (Int32.min, -1)
    need.kinds.withUnsafeBufferPointer { kinds in
      guard let allowed = kinds.baseAddress else { return }
      for node in rooms.indices where need.fits(rooms[node], allowed) {
        let score = score(need, rooms[node], Turn(number: turn, node: node))
        if score > best || found < 0 { (best, found) = (score, node) }
      }
    }
    return found < 0 ? nil : found
  }

  /// How the nodes stand for a need, found by looking at every one: what an index would tell, where none is kept.
  public func survey(_ need: Need, _ rooms: UnsafeBufferPointer<Room>, best count: Int) -> Survey {
    var (survey, least) = (Survey(), Int32.min)
    need.kinds.withUnsafeBufferPointer { kinds in
      guard let allowed = kinds.baseAddress, count > 0 else { return }
      for node in rooms.indices where need.fits(rooms[node], allowed) {
        survey.fitting += 1
        let score = score(need, rooms[node], Turn(number: 0, node: node))
        guard score > least || survey.leaders.count < count else { continue }
        let place = survey.leaders.firstIndex { $0.score < score } ?? survey.leaders.count
        survey.leaders.insert((node, score), at: place)
        if survey.leaders.count > count { survey.leaders.removeLast() }
        if survey.leaders.count == count { least = survey.leaders[count - 1].score }
      }
    }
    return survey
  }

  /// Brings an index up to date with what has changed in the rooms.
  public func follow(_ index: inout ShapeIndex, _ rooms: UnsafeBufferPointer<Room>, _ log: ChangeLog) {
    let need = index.need
    need.kinds.withUnsafeBufferPointer { kinds in
      guard let allowed = kinds.baseAddress else { return }
      index.follow(log, count: rooms.count) { node in
        let room = rooms[node]
        guard need.fits(room, allowed) else { return ShapeIndex.none }
        return score(need, room, Turn(number: 0, node: node))
      }
    }
  }
}
