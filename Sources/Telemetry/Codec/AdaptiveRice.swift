/// Codes whole numbers that are mostly small in few bits: Golomb-Rice codes whose parameter follows the mean of the
/// numbers so far, so that it need not be written down (Weinberger, Seroussi, Sapiro: LOCO-I, 2000, section III).
struct AdaptiveRice {
  /// The running mean, in sixteenths.
  private var mean: UInt64
  /// A quotient from here on is written as this many ones and the number itself.
  private static let longest = 20
  private static let widest = 30

  /// - Parameter mean: what the first number is expected to be.
  init(mean: UInt64) { self.mean = mean << 4 }

  /// How many low bits a number's code carries as they are: the logarithm of about 0.7 times the mean.
  @inline(__always) private var width: Int { 64 - ((mean &* 11) >> 8).leadingZeroBitCount }

  @inline(__always)
  private mutating func learn(_ number: UInt64) {
    mean = mean &+ min(number, 1 << 52) &- (mean >> 4)
  }

  @inline(__always)
  mutating func write(_ number: UInt64, to bits: inout BitWriter) {
    let width = self.width
    let quotient = number >> UInt64(width)
    if quotient < Self.longest, width < Self.widest {
      bits.put((1 << (quotient + 1)) - 2, Int(quotient) + 1)
      bits.put(number & ((1 << UInt64(width)) - 1), width)
    } else {
      bits.put((1 << UInt64(Self.longest)) - 1, Self.longest)
      bits.putNumber(number)
    }
    learn(number)
  }

  @inline(__always)
  mutating func read(_ bits: inout BitReader) -> UInt64 {
    let width = self.width
    let next = bits.next
    let quotient = (~next).leadingZeroBitCount
    var number: UInt64
    if quotient < Self.longest, width < Self.widest {
      let rest = next << UInt64(quotient + 1)
      // In two steps, since a shift by all 64 bits is none.
      number = UInt64(quotient) << UInt64(width) | (rest >> 1) >> UInt64(63 - width)
      bits.skip(quotient + 1 + width)
    } else {
      bits.skip(Self.longest)
      number = bits.takeNumber()
    }
    learn(number)
    return number
  }
}

/// Whole numbers of either sign as ones without: 0, -1, 1, -2, …
enum ZigZag {
  @inline(__always)
  static func folded(_ number: Int64) -> UInt64 { UInt64(bitPattern: (number << 1) ^ (number >> 63)) }

  @inline(__always)
  static func unfolded(_ number: UInt64) -> Int64 {
    Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
  }
}
