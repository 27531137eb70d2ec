/// Which rooms changed, in order. Each index remembers how far it has read.
public struct ChangeLog: Sendable {
  private(set) var entries: [Int32] = []
  /// Where each node stands last in the log.
  private(set) var latest: [Int32]
  /// How many entries were thrown away before the first.
  private(set) var dropped = 0

  init(count: Int) { latest = [Int32](repeating: -1, count: count) }

  var end: Int { dropped + entries.count }

  mutating func append(_ node: Int) {
    // A log longer than the fleet says less than looking at the fleet.
    if entries.count > 2 * latest.count + 64 { drop() }
    latest[node] = Int32(entries.count)
    entries.append(Int32(node))
  }

  private mutating func drop() {
    dropped += entries.count
    entries.removeAll(keepingCapacity: true)
    for node in latest.indices { latest[node] = -1 }
  }
}
