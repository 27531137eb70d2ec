/// Reads JSON and JSON5 (json5.org, 1.0.0): comments, trailing commas, single quotes, bare keys, hexadecimal.
/// Stricter than the standards in two ways: an object may not repeat a key, and nesting ends at 200.
public struct JSONReader {
  private let source: JSONSource
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var depth = 0
  private static let deepest = 200

  /// The value a text holds; `name` is what complaints call the text, usually its file's path.
  public static func read(_ bytes: [UInt8], name: String) throws(JSONFault) -> JSONNode {
    let source = JSONSource(name: name, bytes: bytes)
    return try source.bytes.withUnsafeBufferPointer { buffer throws(JSONFault) in
      var reader = JSONReader(source: source, bytes: buffer)
      return try reader.document()
    }
  }

  private init(source: JSONSource, bytes: UnsafeBufferPointer<UInt8>) {
    self.source = source
    self.bytes = bytes
  }

  private mutating func document() throws(JSONFault) -> JSONNode {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    try skipBlanks()
    let node = try value()
    try skipBlanks()
    guard position == bytes.count else { throw fault("expected the end of the text") }
    return node
  }

  /// The byte at hand; 0, which no text may hold, at the end.
  @inline(__always)
  private var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

  private var isAtEnd: Bool { position >= bytes.count }

  private func fault(_ reason: String) -> JSONFault { source.fault(at: position, reason) }

  private func node(_ value: JSONNode.Value, at offset: Int) -> JSONNode {
    JSONNode(value: value, offset: offset, source: source)
  }

  private mutating func value() throws(JSONFault) -> JSONNode {
    let start = position
    guard !isAtEnd else { throw fault("expected a value, found the end of the text") }
    switch byte {
    case UInt8(ascii: "{"):
      try descend()
      defer { depth -= 1 }
      return node(.object(try members()), at: start)
    case UInt8(ascii: "["):
      try descend()
      defer { depth -= 1 }
      return node(.array(try elements()), at: start)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return node(.text(try string()), at: start)
    default: return node(try word(), at: start)
    }
  }

  private mutating func descend() throws(JSONFault) {
    guard depth < Self.deepest else { throw fault("nested deeper than \(Self.deepest) levels") }
    depth += 1
    position += 1
    try skipBlanks()
  }

  private mutating func members() throws(JSONFault) -> [JSONMember] {
    var members: [JSONMember] = []
    while byte != UInt8(ascii: "}") {
      let start = position
      let key = try self.key()
      // Objects are small: looking through what is there beats hashing.
      guard !members.contains(where: { $0.key == key }) else {
        throw source.fault(at: start, "the key \"\(key)\" stands here twice")
      }
      try skipBlanks()
      guard byte == UInt8(ascii: ":") else { throw fault("expected ':' after the key \"\(key)\"") }
      position += 1
      try skipBlanks()
      members.append(JSONMember(key: key, node: try value(), offset: start))
      try separator(closing: UInt8(ascii: "}"))
    }
    position += 1
    return members
  }

  private mutating func elements() throws(JSONFault) -> [JSONNode] {
    var elements: [JSONNode] = []
    while byte != UInt8(ascii: "]") {
      elements.append(try value())
      try separator(closing: UInt8(ascii: "]"))
    }
    position += 1
    return elements
  }

  private mutating func separator(closing: UInt8) throws(JSONFault) {
    try skipBlanks()
    if byte == closing { return }
    guard byte == UInt8(ascii: ",") else {
      throw fault("expected ',' or '\(Character(Unicode.Scalar(closing)))'")
    }
    position += 1
    try skipBlanks()
  }

  private mutating func key() throws(JSONFault) -> String {
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return try string() }
    let start = position
    while !isAtEnd, Self.isNameByte(byte), wideBlank == 0 { position += 1 }
    let name = text(start..<position)
    guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { throw fault("expected a key") }
    return name
  }

  /// A bare word: a literal or a number.
  private mutating func word() throws(JSONFault) -> JSONNode.Value {
    let start = position
    while !isAtEnd, Self.isNameByte(byte) || [0x2B, 0x2D, 0x2E].contains(byte), wideBlank == 0 {
      position += 1
    }
    let text = text(start..<position)
    switch text {
    case "null": return .null
    case "true": return .flag(true)
    case "false": return .flag(false)
    default:
      guard JSONNumber.isValid(text) else { throw source.fault(at: start, "expected a value") }
      return .number(text)
    }
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x24, 0x80...: true
    default: false
    }
  }
}

extension JSONReader {
  private mutating func skipBlanks() throws(JSONFault) {
    while true {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D, 0x0B, 0x0C: position += 1
      case UInt8(ascii: "/"): try skipComment()
      case _ where wideBlank > 0: position += wideBlank
      default: return
      }
    }
  }

  /// How many bytes the blank beyond ASCII at hand takes; 0 when there is none.
  private var wideBlank: Int {
    switch byte {
    case 0xC2 where matches([0xC2, 0xA0]): 2
    case 0xE2 where matches([0xE2, 0x80, 0xA8]) || matches([0xE2, 0x80, 0xA9]): 3
    default: 0
    }
  }

  private func matches(_ text: [UInt8]) -> Bool { bytes[position...].starts(with: text) }

  private mutating func skipComment() throws(JSONFault) {
    let start = position
    if matches(Array("//".utf8)) {
      while !isAtEnd, byte != 0x0A { position += 1 }
    } else if matches(Array("/*".utf8)) {
      position += 2
      while !matches(Array("*/".utf8)) {
        guard !isAtEnd else { throw source.fault(at: start, "this comment is never closed") }
        position += 1
      }
      position += 2
    } else {
      throw fault("expected a value")
    }
  }

  private mutating func string() throws(JSONFault) -> String {
    let (start, quote) = (position, byte)
    // Most texts have neither escapes nor errors, and are taken as they stand.
    var end = start + 1
    while end < bytes.count, bytes[end] != quote, bytes[end] != UInt8(ascii: "\\"), bytes[end] >= 0x20 {
      end += 1
    }
    if end < bytes.count, bytes[end] == quote {
      guard
        let plain = String(validating: UnsafeBufferPointer(rebasing: bytes[(start + 1)..<end]), as: UTF8.self)
      else { throw fault("this text is not valid UTF-8") }
      position = end + 1
      return plain
    }
    return try escapedString()
  }

  private mutating func escapedString() throws(JSONFault) -> String {
    let start = position
    var text = JSONStringReader(bytes: bytes, position: position)
    do throws(JSONStringReader.Problem) {
      let value = try text.read()
      position = text.position
      return value
    } catch { throw source.fault(at: error.offset ?? start, error.reason) }
  }
}
