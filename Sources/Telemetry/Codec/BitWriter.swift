/// Bits one after another, the highest of each number first.
struct BitWriter {
  private(set) var bytes: [UInt8] = []
  private var pending: UInt64 = 0
  private var filled = 0

  /// Appends the lowest bits of a number that has no others; at most 56 of them.
  @inline(__always)
  mutating func put(_ bits: UInt64, _ width: Int) {
    guard width > 0 else { return }
    pending |= (bits << UInt64(64 - width)) >> UInt64(filled)
    filled += width
    while filled >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: pending >> 56))
      pending <<= 8
      filled -= 8
    }
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
    if filled > 0 { put(0, 8 - filled) }
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    (pending, filled) = (0, 0)
  }
}
