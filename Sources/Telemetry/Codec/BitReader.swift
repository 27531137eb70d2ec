/// Reads what `BitWriter` wrote. Behind the last byte there must be `margin` more, whatever is in them, since eight are
/// looked at at once; bits taken from there show in `isOver`.
struct BitReader {
  static let margin = 16

  private let base: UnsafePointer<UInt8>
  private var position: Int
  private let end: Int

  /// A reader of the bytes of a range.
  init(_ base: UnsafePointer<UInt8>, _ range: Range<Int>) {
    self.base = base
    position = range.lowerBound * 8
    end = range.upperBound * 8
  }

  /// Whether more was taken than was there.
  @inline(__always) var isOver: Bool { position > end }

  /// The next bits, at least 57 of them, from the highest on.
  @inline(__always) var next: UInt64 {
    let word = UnsafeRawPointer(base + (position >> 3)).loadUnaligned(as: UInt64.self).bigEndian
    return word << UInt64(position & 7)
  }

  /// Goes on by so many bits, never further than just beyond the end.
  @inline(__always)
  mutating func skip(_ width: Int) { position = min(position + width, end + 1) }

  /// Takes at most 56 bits.
  @inline(__always)
  mutating func take(_ width: Int) -> UInt64 {
    guard width > 0 else { return 0 }
    let bits = next >> UInt64(64 - width)
    skip(width)
    return bits
  }

  /// Takes a number that `putNumber` wrote.
  mutating func takeNumber() -> UInt64 {
    let width = Int(take(7))
    guard width <= 64 else {
      position = end + 1
      return 0
    }
    let high = take(max(0, width - 32))
    return high << 32 | take(min(width, 32))
  }
}
