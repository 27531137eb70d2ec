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
