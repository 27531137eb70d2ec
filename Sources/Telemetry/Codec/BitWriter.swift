/// Bits one after another, the highest of each number first.
struct BitWriter {
  /// What is written; complete after `finishByte`.
  private(set) var bytes: [UInt8] = []
  private var pending: UInt64 = 0
  private var filled = 0

  /// Appends the lowest bits of a number that has no others; at most 56 of them.
  @inline(__always)
  mutating func put(_ bits: UInt64, _ width: Int) {
    let room = 64 - filled
    if width < room {
      pending |= bits << UInt64(room - width)
      filled += width
    } else {
      let rest = width - room
      flush(pending | bits >> UInt64(rest))
      // In two steps, since a shift by all 64 bits is none.
      pending = (bits << 1) << UInt64(63 - rest)
      filled = rest
    }
  }

  @inline(never)
  private mutating func flush(_ word: UInt64) {
    withUnsafeBytes(of: word.bigEndian) { bytes.append(contentsOf: $0) }
  }

  /// Appends a number of any size: how many bits it has in seven bits, then these.
  mutating func putNumber(_ number: UInt64) {
    let width = 64 - number.leadingZeroBitCount
    put(UInt64(width), 7)
    if width > 32 { put(number >> 32, width - 32) }
    put(number & 0xFFFF_FFFF, min(width, 32))
  }

  /// Fills the last byte up with zeros.
  mutating func finishByte() {
    while filled > 0 {
      bytes.append(UInt8(truncatingIfNeeded: pending >> 56))
      pending <<= 8
      filled -= 8
    }
    (pending, filled) = (0, 0)
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    (pending, filled) = (0, 0)
  }
}
