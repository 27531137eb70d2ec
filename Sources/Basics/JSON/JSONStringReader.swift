/// Reads one quoted string of JSON5, escapes and line continuations included.
struct JSONStringReader {
  /// Why a string cannot be read; the string's start is meant where there is no offset.
  struct Problem: Error {
    let offset: Int?
    let reason: String
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var position: Int
  private var text: [UInt8] = []

  init(bytes: UnsafeBufferPointer<UInt8>, position: Int) {
    self.bytes = bytes
    self.position = position
  }

  mutating func read() throws(Problem) -> String {
    let quote = bytes[position]
    position += 1
    while position < bytes.count, bytes[position] != quote { try step() }
    guard position < bytes.count else { throw Problem(offset: nil, reason: "this text is never closed") }
    position += 1
    guard let value = String(validating: text, as: UTF8.self) else {
      throw Problem(offset: nil, reason: "this text is not valid UTF-8")
    }
    return value
  }

  private mutating func step() throws(Problem) {
    let byte = bytes[position]
    if byte == UInt8(ascii: "\\") {
      position += 1
      try escape()
    } else if byte < 0x20 {
      throw Problem(offset: position, reason: "a control character must be written as an escape")
    } else {
      text.append(byte)
      position += 1
    }
  }

  private static let simple: [UInt8: UInt8] = [
    UInt8(ascii: "n"): 0x0A, UInt8(ascii: "t"): 0x09, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "b"): 0x08,
    UInt8(ascii: "f"): 0x0C, UInt8(ascii: "v"): 0x0B, UInt8(ascii: "0"): 0x00,
  ]

  private mutating func escape() throws(Problem) {
    guard position < bytes.count else { return }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "u"): try appendScalar()
    case UInt8(ascii: "x"): append(Unicode.Scalar(UInt8(try hexadecimal(digits: 2))))
    case 0x0A: break
    case 0x0D: if position < bytes.count, bytes[position] == 0x0A { position += 1 }
    default: text.append(Self.simple[byte] ?? byte)
    }
  }

  private mutating func appendScalar() throws(Problem) {
    let start = position - 2
    let first = try hexadecimal(digits: 4)
    guard (0xD800..<0xDC00).contains(first), bytes[position...].starts(with: Array("\\u".utf8)) else {
      guard let scalar = Unicode.Scalar(first) else {
        throw Problem(offset: start, reason: "half a surrogate pair")
      }
      return append(scalar)
    }
    position += 2
    let second = try hexadecimal(digits: 4)
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw Problem(offset: start, reason: "half a surrogate pair") }
    append(scalar)
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    text.append(contentsOf: Array(String(scalar).utf8))
  }

  private mutating func hexadecimal(digits: Int) throws(Problem) -> UInt32 {
    let end = position + digits
    guard end <= bytes.count,
      bytes[position..<end].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let value = UInt32(String(decoding: bytes[position..<end], as: UTF8.self), radix: 16)
    else { throw Problem(offset: position, reason: "expected \(digits) hexadecimal digits") }
    position = end
    return value
  }
}
