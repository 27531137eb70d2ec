/// A piece of a template: text, or the words of an action.
enum TemplatePiece {
  case text(String)
  case action([TemplateWord], place: Int)
}

/// A word of an action.
struct TemplateWord {
  /// What sort of word it is.
  enum Kind: Equatable {
    case name(String)
    case field(String)
    case variable(String)
    case value(TemplateValue)
    case sign(String)
    case dot
  }

  let kind: Kind
  let place: Int
  /// Whether it stands right behind the word before it.
  let isGlued: Bool

  func isSign(_ sign: String) -> Bool { kind == .sign(sign) }
}

/// Cuts a template into text and actions, and those into words.
struct TemplateLexer {
  private let bytes: [UInt8]
  private var position = 0
  private var pieces: [TemplatePiece] = []

  static func pieces(of text: String) throws(Template.Fault) -> [TemplatePiece] {
    var lexer = TemplateLexer(bytes: Array(text.utf8))
    try lexer.run()
    return lexer.pieces
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func stands(_ text: String, at place: Int) -> Bool {
    bytes[min(place, bytes.count)...].starts(with: text.utf8)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0D, 0x0A].contains(byte) }

  private mutating func run() throws(Template.Fault) {
    var trimsNext = false
    while true {
      let start = position
      while position < bytes.count, !stands("{{", at: position) { position += 1 }
      let isLast = position == bytes.count
      var text = bytes[start..<position]
      if trimsNext { text = text.drop(while: Self.isBlank) }
      let open = position
      position += 2
      let trims = stands("-", at: position) && position + 1 < bytes.count && Self.isBlank(bytes[position + 1])
      if trims, !isLast {
        position += 1
        while let last = text.last, Self.isBlank(last) { text.removeLast() }
      }
      if !text.isEmpty { pieces.append(.text(String(decoding: text, as: UTF8.self))) }
      if isLast { return }
      trimsNext = try action(at: open)
    }
  }

  /// Reads an action to its end; whether the blanks behind it go.
  private mutating func action(at open: Int) throws(Template.Fault) -> Bool {
    while position < bytes.count, Self.isBlank(bytes[position]) { position += 1 }
    if stands("/*", at: position) { return try comment(at: open) }
    var words: [TemplateWord] = []
    var depth = 0
    while true {
      let before = position
      while position < bytes.count, Self.isBlank(bytes[position]) { position += 1 }
      let isGlued = position == before && !words.isEmpty
      guard position < bytes.count else { throw Template.Fault(at: open, "unclosed action") }
      let trims = !isGlued && stands("-}}", at: position)
      if trims || stands("}}", at: position) {
        guard depth == 0 else { throw Template.Fault(at: position, "unclosed left paren") }
        position += trims ? 3 : 2
        pieces.append(.action(words, place: open))
        return trims
      }
      let start = position
      let word = TemplateWord(kind: try kind(), place: start, isGlued: isGlued)
      depth += word.isSign("(") ? 1 : word.isSign(")") ? -1 : 0
      guard depth >= 0 else { throw Template.Fault(at: start, "unexpected right paren") }
      words.append(word)
    }
  }

  private mutating func comment(at open: Int) throws(Template.Fault) -> Bool {
    while position < bytes.count, !stands("*/", at: position) { position += 1 }
    guard position < bytes.count else { throw Template.Fault(at: open, "unclosed comment") }
    position += 2
    let end = position
    while position < bytes.count, Self.isBlank(bytes[position]) { position += 1 }
    let trims = position > end && stands("-}}", at: position)
    if !trims { position = end }
    guard trims || stands("}}", at: position) else {
      throw Template.Fault(at: open, "comment ends before closing delimiter")
    }
    position += trims ? 3 : 2
    return trims
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte >= 0x80 || (0x30...0x39).contains(byte)
      || (0x61...0x7A).contains(byte | 0x20)
  }

  private mutating func word() -> String {
    let start = position
    while position < bytes.count, Self.isWordByte(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func kind() throws(Template.Fault) -> TemplateWord.Kind {
    let (start, byte) = (position, bytes[position])
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "'"): return .value(try quoted(byte))
    case UInt8(ascii: "$"):
      position += 1
      return .variable("$" + word())
    case UInt8(ascii: "."):
      position += 1
      let isNumber = position < bytes.count && (0x30...0x39).contains(bytes[position])
      if isNumber { return .value(try number(from: start)) }
      let name = word()
      return name.isEmpty ? .dot : .field(name)
    case UInt8(ascii: ":") where stands(":=", at: position):
      position += 2
      return .sign(":=")
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "|"), UInt8(ascii: "="), UInt8(ascii: ","):
      position += 1
      return .sign(String(UnicodeScalar(byte)))
    case 0x30...0x39, UInt8(ascii: "+"), UInt8(ascii: "-"): return .value(try number(from: start))
    case let byte where Self.isWordByte(byte): return name(word())
    default: throw Template.Fault(at: position, "unexpected \"\(UnicodeScalar(byte))\" in an action")
    }
  }

  private func name(_ word: String) -> TemplateWord.Kind {
    switch word {
    case "true": .value(.flag(true))
    case "false": .value(.flag(false))
    case "nil": .value(.nothing)
    default: .name(word)
    }
  }

  private mutating func number(from start: Int) throws(Template.Fault) -> TemplateValue {
    position = start + 1
    while position < bytes.count {
      let isExponentSign =
        [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[position])
        && [UInt8(ascii: "e"), UInt8(ascii: "E")].contains(bytes[position - 1])
      guard Self.isWordByte(bytes[position]) || bytes[position] == UInt8(ascii: ".") || isExponentSign else {
        break
      }
      position += 1
    }
    let text = String(decoding: bytes[start..<position].filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
    if let whole = GoLiteral.integer(text) { return .integer(whole) }
    // A number that is written with a point or an exponent and is whole serves as either in Go, where it is wanted.
    if let number = Double(text.hasSuffix(".") ? text + "0" : text.hasPrefix(".") ? "0" + text : text) {
      return .number(number)
    }
    throw Template.Fault(at: start, "bad number syntax: \"\(text)\"")
  }

  private mutating func quoted(_ quote: UInt8) throws(Template.Fault) -> TemplateValue {
    let start = position
    position += 1
    while position < bytes.count, bytes[position] != quote {
      if bytes[position] == UInt8(ascii: "\\"), quote != UInt8(ascii: "`") { position += 1 }
      if position < bytes.count, bytes[position] == 0x0A, quote != UInt8(ascii: "`") {
        position = bytes.count
      }
      position += 1
    }
    guard position < bytes.count else { throw Template.Fault(at: start, "unterminated quoted string") }
    let inside = bytes[(start + 1)..<position]
    position += 1
    if quote == UInt8(ascii: "`") { return .text(String(decoding: inside, as: UTF8.self)) }
    guard let text = GoLiteral.unescaped(inside) else {
      throw Template.Fault(at: start, "invalid syntax in a string")
    }
    guard quote == UInt8(ascii: "'") else { return .text(text) }
    guard text.unicodeScalars.count == 1, let scalar = text.unicodeScalars.first else {
      throw Template.Fault(at: start, "malformed character constant")
    }
    return .integer(Int(scalar.value))
  }
}
