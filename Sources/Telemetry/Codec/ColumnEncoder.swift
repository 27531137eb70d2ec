/// Writes columns; see `ColumnCodec`. One encoder for many columns saves making its buffers anew.
struct ColumnEncoder {
  private var bits = BitWriter()
  private var finite: [Double] = []
  private var wholes: [Int64] = []

  /// How many values the best way to guess is chosen by.
  private static let trial = 256

  /// The bytes of a column.
  mutating func encoded(_ values: UnsafeBufferPointer<Double>) -> [UInt8] {
    bits.removeAll()
    let gaps = Gap.all(in: values)
    if gaps.isEmpty {
      write(values, gaps)
    } else {
      finite.removeAll(keepingCapacity: true)
      for value in values where value.isFinite { finite.append(value) }
      finite.withUnsafeBufferPointer { write($0, gaps) }
    }
    bits.finishByte()
    return bits.bytes
  }

  /// The bytes of whole numbers, such as times.
  mutating func encoded(_ numbers: [Int64]) -> [UInt8] {
    bits.removeAll()
    wholes = numbers
    writeWholes(Scaling(kind: .divided, places: 0), [])
    bits.finishByte()
    return bits.bytes
  }

  private mutating func write(_ values: UnsafeBufferPointer<Double>, _ gaps: [Gap]) {
    let first = values.first?.bitPattern
    let isConstant = values.allSatisfy { $0.bitPattern == first }
    let scaling = Scaling.fitting(isConstant ? UnsafeBufferPointer(rebasing: values.prefix(1)) : values)
    wholes.removeAll(keepingCapacity: true)
    wholes.reserveCapacity(values.count)
    for value in isConstant ? UnsafeBufferPointer(rebasing: values.prefix(1)) : values {
      wholes.append(scaling.whole(value))
    }
    writeWholes(scaling, gaps)
  }

  private mutating func writeWholes(_ scaling: Scaling, _ gaps: [Gap]) {
    let first = wholes.first ?? 0
    guard wholes.count > 1, wholes.contains(where: { $0 != first }) else {
      writeHead(.constant, scaling, Predictor.Kind.all[0], gaps)
      return bits.putNumber(ZigZag.folded(first))
    }
    let reduction = Reduction(wholes, divides: scaling.kind != .bits)
    wholes.withUnsafeMutableBufferPointer { reduction.reduce($0) }
    let choice = choice()
    writeHead(choice.isSparse ? .sparse : .dense, scaling, choice.kind, gaps)
    bits.putNumber(ZigZag.folded(first))
    bits.put(UInt64(reduction.zeros), 6)
    bits.putNumber(reduction.divisor)
    if choice.isSparse { writeSparse(choice.kind) } else { writeDense(choice.kind) }
  }

  private mutating func writeHead(
    _ form: ColumnCodec.Form, _ scaling: Scaling, _ kind: Predictor.Kind, _ gaps: [Gap]
  ) {
    bits.put(form.rawValue << 6 | scaling.kind.rawValue << 4 | kind.code << 1 | (gaps.isEmpty ? 0 : 1), 8)
    if !gaps.isEmpty {
      bits.putNumber(UInt64(gaps.count))
      for gap in gaps { gap.write(to: &bits) }
    }
    bits.put(UInt64(scaling.places), 4)
  }

  /// The way to guess whose misses take the fewest bits, and whether most guesses are right.
  private func choice() -> (kind: Predictor.Kind, isSparse: Bool) {
    let count = min(wholes.count, Self.trial)
    var best = (cost: Int.max, kind: Predictor.Kind.all[0], isSparse: false)
    for kind in Predictor.Kind.all {
      var (predictor, cost, right) = (Predictor(kind), 0, 0)
      for place in 1..<count {
        let miss = ZigZag.folded(wholes[place] &- predictor.guess)
        predictor.learn(wholes[place])
        // In quarters of a bit; a number takes about a bit and a half more than its digits.
        cost += miss == 0 ? 1 : 4 * (64 - miss.leadingZeroBitCount) + 6
        if miss == 0 { right += 1 }
      }
      if cost < best.cost { best = (cost, kind, right * 2 > count) }
    }
    return (best.kind, best.isSparse)
  }

  private mutating func writeDense(_ kind: Predictor.Kind) {
    var (predictor, rice) = (Predictor(kind), AdaptiveRice(mean: ColumnCodec.runMean))
    for place in 1..<wholes.count {
      rice.write(ZigZag.folded(wholes[place] &- predictor.guess), to: &bits)
      predictor.learn(wholes[place])
    }
  }

  private mutating func writeSparse(_ kind: Predictor.Kind) {
    var predictor = Predictor(kind)
    var (runs, misses) = (AdaptiveRice(mean: ColumnCodec.runMean), AdaptiveRice(mean: ColumnCodec.offMean))
    var right: UInt64 = 0
    for place in 1..<wholes.count {
      let miss = ZigZag.folded(wholes[place] &- predictor.guess)
      predictor.learn(wholes[place])
      guard miss != 0 else {
        right += 1
        continue
      }
      runs.write(right, to: &bits)
      misses.write(miss - 1, to: &bits)
      right = 0
    }
    if right > 0 { runs.write(right, to: &bits) }
  }
}

/// What all differences of a column's whole numbers have in common: low bits that are zero, and a divisor.
struct Reduction {
  let zeros: Int
  let divisor: UInt64

  /// Of numbers that are not all the same. Those that wrap around are not divided.
  init(_ wholes: [Int64], divides: Bool) {
    let anyBits = zip(wholes.dropFirst(), wholes).reduce(UInt64(0)) { $0 | UInt64(bitPattern: $1.0 &- $1.1) }
    zeros = anyBits.trailingZeroBitCount
    var common: UInt64 = 0
    if divides {
      for place in 1..<wholes.count where common != 1 {
        common = Self.divisor(common, (wholes[place] &- wholes[place - 1]).magnitude >> UInt64(zeros))
      }
    }
    divisor = common
  }

  private static func divisor(_ first: UInt64, _ second: UInt64) -> UInt64 {
    var (large, small) = (first, second)
    while small != 0 { (large, small) = (small, large % small) }
    return large
  }

  /// Makes the numbers the distances from the first one, reduced.
  func reduce(_ wholes: UnsafeMutableBufferPointer<Int64>) {
    let first = wholes[0]
    let factor = Int64(truncatingIfNeeded: max(divisor, 1))
    for place in wholes.indices {
      let reduced = (wholes[place] &- first) >> Int64(zeros)
      wholes[place] = factor == 1 ? reduced : reduced / factor
    }
  }
}
