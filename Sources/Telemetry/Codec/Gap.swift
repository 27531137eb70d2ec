/// A run of the same value that is not finite, between those of a column that are.
struct Gap {
  /// How many finite values lie between it and the gap before.
  let distance: Int
  var length: Int
  let value: UInt64

  static func all(in values: UnsafeBufferPointer<Double>) -> [Gap] {
    var (gaps, distance, isOpen) = ([Gap](), 0, false)
    for value in values {
      if value.isFinite {
        distance += 1
        isOpen = false
      } else if isOpen, gaps[gaps.count - 1].value == value.bitPattern {
        gaps[gaps.count - 1].length += 1
      } else {
        gaps.append(Gap(distance: distance, length: 1, value: value.bitPattern))
        (distance, isOpen) = (0, true)
      }
    }
    return gaps
  }

  static func length(of gaps: [Gap]) -> Int { gaps.reduce(0) { $0 + $1.length } }

  /// The gaps among the first so many values of a column.
  static func first(_ count: Int, of gaps: [Gap]) -> [Gap] {
    var (first, end) = ([Gap](), 0)
    for gap in gaps {
      end += gap.distance
      guard end < count else { break }
      first.append(
        Gap(distance: gap.distance, length: min(gap.length, count - end), value: gap.value))
      end += gap.length
    }
    return first
  }

  private static let usual = [
    Staleness.marker.bitPattern, Absence.marker.bitPattern, Double.nan.bitPattern,
  ]

  func write(to bits: inout BitWriter) {
    bits.putNumber(UInt64(distance))
    bits.putNumber(UInt64(length))
    let code = Self.usual.firstIndex(of: value) ?? Self.usual.count
    bits.put(UInt64(code), 2)
    if code == Self.usual.count { bits.putNumber(value) }
  }

  /// The next gap; nil when it cannot be one of a column with so many values.
  init?(_ bits: inout BitReader, atMost count: Int) {
    let (distance, length) = (bits.takeNumber(), bits.takeNumber())
    let code = Int(bits.take(2))
    value = code < Self.usual.count ? Self.usual[code] : bits.takeNumber()
    guard !bits.isOver, distance <= UInt64(count), 1...UInt64(max(1, count)) ~= length,
      !Double(bitPattern: value).isFinite
    else { return nil }
    (self.distance, self.length) = (Int(distance), Int(length))
  }

  private init(distance: Int, length: Int, value: UInt64) {
    (self.distance, self.length, self.value) = (distance, length, value)
  }

  /// Makes room for gaps among the finite values that fill the front of a column; false when they do not fit.
  static func spread(_ gaps: [Gap], over values: UnsafeMutableBufferPointer<Double>, finite count: Int)
    -> Bool
  {
    var (from, to) = (count, values.count)
    // From the back, so that nothing is written over that is still to be moved.
    var trailing = count
    for gap in gaps { trailing -= gap.distance }
    guard trailing >= 0 else { return false }
    var behind = trailing
    for gap in gaps.reversed() {
      for _ in 0..<behind {
        (from, to) = (from - 1, to - 1)
        values[to] = values[from]
      }
      for _ in 0..<gap.length {
        to -= 1
        values[to] = Double(bitPattern: gap.value)
      }
      behind = gap.distance
    }
    return from == to
  }
}
