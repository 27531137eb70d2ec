extension Prospect {
  /// How many of each item the best filling of an empty node has.
  func filling(gpus: Int, steps: Int) -> [Double] {
    var counts = [Double](repeating: 0, count: items.count)
    var (whole, left) = (gpus, min(steps, self.steps))
    while whole > 0 {
      if let item = several(whole, left) {
        counts[item] += 1
        whole -= items[item].gpus
        left -= items[item].steps
        continue
      }
      let spent =
        (0...left).first { shares[100][$0] &+ wholes[whole - 1][left - $0] == wholes[whole][left] } ?? 0
      fillDevice(spent, &counts)
      whole -= 1
      left -= spent
    }
    fillRest(left, &counts)
    return counts
  }

  /// The item for several devices that the best filling begins with.
  private func several(_ whole: Int, _ left: Int) -> Int? {
    items.firstIndex { item in
      item.gpus > 1 && item.gpus <= whole && item.value > 0 && item.steps <= left
        && wholes[whole - item.gpus][left - item.steps] &+ item.value == wholes[whole][left]
    }
  }

  private func fillDevice(_ steps: Int, _ counts: inout [Double]) {
    var (hundredths, left) = (100, steps)
    while hundredths > 0, shares[hundredths][left] > 0 {
      let found = items.firstIndex { item in
        item.gpus == 1 && item.share <= hundredths && item.value > 0 && item.steps <= left
          && shares[hundredths - item.share][left - item.steps] &+ item.value == shares[hundredths][left]
      }
      guard let found else {
        hundredths -= 1
        continue
      }
      counts[found] += 1
      hundredths -= items[found].share
      left -= items[found].steps
    }
  }

  /// Items without GPUs in what CPU is left.
  private func fillRest(_ steps: Int, _ counts: inout [Double]) {
    var left = steps
    while left >= 0, wholes[0][left] > 0 {
      let found = items.firstIndex { item in
        item.gpus == 0 && item.value > 0 && item.steps <= left
          && wholes[0][left - item.steps] &+ item.value == wholes[0][left]
      }
      guard let found else {
        left -= 1
        continue
      }
      counts[found] += 1
      left -= items[found].steps
    }
  }
}
