/// Reads JSON and JSON5 (json5.org, 1.0.0): comments, trailing commas, single quotes, bare keys, hexadecimal.
/// Stricter than the standards in two ways: an object may not repeat a key, and nesting ends at 200.
public struct JSONReader {
  private let source: JSONSource
  private var position = 0
  private var depth = 0
  private static let deepest = 200

  /// The value a text holds; `name` is what complaints call the text, usually its file's path.
  public static func read(_ bytes: [UInt8], name: String) throws(JSONFault) -> JSONNode {
    var reader = JSONReader(source: JSONSource(name: name, bytes: bytes))
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.position = 3 }
    try reader.skipBlanks()
    let node = try reader.value()
    try reader.skipBlanks()
    guard reader.position == bytes.count else { throw reader.fault("expected the end of the text") }
    return node
  }

  private init(source: JSONSource) { self.source = source }

  private var byte: UInt8? { position < source.bytes.count ? source.bytes[position] : nil }

  private func fault(_ reason: String) -> JSONFault { source.fault(at: position, reason) }

  private func node(_ value: JSONNode.Value, at offset: Int) -> JSONNode {
    JSONNode(value: value, offset: offset, source: source)
  }

  private mutating func value() throws(JSONFault) -> JSONNode {
    let start = position
    switch byte {
    case nil: throw fault("expected a value, found the end of the text")
    case UInt8(ascii: "{"):
      return node(.object(try nested { (reader) throws(JSONFault) in try reader.members() }), at: start)
    case UInt8(ascii: "["):
      return node(.array(try nested { (reader) throws(JSONFault) in try reader.elements() }), at: start)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return node(.text(try string()), at: start)
    default: return node(try word(), at: start)
    }
  }

  private mutating func nested<Result>(
    _ body: (inout JSONReader) throws(JSONFault) -> Result
  ) throws(JSONFault) -> Result {
    guard depth < Self.deepest else { throw fault("nested deeper than \(Self.deepest) levels") }
    depth += 1
    defer { depth -= 1 }
    position += 1
    try skipBlanks()
    return try body(&self)
  }

  private mutating func members() throws(JSONFault) -> [JSONMember] {
    var members: [JSONMember] = []
    var seen: Set<String> = []
    while byte != UInt8(ascii: "}") {
      let start = position
      let key = try self.key()
      guard seen.insert(key).inserted else {
        throw source.fault(at: start, "the key \"\(key)\" stands here twice")
      }
      try skipBlanks()
      try expect(UInt8(ascii: ":"), "expected ':' after the key \"\(key)\"")
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
    try expect(UInt8(ascii: ","), "expected ',' or '\(Character(Unicode.Scalar(closing)))'")
    try skipBlanks()
  }

  private mutating func expect(_ wanted: UInt8, _ reason: String) throws(JSONFault) {
    guard byte == wanted else { throw fault(reason) }
    position += 1
  }

  private mutating func key() throws(JSONFault) -> String {
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return try string() }
    let name = run { Self.isNameByte($0) }
    guard !name.isEmpty, !name.first!.isNumber else { throw fault("expected a key") }
    return name
  }

  /// A bare word: a literal or a number.
  private mutating func word() throws(JSONFault) -> JSONNode.Value {
    let start = position
    let text = run { Self.isNameByte($0) || [0x2B, 0x2D, 0x2E].contains($0) }
    switch text {
    case "null": return .null
    case "true": return .flag(true)
    case "false": return .flag(false)
    default:
      guard JSONNumber.isValid(text) else { throw source.fault(at: start, "expected a value") }
      return .number(text)
    }
  }

  private mutating func run(while accepted: (UInt8) -> Bool) -> String {
    let start = position
    while let next = byte, accepted(next) { position += 1 }
    return String(decoding: source.bytes[start..<position], as: UTF8.self)
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
    while let next = byte {
      switch next {
      case 0x20, 0x09, 0x0A, 0x0D, 0x0B, 0x0C: position += 1
      case UInt8(ascii: "/"): try skipComment()
      case 0xC2 where matches([0xC2, 0xA0]): position += 2
      case 0xE2 where matches([0xE2, 0x80, 0xA8]) || matches([0xE2, 0x80, 0xA9]): position += 3
      default: return
      }
    }
  }

  private func matches(_ bytes: [UInt8]) -> Bool { source.bytes[position...].starts(with: bytes) }

  private mutating func skipComment() throws(JSONFault) {
    let start = position
    if matches(Array("//".utf8)) {
      while byte != nil, byte != 0x0A { position += 1 }
    } else if matches(Array("/*".utf8)) {
      position += 2
      while !matches(Array("*/".utf8)) {
        guard byte != nil else { throw source.fault(at: start, "this comment is never closed") }
        position += 1
      }
      position += 2
    } else {
      throw fault("expected a value")
    }
  }

  private mutating func string() throws(JSONFault) -> String {
    let start = position
    var text = JSONStringReader(bytes: source.bytes, position: position)
    switch text.read() {
    case .success(let value):
      position = text.position
      return value
    case .failure(let problem):
      throw source.fault(at: problem.offset ?? start, problem.reason)
    }
  }
}
