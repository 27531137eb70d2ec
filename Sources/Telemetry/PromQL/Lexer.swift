import Basics

/// Cuts PromQL into words. Comments run from `#` to the end of the line.
struct Lexer {
  private let bytes: [UInt8]
  private var position = 0
  /// Between the brackets of a range a colon parts range and step; elsewhere it belongs to a name.
  private var isInRange = false

  static func tokens(of text: String) throws(QueryFault) -> [Token] {
    var lexer = Lexer(bytes: Array(text.utf8))
    var tokens: [Token] = []
    repeat { tokens.append(try lexer.next()) } while tokens.last?.kind != .end
    return tokens
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func byte(_ ahead: Int = 0) -> UInt8 {
    position + ahead < bytes.count ? bytes[position + ahead] : 0
  }

  private mutating func next() throws(QueryFault) -> Token {
    skipBlanks()
    let start = position
    guard start < bytes.count else { return Token(kind: .end, place: start..<start) }
    let kind: Token.Kind
    switch byte() {
    case _ where Self.isDigit(byte()) || (byte() == UInt8(ascii: ".") && Self.isDigit(byte(1))):
      kind = try number()
    case _ where Self.isNameStart(byte()) && !(isInRange && byte() == UInt8(ascii: ":")):
      kind = .identifier(run(while: Self.isNamePart))
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): kind = .text(try string())
    default: kind = .sign(try sign())
    }
    return Token(kind: kind, place: start..<position)
  }

  private mutating func skipBlanks() {
    while position < bytes.count {
      if byte() == UInt8(ascii: "#") {
        while position < bytes.count, byte() != 0x0A { position += 1 }
      } else if [0x20, 0x09, 0x0A, 0x0D].contains(byte()) {
        position += 1
      } else {
        return
      }
    }
  }

  private mutating func run(while accepted: (UInt8) -> Bool) -> String {
    let start = position
    while position < bytes.count, accepted(byte()) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private static let signs = [
    "==", "!=", "<=", ">=", "</", ">/", "=~", "!~", "+", "-", "*", "/", "%", "^", "<", ">", "=", "(", ")",
    "{", "}", "[",
    "]",
    ",", ":", "@",
  ]

  private mutating func sign() throws(QueryFault) -> String {
    for sign in Self.signs where bytes[position...].starts(with: sign.utf8) {
      position += sign.utf8.count
      if sign == "[" || sign == "]" { isInRange = sign == "[" }
      return sign
    }
    let found =
      String(decoding: bytes[position...], as: UTF8.self).unicodeScalars.first.map(String.init) ?? ""
    throw QueryFault(position..<position + found.utf8.count, "unexpected character \"\(found)\"")
  }

  /// A number or a duration; both start with a digit.
  private mutating func number() throws(QueryFault) -> Token.Kind {
    let start = position
    let isHexadecimal = byte() == UInt8(ascii: "0") && (byte(1) | 0x20) == UInt8(ascii: "x")
    var last: UInt8 = 0
    let text = run { next in
      let isExponent = !isHexadecimal && (last | 0x20) == UInt8(ascii: "e")
      let isSign = next == UInt8(ascii: "+") || next == UInt8(ascii: "-")
      last = next
      return Self.isNamePart(next) && next != UInt8(ascii: ":") || next == UInt8(ascii: ".")
        || isExponent && isSign
    }
    if let span = Span(prometheus: text), text != "0" { return .duration(span) }
    guard let number = Self.number(text.filter { $0 != "_" }, isHexadecimal) else {
      throw QueryFault(start..<position, "\"\(text)\" is neither a number nor a duration")
    }
    return .number(number)
  }

  /// A number as Go writes it: hexadecimal behind `0x`, octal behind `0` where all digits are.
  private static func number(_ text: String, _ isHexadecimal: Bool) -> Double? {
    if isHexadecimal { return UInt64(text.dropFirst(2), radix: 16).map { Double($0) } }
    if text.hasPrefix("0"), let whole = UInt64(text, radix: 8) { return Double(whole) }
    return Double((text.hasPrefix(".") ? "0" + text : text) + (text.hasSuffix(".") ? "0" : ""))
  }

  private mutating func string() throws(QueryFault) -> String {
    let (start, quote) = (position, byte())
    position += 1
    var text: [UInt8] = []
    while byte() != quote {
      guard position < bytes.count, byte() != 0x0A || quote == UInt8(ascii: "`") else {
        throw QueryFault(start..<position, "this string is never closed")
      }
      if byte() == UInt8(ascii: "\\"), quote != UInt8(ascii: "`") {
        position += 1
        try escape(into: &text)
      } else {
        text.append(byte())
        position += 1
      }
    }
    position += 1
    return StrayBytes.text(of: text)
  }

  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "n"): 0x0A, UInt8(ascii: "t"): 0x09, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "a"): 0x07,
    UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "v"): 0x0B, UInt8(ascii: "\\"): 0x5C,
    UInt8(ascii: "\""): 0x22, UInt8(ascii: "'"): 0x27,
  ]

  private mutating func escape(into text: inout [UInt8]) throws(QueryFault) {
    let start = position - 1
    let lengths: [UInt8: Int] = [UInt8(ascii: "x"): 2, UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8]
    let kind = byte()
    position += 1
    if let simple = Self.escapes[kind] { return text.append(simple) }
    if (0x30...0x37).contains(kind) { return try octal(into: &text, from: start) }
    guard let length = lengths[kind], position + length <= bytes.count,
      bytes[position..<position + length].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let value = UInt32(String(decoding: bytes[position..<position + length], as: UTF8.self), radix: 16),
      let scalar = Unicode.Scalar(value)
    else { throw QueryFault(start..<min(position, bytes.count), "unknown escape in a string") }
    position += length
    if kind == UInt8(ascii: "x") { text.append(UInt8(value)) } else { text += Array(String(scalar).utf8) }
  }

  /// Three octal digits stand for a byte.
  private mutating func octal(into text: inout [UInt8], from start: Int) throws(QueryFault) {
    let digits = bytes[(start + 1)..<min(start + 4, bytes.count)]
    guard digits.count == 3, let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 8) else {
      throw QueryFault(start..<min(position, bytes.count), "unknown escape in a string")
    }
    position = start + 4
    text.append(value)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private static func isNameStart(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F || byte == 0x3A
  }
  private static func isNamePart(_ byte: UInt8) -> Bool { isNameStart(byte) || isDigit(byte) }
}
