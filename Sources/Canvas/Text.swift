/// A walk over text by what a screen shows of it.
struct GlyphWalk: Sequence, IteratorProtocol {
  /// One character as drawn.
  struct Step {
    let scalar: UInt32
    /// 0 for a mark that joins the character before it.
    let columns: Int
  }

  private var scalars: Substring.UnicodeScalarView.Iterator
  private var isAfterJoiner = false

  init(_ text: Substring) { scalars = text.unicodeScalars.makeIterator() }

  mutating func next() -> Step? {
    while let scalar = scalars.next() {
      // What a zero-width joiner ties on is one picture in some terminals and several in others: the first is kept.
      let isTied = isAfterJoiner && scalar.value > 0x7F && scalar.properties.isEmoji
      isAfterJoiner = scalar.value == 0x200D
      if isAfterJoiner || isTied { continue }
      switch Glyph.of(scalar.value) {
      case .drawn(let columns): return Step(scalar: scalar.value, columns: columns)
      case .joins: return Step(scalar: scalar.value, columns: 0)
      case .unsafe: return Step(scalar: Glyph.replacement, columns: 1)
      case .dropped: continue
      }
    }
    return nil
  }
}

extension StringProtocol {
  /// How many columns the text takes on a screen.
  public var columns: Int {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return utf8.count }
    return GlyphWalk(Substring(self)).reduce(0) { $0 + $1.columns }
  }

  /// The longest beginning that fits into so many columns.
  public func prefix(columns limit: Int) -> String {
    var (used, result) = (0, String.UnicodeScalarView())
    for step in GlyphWalk(Substring(self)) {
      guard used + step.columns <= limit else { break }
      used += step.columns
      result.append(Unicode.Scalar(step.scalar)!)
    }
    return String(result)
  }

  /// The text filled with blanks to so many columns, on the left when it is to stand on the right.
  public func padded(to width: Int, onLeft: Bool = false) -> String {
    let blanks = String(repeating: " ", count: Swift.max(0, width - columns))
    return onLeft ? blanks + self : self + blanks
  }

  /// The text broken into lines of at most so many columns: at blanks, and between East Asian characters.
  public func wrapped(to width: Int) -> [String] {
    guard width > 0 else { return [] }
    return split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).flatMap {
      Self.wrap($0, width)
    }
  }

  private static func wrap(_ paragraph: some StringProtocol, _ width: Int) -> [String] {
    var (lines, line, used, lastBreak) = ([String](), [GlyphWalk.Step](), 0, 0)
    func text(_ steps: some Sequence<GlyphWalk.Step>) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: steps.compactMap { Unicode.Scalar($0.scalar) })
      return String(view)
    }
    for step in GlyphWalk(Substring(paragraph)) {
      let isBlank = step.scalar == 0x20
      if isBlank { lastBreak = line.count }
      let count = lines.count
      while used + step.columns > width, !line.isEmpty {
        let cut = lastBreak > 0 ? lastBreak : line.count
        lines.append(text(line[..<cut]).trimmedRight)
        line = Array(line[cut...].drop { $0.scalar == 0x20 })
        used = line.reduce(0) { $0 + $1.columns }
        lastBreak = 0
      }
      if isBlank, line.isEmpty, lines.count > count { continue }
      // A mark moves the place behind its character along.
      let movesBreak = step.columns == 0 && lastBreak > 0 && lastBreak == line.count
      line.append(step)
      used += step.columns
      if isBlank || step.columns == 2 || movesBreak { lastBreak = line.count }
    }
    lines.append(text(line).trimmedRight)
    return lines
  }
}

extension String {
  fileprivate var trimmedRight: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
