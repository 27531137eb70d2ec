import Glibc

/// The numbers of both formats: decimals with an optional exponent, `Inf`, `Infinity` and `NaN` in any case.
///
/// realnumber = [sign] (1*digit ["." *digit] / *digit "." 1*digit) ["e" [sign] 1*digit]
/// (OpenMetrics 1.0, "ABNF"; the same decimals as Go's ParseFloat takes.)
public struct DecimalText {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let start: Int
  private(set) var position: Int
  private var isNegative = false
  /// The first nineteen digits from the first that is not zero.
  private var mantissa: UInt64 = 0
  private var digits = 0
  private var seen = false
  /// The power of ten that the mantissa is to be multiplied with.
  private var exponent = 0

  /// The number that begins at a place, infinities and NaN among them; nil where there is none. Where it ends is
  /// told, not what may follow.
  @inline(__always)
  public static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Double? {
    // Most numbers are short and whole.
    var (cursor, whole) = (position, UInt64(0))
    while cursor < bytes.count, cursor - position < 16 {
      let digit = bytes[cursor] &- 0x30
      guard digit < 10 else { break }
      whole = whole &* 10 &+ UInt64(digit)
      cursor += 1
    }
    if cursor > position, cursor < bytes.count, bytes[cursor] == 0x0A || bytes[cursor] == 0x20 {
      position = cursor
      return Double(whole)
    }
    return longNumber(bytes, &position)
  }

  @inline(never)
  private static func longNumber(_ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Double? {
    real(bytes, &position) ?? word(bytes, &position)
  }

  /// The finite number that begins at a place; infinite only where it is too large.
  static func real(_ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Double? {
    var text = DecimalText(bytes, position)
    guard text.read() else { return nil }
    position = text.position
    return text.value
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) {
    (self.bytes, self.start, position) = (bytes, start, start)
  }

  private func at(_ position: Int) -> UInt8 { position < bytes.count ? bytes[position] : 0 }

  private mutating func read() -> Bool {
    if at(position) == 0x2B || at(position) == 0x2D {
      isNegative = at(position) == 0x2D
      position += 1
    }
    readDigits(places: 0)
    if at(position) == 0x2E {
      position += 1
      readDigits(places: 1)
    }
    guard seen else { return false }
    readExponent()
    return true
  }

  private mutating func readDigits(places: Int) {
    // What changes with every digit stays out of memory until all are read.
    var (cursor, mantissa, digits, taken) = (position, self.mantissa, self.digits, 0)
    while cursor < bytes.count {
      let digit = bytes[cursor] &- 0x30
      guard digit < 10 else { break }
      cursor += 1
      if digits >= 19 {
        digits += 1
        continue
      }
      mantissa = mantissa &* 10 &+ UInt64(digit)
      if mantissa > 0 { digits += 1 }
      taken += 1
    }
    seen = seen || cursor > position
    exponent -= places * taken
    (position, self.mantissa, self.digits) = (cursor, mantissa, digits)
  }

  /// An exponent that is not one ends the number before it.
  private mutating func readExponent() {
    guard at(position) | 0x20 == 0x65 else { return }
    var cursor = position + 1
    let isNegative = at(cursor) == 0x2D
    if isNegative || at(cursor) == 0x2B { cursor += 1 }
    let first = cursor
    var power = 0
    while cursor < bytes.count, bytes[cursor] &- 0x30 < 10 {
      power = min(power * 10 + Int(bytes[cursor] &- 0x30), 1_000_000)
      cursor += 1
    }
    guard cursor > first else { return }
    exponent += isNegative ? -power : power
    position = cursor
  }

  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19,
    1e20, 1e21, 1e22,
  ]

  /// Exact by itself while mantissa and power of ten are exact as doubles, for then the one operation rounds right
  /// (Clinger 1990); the rest is left to the C library.
  private var value: Double {
    if mantissa == 0 { return isNegative ? -0.0 : 0 }
    guard digits <= 19 else { return libraryValue }
    let size: Double
    if exponent == 0 {
      size = Double(mantissa)
    } else if mantissa <= 1 << 53, (-22...22).contains(exponent) {
      size =
        exponent < 0 ? Double(mantissa) / Self.powers[-exponent] : Double(mantissa) * Self.powers[exponent]
    } else {
      return libraryValue
    }
    return isNegative ? -size : size
  }

  private var libraryValue: Double {
    let count = position - start
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: count + 1) { text in
      for index in 0..<count { text[index] = CChar(truncatingIfNeeded: bytes[start + index]) }
      text[count] = 0
      // The buffer holds at least the end of the text.
      return strtod(text.baseAddress!, nil)
    }
  }

  private static let words: [(text: [UInt8], value: Double)] = [
    (Array("infinity".utf8), .infinity), (Array("inf".utf8), .infinity), (Array("nan".utf8), .nan),
  ]

  /// `Inf` and `Infinity`, which may have a sign, and `NaN`, which may not.
  private static func word(_ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Double? {
    let sign = position < bytes.count ? bytes[position] : 0
    let hasSign = sign == 0x2B || sign == 0x2D
    let rest = bytes[(position + (hasSign ? 1 : 0))...]
    for (text, value) in words where rest.count >= text.count {
      guard zip(rest, text).allSatisfy({ $0 | 0x20 == $1 }), !(hasSign && value.isNaN) else { continue }
      position = rest.startIndex + text.count
      return sign == 0x2D ? -value : value
    }
    return nil
  }
}

extension DecimalText {
  /// A label's value as a number; nil when it is none as a whole.
  static func number(_ text: String) -> Double? {
    var text = text
    return text.withUTF8 { bytes in
      var position = 0
      guard let value = longNumber(bytes, &position), position == bytes.count else { return nil }
      return value
    }
  }
}
