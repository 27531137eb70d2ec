/// What the rest of a node is worth: the most that typical demands could bring that fit into it together.
///
/// A knapsack over steps of CPU and hundredths of devices, tabulated once. Values are whole numbers,
/// so that equal rooms are worth exactly the same.
struct Prospect: Sendable {
  /// A typical demand in steps, and what it is worth.
  struct Item: Sendable {
    let steps: Int
    let gpus: Int
    /// Hundredths of a device, rounded up.
    let share: Int
    var value: Int32
  }

  /// What a device can bring for so many steps of CPU.
  struct Point: Sendable {
    let steps: Int32
    let value: Int32
  }

  let items: [Item]
  /// Thousandths of a core in a step.
  let step: Int32
  let steps: Int
  /// The best of shares in a device with so many hundredths left, by steps.
  let shares: [[Int32]]
  /// The best for so many unused devices, by steps.
  let wholes: [[Int32]]
  /// Where `shares` rises, for each number of hundredths.
  private let fronts: [[Point]]

  init(_ items: [Item], step: Int32, steps: Int) {
    self.items = items
    self.step = step
    self.steps = steps
    shares = Self.shares(items, steps)
    wholes = Self.wholes(items, steps, shares[100])
    fronts = shares.map(Self.front)
  }

  private static func shares(_ items: [Item], _ steps: Int) -> [[Int32]] {
    var table = [[Int32](repeating: 0, count: steps + 1)]
    for left in 1...100 {
      var best = table[left - 1]
      for item in items where item.gpus == 1 && item.share <= left && item.value > 0 {
        let rest = table[left - item.share]
        for step in stride(from: item.steps, through: steps, by: 1) {
          best[step] = max(best[step], rest[step - item.steps] &+ item.value)
        }
      }
      table.append(best)
    }
    return table
  }

  private static func wholes(_ items: [Item], _ steps: Int, _ device: [Int32]) -> [[Int32]] {
    var none = [Int32](repeating: 0, count: steps + 1)
    for step in 0...steps {
      for item in items where item.gpus == 0 && item.value > 0 && item.steps <= step {
        none[step] = max(none[step], none[step - item.steps] &+ item.value)
      }
    }
    var table = [none]
    for count in 1...NodeKind.mostGPUs {
      var best = joined(front(device), table[count - 1])
      for item in items where item.gpus > 1 && item.gpus <= count && item.value > 0 {
        let rest = table[count - item.gpus]
        for step in stride(from: item.steps, through: steps, by: 1) {
          best[step] = max(best[step], rest[step - item.steps] &+ item.value)
        }
      }
      table.append(best)
    }
    return table
  }

  private static func joined(_ front: [Point], _ rest: [Int32]) -> [Int32] {
    rest.indices.map { step in
      front.reduce(0) { Int($1.steps) <= step ? max($0, rest[step - Int($1.steps)] &+ $1.value) : $0 }
    }
  }

  private static func front(_ table: [Int32]) -> [Point] {
    var points = [Point(steps: 0, value: table[0])]
    for step in table.indices.dropFirst() where table[step] > table[step - 1] {
      points.append(Point(steps: Int32(step), value: table[step]))
    }
    return points
  }

  /// What a room is worth.
  func worth(_ free: Amounts, _ devices: SIMD8<UInt16>) -> Int32 {
    let last = min(Int(free[0] / step), steps)
    var (whole, partial) = (0, SIMD8<UInt8>.zero)
    var count = 0
    for device in 0..<8 {
      if devices[device] == 1_000 {
        whole += 1
      } else if fronts[Int(devices[device] / 10)].count > 1 {
        partial[count] = UInt8(devices[device] / 10)
        count += 1
      }
    }
    if count == 0 { return wholes[whole][last] }
    if count == 1 { return Self.best(fronts[Int(partial[0])], wholes[whole], last) }
    return mixed(wholes[whole], (0..<count).map { Int(partial[$0]) }, last)
  }

  @inline(__always)
  private static func best(_ front: [Point], _ rest: [Int32], _ last: Int) -> Int32 {
    var best: Int32 = 0
    for point in front {
      if Int(point.steps) > last { break }
      best = max(best, rest[last - Int(point.steps)] &+ point.value)
    }
    return best
  }

  /// Several devices in use: each adds the best of its points.
  private func mixed(_ rest: [Int32], _ partials: [Int], _ last: Int) -> Int32 {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: last + 1) { table in
      for step in 0...last { table[step] = rest[step] }
      for partial in partials.dropLast() {
        for step in stride(from: last, through: 0, by: -1) {
          var best = table[step]
          for point in fronts[partial] {
            if Int(point.steps) > step { break }
            best = max(best, table[step - Int(point.steps)] &+ point.value)
          }
          table[step] = best
        }
      }
      var best: Int32 = 0
      for point in fronts[partials[partials.count - 1]] {
        if Int(point.steps) > last { break }
        best = max(best, table[last - Int(point.steps)] &+ point.value)
      }
      return best
    }
  }
}
