import Canvas
import Telemetry

/// An expression as a line whose words have their looks, with a cursor when it is typed.
struct ExpressionText {
  private struct Piece {
    let character: Character
    let ink: Role
    let offset: Int
    let columns: Int
  }

  private let pieces: [Piece]
  private let cursor: Int?
  /// The first character in view.
  private let first: Int
  private let width: Int

  /// - Parameter cursor: the character the cursor stands on; nil where nobody types.
  init(_ text: String, cursor: Int?, in width: Int, isMuted: Bool = false) {
    let inks = isMuted ? [:] : Self.inks(of: text)
    var pieces: [Piece] = []
    var offset = 0
    for character in text {
      // A tab or a line's end would be no text to a terminal.
      let shown = character.isNewline || character == "\t" ? " " : character
      let ink = isMuted ? Role.faint : inks[offset] ?? .base
      pieces.append(Piece(character: shown, ink: ink, offset: offset, columns: String(shown).columns))
      offset += String(character).utf8.count
    }
    self.pieces = pieces
    self.cursor = cursor
    self.width = max(1, width)
    first = Self.first(pieces.map(\.columns), cursor, self.width)
  }

  /// The look of the character at each offset.
  private static func inks(of text: String) -> [Int: Role] {
    var inks: [Int: Role] = [:]
    for word in QueryWord.words(of: text) {
      for offset in word.place { inks[offset] = ink(of: word.kind) }
    }
    return inks
  }

  private static func ink(of kind: QueryWord.Kind) -> Role {
    switch kind {
    case .metric: .strong
    case .function, .aggregation: .accent
    case .keyword: .info
    case .label: .base
    case .text: .measured
    case .number, .duration: .claimed
    case .sign: .muted
    case .comment: .faint
    case .fault: .act
    }
  }

  /// So that the cursor is in view, and one column before it where there is more.
  private static func first(_ columns: [Int], _ cursor: Int?, _ width: Int) -> Int {
    guard let cursor else { return 0 }
    var (first, used) = (0, columns[..<min(cursor, columns.count)].reduce(0, +) + 2)
    while used > width, first < cursor {
      used -= columns[first]
      first += 1
    }
    return first
  }

  var line: Line {
    var line = Line.empty
    if first > 0 { line += "…".ink(.faint) }
    for place in min(first + (first > 0 ? 1 : 0), pieces.count)..<pieces.count {
      let piece = pieces[place]
      line.runs.append(
        Run(String(piece.character), ink: piece.ink, ground: place == cursor ? .selection : nil))
    }
    if cursor == pieces.count { line.runs.append(Run(" ", ink: .strong, ground: .selection)) }
    return line
  }

  /// The column under which the character at an offset stands; nil where it is out of view.
  func column(of offset: Int) -> Int? {
    let place = pieces.lastIndex {
      $0.offset <= offset && offset < $0.offset + String($0.character).utf8.count
    }
    let index = place ?? pieces.count
    guard index >= first else { return nil }
    return pieces[first..<index].reduce(0) { $0 + $1.columns }
  }
}
