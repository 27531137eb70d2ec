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
    let scaling = head.scaling
    let isRead = read(&bits, head, count, of: all) { place, whole in finite[place] = scaling.value(whole) }
    return isRead && (gaps.isEmpty || Gap.spread(gaps, over: values, finite: count))
  }

  /// Whole numbers, such as times; nil when the bytes are not those of so many.
  static func numbers(_ base: UnsafePointer<UInt8>, _ range: Range<Int>, count: Int) -> [Int64]? {
    var bits = BitReader(base, range)
    guard let head = Head(&bits, count: count), head.gaps.isEmpty else { return nil }
    var numbers = [Int64](repeating: 0, count: count)
    let isRead = numbers.withUnsafeMutableBufferPointer { numbers in
      read(&bits, head, count, of: count) { place, whole in numbers[place] = whole }
    }
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

  /// Gives so many of all whole numbers, each with its place.
  @inline(__always)
  private static func read(
    _ bits: inout BitReader, _ head: Head, _ count: Int, of all: Int, _ give: (Int, Int64) -> Void
  ) -> Bool {
    guard head.form != .constant else {
      for place in 0..<count { give(place, head.first) }
      return !bits.isOver
    }
    guard all > 0 else { return false }
    guard count > 0 else { return true }
    let zeros = Int64(bits.take(6))
    let factor = Int64(bitPattern: max(bits.takeNumber(), 1)) << zeros
    give(0, head.first)
    if head.form == .sparse {
      return readSparse(&bits, head.kind, count, of: all) { give($0, head.first &+ $1 &* factor) }
    }
    return readDense(&bits, head.kind, count) { give($0, head.first &+ $1 &* factor) }
  }

  @inline(__always)
  private static func readDense(
    _ bits: inout BitReader, _ kind: Predictor.Kind, _ count: Int, _ give: (Int, Int64) -> Void
  ) -> Bool {
    var (predictor, rice) = (Predictor(kind), AdaptiveRice(mean: ColumnCodec.runMean))
    for place in 1..<count {
      let number = predictor.guess &+ ZigZag.unfolded(rice.read(&bits))
      predictor.learn(number)
      give(place, number)
      if bits.isOver { return false }
    }
    return !bits.isOver
  }

  @inline(__always)
  private static func readSparse(
    _ bits: inout BitReader, _ kind: Predictor.Kind, _ count: Int, of all: Int,
    _ give: (Int, Int64) -> Void
  ) -> Bool {
    var predictor = Predictor(kind)
    var (runs, misses) = (AdaptiveRice(mean: ColumnCodec.runMean), AdaptiveRice(mean: ColumnCodec.offMean))
    var place = 1
    while place < count {
      let right = runs.read(&bits)
      guard !bits.isOver, right <= UInt64(all - place) else { return false }
      for _ in 0..<min(Int(right), count - place) {
        let number = predictor.guess
        predictor.learn(number)
        give(place, number)
        place += 1
      }
      guard place < count else { break }
      let number = predictor.guess &+ ZigZag.unfolded(misses.read(&bits) &+ 1)
      predictor.learn(number)
      give(place, number)
      place += 1
    }
    return !bits.isOver
  }
}
