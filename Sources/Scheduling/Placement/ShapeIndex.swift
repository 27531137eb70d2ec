/// The score of every node for one demand, and the best of each run of nodes, kept as rooms change.
public struct ShapeIndex: Sendable {
  /// Stands for a node that does not take the unit.
  static let none = Int32.min
  /// How many nodes share an entry of `tops`.
  private static let run = 64

  let need: Need
  private var scores: [Int32] = []
  private var tops: [Int32] = []
  private var position = -1

  init(_ need: Need) { self.need = need }

  /// Reads on in the log, and asks anew for the score of each node that changed.
  @inline(__always)
  mutating func follow(_ log: ChangeLog, count: Int, _ score: (Int) -> Int32) {
    let start = position - log.dropped
    if position < 0 || start < 0 || log.entries.count - start > count {
      rebuild(count, score)
    } else {
      catchUp(log, from: start, score)
    }
    position = log.end
  }

  @inline(__always)
  private mutating func rebuild(_ count: Int, _ score: (Int) -> Int32) {
    let runs = (count + Self.run - 1) / Self.run
    scores = [Int32](repeating: Self.none, count: runs * Self.run)
    tops = [Int32](repeating: Self.none, count: runs)
    for node in 0..<count {
      let value = score(node)
      scores[node] = value
      tops[node / Self.run] = max(tops[node / Self.run], value)
    }
  }

  @inline(__always)
  private mutating func catchUp(_ log: ChangeLog, from start: Int, _ score: (Int) -> Int32) {
    scores.withUnsafeMutableBufferPointer { scores in
      tops.withUnsafeMutableBufferPointer { tops in
        log.entries.withUnsafeBufferPointer { entries in
          log.latest.withUnsafeBufferPointer { latest in
            for place in start..<entries.count {
              let node = Int(entries[place])
              // The last change of a node counts for all before it.
              guard Int(latest[node]) == place else { continue }
              Self.put(score(node), at: node, &scores, &tops)
            }
          }
        }
      }
    }
  }

  @inline(__always)
  private static func put(
    _ value: Int32, at node: Int, _ scores: inout UnsafeMutableBufferPointer<Int32>,
    _ tops: inout UnsafeMutableBufferPointer<Int32>
  ) {
    let (old, run) = (scores[node], node / Self.run)
    guard value != old else { return }
    scores[node] = value
    if value >= tops[run] {
      tops[run] = value
    } else if old == tops[run] {
      tops[run] = greatest(scores, in: run)
    }
  }

  @inline(__always)
  private static func greatest(_ scores: UnsafeMutableBufferPointer<Int32>, in run: Int) -> Int32 {
    var best = none
    for node in run * Self.run..<(run + 1) * Self.run { best = max(best, scores[node]) }
    return best
  }

  /// The best node, the first of equals; nil where none takes the unit.
  var best: Int? {
    scores.withUnsafeBufferPointer { scores in
      tops.withUnsafeBufferPointer { tops -> Int? in
        var top = Self.none
        for value in tops { top = max(top, value) }
        guard top > Self.none, let run = tops.firstIndex(of: top) else { return nil }
        var node = run * Self.run
        while scores[node] != top { node += 1 }
        return node
      }
    }
  }

  /// The best node of those that are allowed, the first of equals.
  func best(where isAllowed: (Int) -> Bool) -> Int? {
    var (best, found) = (Self.none, -1)
    for run in tops.indices where tops[run] > best {
      for node in run * Self.run..<(run + 1) * Self.run where scores[node] > best && isAllowed(node) {
        (best, found) = (scores[node], node)
      }
    }
    return found < 0 ? nil : found
  }

  /// The score of a node; nil where it does not take the unit.
  func score(of node: Int) -> Int32? { scores[node] == Self.none ? nil : scores[node] }

  /// The nodes that take the unit with the greatest scores, greatest first, the first of equals first.
  func leaders(_ count: Int) -> [(node: Int, score: Int32)] {
    var leaders: [(node: Int, score: Int32)] = []
    for run in tops.indices where tops[run] > Self.none {
      if leaders.count == count, tops[run] <= leaders[count - 1].score { continue }
      for node in run * Self.run..<(run + 1) * Self.run where scores[node] > Self.none {
        let score = scores[node]
        if leaders.count == count, score <= leaders[count - 1].score { continue }
        let place = leaders.firstIndex { $0.score < score } ?? leaders.count
        leaders.insert((node, score), at: place)
        if leaders.count > count { leaders.removeLast() }
      }
    }
    return leaders
  }

  /// How many nodes take the unit.
  var fitting: Int {
    scores.withUnsafeBufferPointer { scores in
      var count: UInt32 = 0
      for score in scores {
        // Without a branch, so that it goes several at a time: the highest bit is set unless there is no
        // difference.
        let difference = UInt32(bitPattern: score ^ Self.none)
        count &+= (difference | (0 &- difference)) &>> 31
      }
      return Int(count)
    }
  }

  /// What the index takes up in memory.
  var footprint: Int { (scores.count + tops.count) * MemoryLayout<Int32>.stride }
}
