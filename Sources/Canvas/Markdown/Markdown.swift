/// A text written in Markdown, read as far as runbooks need it: headings, paragraphs, lists with steps to tick, fenced
/// code, tables, quotes and rules; in a line strong, emphasised and literal text and links (a part of CommonMark and of
/// GitHub's additions to it).
public struct Markdown: Hashable, Sendable {
  /// One part of the text.
  public enum Block: Hashable, Sendable {
    case heading(Int, [Piece])
    case paragraph([Piece])
    /// A point of a list, so deep, with what stands before it; a step to tick has a number, from 0 in the text.
    case item(depth: Int, marker: String, step: Int?, [Piece])
    /// Fenced code with the word behind its fence, and its number in the text from 0.
    case code(tag: String, number: Int, [String])
    /// The first row is the head.
    case table([[[Piece]]])
    case quote([Piece])
    case rule
  }

  /// A stretch of text of one look.
  public struct Piece: Hashable, Sendable {
    /// How it looks.
    public enum Style: Hashable, Sendable {
      case plain, strong, emphasis, literal
      /// Leads to an address.
      case link(String)
    }

    public var text: String
    public var style: Style

    public init(_ text: String, _ style: Style = .plain) {
      self.text = text
      self.style = style
    }
  }

  public let blocks: [Block]

  public init(_ text: String) {
    var reader = MarkdownReader(text)
    blocks = reader.blocks()
  }

  /// How many steps there are to tick.
  public var steps: Int {
    blocks.count { if case .item(_, _, .some, _) = $0 { true } else { false } }
  }

  /// The fenced code, in order: the word behind the fence, and the lines.
  public var code: [(tag: String, lines: [String])] {
    blocks.compactMap { if case .code(let tag, _, let lines) = $0 { (tag, lines) } else { nil } }
  }
}

/// Reads Markdown line by line.
private struct MarkdownReader {
  private let lines: [Substring]
  private var place = 0
  private var (steps, codes) = (0, 0)

  init(_ text: String) { lines = text.split(separator: "\n", omittingEmptySubsequences: false) }

  mutating func blocks() -> [Markdown.Block] {
    var blocks: [Markdown.Block] = []
    while place < lines.count {
      if let block = next() { blocks.append(block) }
    }
    return blocks
  }

  private mutating func next() -> Markdown.Block? {
    let line = lines[place]
    let text = line.drop { $0 == " " }
    if text.hasPrefix("```") { return code(indent: line.count - text.count) }
    if isTable(at: place) { return table() }
    place += 1
    if text.allSatisfy({ $0 == " " }) { return nil }
    if let heading = Self.heading(text) { return heading }
    if Self.isRule(text) { return .rule }
    if text.hasPrefix(">") {
      return .quote(Self.pieces(run(String(text.dropFirst().drop { $0 == " " }), of: ">")))
    }
    if let item = item(text, depth: (line.count - text.count) / 2) { return item }
    return .paragraph(Self.pieces(run(String(text), of: nil)))
  }

  private static func heading(_ text: Substring) -> Markdown.Block? {
    let level = text.prefix { $0 == "#" }.count
    guard (1...6).contains(level), text.dropFirst(level).first == " " else { return nil }
    return .heading(level, pieces(String(text.dropFirst(level + 1))))
  }

  private static func isRule(_ text: Substring) -> Bool {
    let signs = text.filter { $0 != " " }
    return signs.count >= 3 && (Set(signs) == ["-"] || Set(signs) == ["*"])
  }

  private mutating func code(indent: Int) -> Markdown.Block {
    let tag = lines[place].drop { $0 == " " }.dropFirst(3)
    place += 1
    var inside: [String] = []
    while place < lines.count, !lines[place].drop(while: { $0 == " " }).hasPrefix("```") {
      let line = lines[place]
      inside.append(String(line.dropFirst(min(indent, line.prefix { $0 == " " }.count))))
      place += 1
    }
    place += 1
    codes += 1
    return .code(tag: String(tag.prefix { $0 != " " }), number: codes - 1, inside)
  }

  private mutating func item(_ text: Substring, depth: Int) -> Markdown.Block? {
    var (marker, rest) = ("", text)
    if ["- ", "* ", "+ "].contains(where: text.hasPrefix) {
      rest = text.dropFirst(2)
    } else {
      let digits = text.prefix { $0.isASCII && $0.isNumber }
      guard !digits.isEmpty, text.dropFirst(digits.count).hasPrefix(". ") else { return nil }
      marker = "\(digits)."
      rest = text.dropFirst(digits.count + 2)
    }
    var step: Int?
    if ["[ ] ", "[x] ", "[X] "].contains(where: rest.hasPrefix) {
      rest = rest.dropFirst(4)
      step = steps
      steps += 1
    }
    return .item(depth: depth, marker: marker, step: step, Self.pieces(run(String(rest), of: nil)))
  }

