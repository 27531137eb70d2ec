import Basics
import Telemetry

/// Walks over the bytes of strict JSON (RFC 8259) for somebody who knows what comes.
struct AnswerScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var position = 0
  private static let deepest = 100

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  func fault(_ reason: String, at offset: Int? = nil) -> RemoteFault {
    .malformed(reason, offset: offset ?? position)
  }

  /// The byte at hand; 0 at the end.
  @inline(__always)
  private var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

  @inline(__always)
  private mutating func skipBlanks() {
    while byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  /// Takes a sign when it comes next.
  @inline(__always)
  mutating func take(_ sign: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard byte == UInt8(ascii: sign) else { return false }
    position += 1
    return true
  }

  @inline(__always)
  mutating func expect(_ sign: Unicode.Scalar) throws(RemoteFault) {
    guard take(sign) else { throw fault("no \(sign)") }
  }

  /// The key of the next member of an object, of which so many were read; nil behind the last.
  mutating func key(_ count: inout Int) throws(RemoteFault) -> String? {
    guard try goesOn(&count, "{", "}") else { return nil }
    let key = try text()
    try expect(":")
    return key
  }

  /// Whether another element of a list follows, of which so many were read.
  @inline(__always)
  mutating func element(_ count: inout Int) throws(RemoteFault) -> Bool { try goesOn(&count, "[", "]") }

  @inline(__always)
  private mutating func goesOn(_ count: inout Int, _ opening: Unicode.Scalar, _ closing: Unicode.Scalar)
    throws(RemoteFault) -> Bool
  {
    if count == 0 { try expect(opening) }
    if take(closing) { return false }
    if count > 0 { try expect(",") }
    count += 1
    return true
  }

  mutating func end() throws(RemoteFault) {
    skipBlanks()
    guard position == bytes.count else { throw fault("more behind the end") }
  }

  mutating func text() throws(RemoteFault) -> String {
    try expect("\"")
    let start = position
    while position < bytes.count, byte != 0x22, byte != 0x5C, byte >= 0x20 { position += 1 }
    guard byte == 0x22 else { return try escapedText(from: start - 1) }
    let inside = UnsafeBufferPointer(rebasing: bytes[start..<position])
    guard let text = String(validating: inside, as: UTF8.self) else {
      throw fault("a text that is not UTF-8", at: start)
    }
    position += 1
    return text
  }

  private mutating func escapedText(from start: Int) throws(RemoteFault) -> String {
    while position < bytes.count, byte != 0x22, byte >= 0x20 { position += byte == 0x5C ? 2 : 1 }
    guard position < bytes.count, byte == 0x22 else { throw fault("a text without an end", at: start) }
    position += 1
    do throws(JSONFault) {
      return try JSONReader.read(Array(bytes[start..<position]), name: "").text()
    } catch { throw fault(error.reason, at: start) }
  }

  /// A number in quotes, infinities and NaN among them.
  @inline(__always)
  mutating func quotedNumber() throws(RemoteFault) -> Double {
    try expect("\"")
    guard let value = DecimalText.number(bytes, &position), byte == 0x22 else { throw fault("no number") }
    position += 1
    return value
  }

  /// Seconds since the epoch with up to three decimals.
  @inline(__always)
  mutating func time() throws(RemoteFault) -> Instant {
    skipBlanks()
    let start = position
    var milliseconds: Int64 = 0
    while byte &- 0x30 < 10, position - start < 13 {
      milliseconds = milliseconds * 10 + Int64(byte &- 0x30)
      position += 1
    }
    milliseconds *= 1_000
    guard position > start else { return try longTime(from: start) }
    if byte == 0x2E {
      position += 1
      var unit: Int64 = 100
      while byte &- 0x30 < 10, unit > 0 {
        milliseconds += Int64(byte &- 0x30) * unit
        unit /= 10
        position += 1
      }
    }
    guard byte == 0x2C else { return try longTime(from: start) }
    return Instant(milliseconds: milliseconds)
  }

  /// A time before the epoch, with more decimals, or with an exponent.
  private mutating func longTime(from start: Int) throws(RemoteFault) -> Instant {
    position = start
    guard let seconds = DecimalText.number(bytes, &position), seconds.magnitude < 1e13 else {
      throw fault("no time", at: start)
    }
    return Instant(milliseconds: Int64((seconds * 1_000).rounded()))
  }

  /// Passes over a value, whatever it is.
  mutating func skip(_ depth: Int = 0) throws(RemoteFault) {
    skipBlanks()
    guard depth < Self.deepest else { throw fault("values too deep in one another") }
    var count = 0
    switch byte {
    case UInt8(ascii: "{"): while try key(&count) != nil { try skip(depth + 1) }
    case UInt8(ascii: "["): while try element(&count) { try skip(depth + 1) }
    case UInt8(ascii: "\""): _ = try text()
    default: try skipWord()
    }
  }

  private mutating func skipWord() throws(RemoteFault) {
    for word in ["null", "true", "false"] where bytes[position...].starts(with: word.utf8) {
      position += word.utf8.count
      return
    }
    guard byte == 0x2D || byte &- 0x30 < 10, DecimalText.number(bytes, &position) != nil else {
      throw fault("no value")
    }
  }
}
