import Basics

/// Scrapes as bytes. A scrape is written against the one before it of the same layout: a bitmap of the columns that
/// changed, then a number for each of those.
///
/// Layout of version 1: one byte `1`; one bit a column, lowest first, padded to a byte; then for each column whose
/// bit is set a variable-length integer `n`. The low two bits of `n` give the scale: for 0, 1, 2 the value times
/// 1, 100, 10000 is a whole number and `n >> 2` is its zigzag difference from the value before; for 3 the eight bytes
/// that follow are the bits of the value, lowest byte first. A keyframe is written against zeros.
public enum ScrapeCodec {
  private static let version: UInt8 = 1
  private static let scales: [Double] = [1, 100, 10_000]
  private static let largest = 9_007_199_254_740_992.0

  public static func encoded(_ values: [Double], after previous: [Double]?) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 1 + (values.count + 7) / 8)
    bytes[0] = version
    for (index, value) in values.enumerated() {
      let before = previous?[index] ?? 0
      guard value.bitPattern != before.bitPattern else { continue }
      bytes[1 + index / 8] |= 1 << (index % 8)
      append(value, after: before, to: &bytes)
    }
    return bytes
  }

  private static func append(_ value: Double, after before: Double, to bytes: inout [UInt8]) {
    for (scale, factor) in scales.enumerated() {
      guard let now = whole(value, factor), let then = whole(before, factor) else { continue }
      let difference = now - then
      let zigzag = UInt64(bitPattern: (difference << 1) ^ (difference >> 63))
      appendVariable(zigzag << 2 | UInt64(scale), to: &bytes)
      return
    }
    bytes.append(3)
    withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// The value times a factor when that is a whole number from which the same value comes back.
  private static func whole(_ value: Double, _ factor: Double) -> Int64? {
    let scaled = (value * factor).rounded()
    guard scaled.magnitude < largest else { return nil }
    let number = Int64(scaled)
    return (Double(number) / factor).bitPattern == value.bitPattern ? number : nil
  }

  private static func appendVariable(_ number: UInt64, to bytes: inout [UInt8]) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// The values that `encoded` wrote, or nil when the bytes are cut short, have something behind them, or are of
  /// another version.
  public static func decoded(_ bytes: [UInt8], columns: Int, after previous: [Double]?) -> [Double]? {
    let bitmap = (columns + 7) / 8
    guard bytes.count > bitmap, bytes[0] == version, previous == nil || previous?.count == columns else {
      return nil
    }
    var values = previous ?? Array(repeating: 0, count: columns)
    var position = 1 + bitmap
    for index in 0..<columns where bytes[1 + index / 8] & (1 << (index % 8)) != 0 {
      guard let value = value(after: values[index], bytes, &position) else { return nil }
      values[index] = value
    }
    return position == bytes.count ? values : nil
  }

  private static func value(after before: Double, _ bytes: [UInt8], _ position: inout Int) -> Double? {
    guard let number = variable(bytes, &position) else { return nil }
    let scale = Int(number & 3)
    guard scale < scales.count else {
      guard position + 8 <= bytes.count else { return nil }
      let bits = (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[position + $1]) << (8 * UInt64($1)) }
      position += 8
      return Double(bitPattern: bits)
    }
    guard let then = whole(before, scales[scale]) else { return nil }
    let zigzag = number >> 2
    let difference = Int64(bitPattern: zigzag >> 1) ^ -Int64(bitPattern: zigzag & 1)
    let (now, overflow) = then.addingReportingOverflow(difference)
    return overflow ? nil : Double(now) / scales[scale]
  }

  private static func variable(_ bytes: [UInt8], _ position: inout Int) -> UInt64? {
    var (number, shift): (UInt64, UInt64) = (0, 0)
    while position < bytes.count, shift < 64 {
      let byte = bytes[position]
      position += 1
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return number }
      shift += 7
    }
    return nil
  }
}
