/// Reads columns; see `ColumnCodec`.
enum ColumnDecoder {
  /// Fills an array with a column's values, or the first of them.
  /// - Parameters:
  ///   - base: bytes with `BitReader.margin` more behind the last.
  ///   - range: where among them the column's bytes are.
  ///   - whole: how many values the column has, at least as many as the array.
  /// - Returns: false when the bytes are not those of a column with so many values.
  static func decode(
    _ base: UnsafePointer<UInt8>, _ range: Range<Int>, into values: UnsafeMutableBufferPointer<Double>,
    of whole: Int
  ) -> Bool {
    var bits = BitReader(base, range)
    guard let head = Head(&bits, count: whole) else { return false }
    let gaps = values.count < whole ? Gap.first(values.count, of: head.gaps) : head.gaps
    let count = values.count - Gap.length(of: gaps)
    let all = whole - Gap.length(of: head.gaps)
    guard all >= 0, 0...all ~= count else { return false }
    let finite = UnsafeMutableBufferPointer(rebasing: values[..<count])
    // As whole numbers first, in the place of the values: to divide them all at once is faster.
    let isRead = finite.withMemoryRebound(to: Int64.self) { read(&bits, head, into: $0, of: all) }
    guard isRead else { return false }
    head.scaling.turn(finite)
    return gaps.isEmpty || Gap.spread(gaps, over: values, finite: count)
  }

  /// Whole numbers, such as times; nil when the bytes are not those of so many.
  static func numbers(_ base: UnsafePointer<UInt8>, _ range: Range<Int>, count: Int) -> [Int64]? {
    var bits = BitReader(base, range)
    guard let head = Head(&bits, count: count), head.gaps.isEmpty else { return nil }
    var numbers = [Int64](repeating: 0, count: count)
    let isRead = numbers.withUnsafeMutableBufferPointer { read(&bits, head, into: $0, of: count) }
    return isRead ? numbers : nil
  }

  private struct Head {
    let form: ColumnCodec.Form
    let scaling: Scaling
    let kind: Predictor.Kind
    var gaps: [Gap] = []
    let first: Int64

    init?(_ bits: inout BitReader, count: Int) {
      guard let form = ColumnCodec.Form(rawValue: bits.take(2)),
        let scale = Scaling.Kind(rawValue: bits.take(2)),
        let kind = Predictor.Kind(code: bits.take(3))
      else { return nil }
      (self.form, self.kind) = (form, kind)
      if bits.take(1) == 1 {
        let number = bits.takeNumber()
        guard number <= UInt64(count) else { return nil }
        for _ in 0..<number {
          guard let gap = Gap(&bits, atMost: count) else { return nil }
          gaps.append(gap)
        }
      }
      scaling = Scaling(kind: scale, places: Int(bits.take(4)))
      first = ZigZag.unfolded(bits.takeNumber())
    }
  }

  /// Reads the first of all whole numbers.
  private static func read(
    _ bits: inout BitReader, _ head: Head, into numbers: UnsafeMutableBufferPointer<Int64>, of all: Int
  ) -> Bool {
    guard head.form != .constant else {
      for place in numbers.indices { numbers[place] = head.first }
      return !bits.isOver
    }
    guard all > 0 else { return false }
    guard !numbers.isEmpty else { return true }
    let zeros = Int64(bits.take(6))
    let factor = Int64(bitPattern: max(bits.takeNumber(), 1)) << zeros
    numbers[0] = 0
    let isRead =
      head.form == .sparse
      ? readSparse(&bits, head.kind, into: numbers, of: all) : readDense(&bits, head.kind, into: numbers)
    for place in numbers.indices { numbers[place] = head.first &+ numbers[place] &* factor }
    return isRead
  }

  private static func readDense(
    _ bits: inout BitReader, _ kind: Predictor.Kind, into numbers: UnsafeMutableBufferPointer<Int64>
  ) -> Bool {
    var (predictor, rice) = (Predictor(kind), AdaptiveRice(mean: ColumnCodec.runMean))
    for place in 1..<numbers.count {
      let number = predictor.guess &+ ZigZag.unfolded(rice.read(&bits))
      predictor.learn(number)
      numbers[place] = number
      if bits.isOver { return false }
    }
    return !bits.isOver
  }

  private static func readSparse(
    _ bits: inout BitReader, _ kind: Predictor.Kind, into numbers: UnsafeMutableBufferPointer<Int64>,
    of all: Int
  ) -> Bool {
    var predictor = Predictor(kind)
    var (runs, misses) = (AdaptiveRice(mean: ColumnCodec.runMean), AdaptiveRice(mean: ColumnCodec.offMean))
    var place = 1
    while place < numbers.count {
      let right = runs.read(&bits)
      guard !bits.isOver, right <= UInt64(all - place) else { return false }
      for _ in 0..<min(Int(right), numbers.count - place) {
        let number = predictor.guess
        predictor.learn(number)
        numbers[place] = number
        place += 1
      }
      guard place < numbers.count else { break }
      let number = predictor.guess &+ ZigZag.unfolded(misses.read(&bits) &+ 1)
      predictor.learn(number)
      numbers[place] = number
      place += 1
    }
    return !bits.isOver
  }
}