  /// A paragraph goes on until a line that begins something else.
  private mutating func run(_ first: String, of mark: String?) -> String {
    var text = first
    while place < lines.count {
      let line = lines[place].drop { $0 == " " }
      if let mark {
        guard line.hasPrefix(mark) else { break }
        text += Self.joint(text) + line.dropFirst(mark.count).drop { $0 == " " }
      } else {
        guard !line.isEmpty, !Self.begins(line), !isTable(at: place) else { break }
        text += Self.joint(text) + line
      }
      place += 1
    }
    return text
  }

  /// Between East Asian characters the end of a line is no blank.
  private static func joint(_ text: String) -> String {
    text.last.map { String($0).columns == 2 } == true ? "" : " "
  }

  private static func begins(_ line: Substring) -> Bool {
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    return heading(line) != nil || isRule(line)
      || ["```", ">", "- ", "* ", "+ "].contains(where: line.hasPrefix)
      || !digits.isEmpty && line.dropFirst(digits.count).hasPrefix(". ")
  }

  private func isTable(at place: Int) -> Bool {
    guard lines[place].contains("|"), place + 1 < lines.count else { return false }
    let below = lines[place + 1].filter { $0 != " " }
    return below.contains("|") && below.contains("-") && below.allSatisfy { "|-:".contains($0) }
  }

  private mutating func table() -> Markdown.Block {
    var rows = [Self.cells(lines[place])]
    place += 2
    while place < lines.count, lines[place].contains("|") {
      rows.append(Self.cells(lines[place]))
      place += 1
    }
    return .table(rows)
  }

  private static func cells(_ line: Substring) -> [[Markdown.Piece]] {
    var cells = line.split(separator: "|", omittingEmptySubsequences: false)
    if cells.first?.allSatisfy({ $0 == " " }) == true { cells.removeFirst() }
    if cells.last?.allSatisfy({ $0 == " " }) == true { cells.removeLast() }
    return cells.map { cell in
      let start = cell.drop { $0 == " " }
      return pieces(String(start.prefix(start.count - start.reversed().prefix { $0 == " " }.count)))
    }
  }
}

extension MarkdownReader {
  /// The looks of a line's parts. A sign without its partner is just a sign.
  static func pieces(_ text: String) -> [Markdown.Piece] {
    var (pieces, plain, rest) = ([Markdown.Piece](), "", Substring(text))
    while let character = rest.first {
      if character == "\\", let next = rest.dropFirst().first {
        plain.append(next)
        rest = rest.dropFirst(2)
      } else if let (piece, length) = styled(rest) {
        if !plain.isEmpty { pieces.append(Markdown.Piece(plain)) }
        plain = ""
        pieces.append(piece)
        rest = rest.dropFirst(length)
      } else {
        plain.append(character)
        rest = rest.dropFirst()
      }
    }
    if !plain.isEmpty { pieces.append(Markdown.Piece(plain)) }
    return pieces
  }

  private static func styled(_ text: Substring) -> (Markdown.Piece, length: Int)? {
    for (sign, style) in [("`", Markdown.Piece.Style.literal), ("**", .strong), ("*", .emphasis)] {
      guard text.hasPrefix(sign), let inside = between(sign, text) else { continue }
      return (Markdown.Piece(inside, style), inside.count + 2 * sign.count)
    }
    return link(text)
  }

  private static func between(_ sign: String, _ text: Substring) -> String? {
    let rest = text.dropFirst(sign.count)
    guard let end = rest.firstRange(of: sign), end.lowerBound > rest.startIndex, rest.first != " " else {
      return nil
    }
    return String(rest[..<end.lowerBound])
  }

  /// `[words](address)` or `<address>`.
  private static func link(_ text: Substring) -> (Markdown.Piece, length: Int)? {
    if text.hasPrefix("<http"), let end = text.firstIndex(of: ">") {
      let address = String(text[text.index(after: text.startIndex)..<end])
      return (Markdown.Piece(address, .link(address)), address.count + 2)
    }
    guard text.hasPrefix("["), let middle = text.firstRange(of: "]("),
      let end = text[middle.upperBound...].firstIndex(of: ")")
    else { return nil }
    let words = String(text[text.index(after: text.startIndex)..<middle.lowerBound])
    let address = String(text[middle.upperBound..<end])
    return (Markdown.Piece(words, .link(address)), words.count + address.count + 4)
  }
}
