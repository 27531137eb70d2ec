/// A finished picture: rows of cells, and the combining marks that did not fit into them.
public struct Frame: Hashable, Sendable {
  public let size: Size
  /// Row by row, `size.width` cells each.
  public internal(set) var cells: ContiguousArray<Cell>
  /// Combining marks by the index of their cell.
  public internal(set) var marks: [Int: [UInt32]] = [:]

  public init(size: Size) {
    self.size = size
    cells = ContiguousArray(repeating: .blank, count: size.width * size.height)
  }

  /// The cell at a place; a blank outside the frame.
  public subscript(x: Int, y: Int) -> Cell {
    guard x >= 0, y >= 0, x < size.width, y < size.height else { return .blank }
    return cells[y * size.width + x]
  }

  /// A row as text, without the blanks at its end.
  public func text(ofRow y: Int) -> String {
    var text = String.UnicodeScalarView()
    for x in 0..<size.width where !self[x, y].isTail {
      text.append(Unicode.Scalar(self[x, y].scalar) ?? " ")
      text.append(contentsOf: (marks[y * size.width + x] ?? []).compactMap(Unicode.Scalar.init))
    }
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  /// The whole picture as text.
  public var text: String { (0..<size.height).map(text(ofRow:)).joined(separator: "\n") }
}

extension Frame {
  /// The picture as a golden file keeps it: the glyphs, a rule, a letter a cell for its ink, and for every row
  /// that has one, a letter a cell for its ground.
  public var golden: String {
    let rule = String(repeating: "=", count: size.width)
    let inks = (0..<size.height).map { y in letters(y) { $0.scalar == 0x20 ? " " : $0.ink.letter } }
    let grounds = (0..<size.height).compactMap { y -> String? in
      let row = letters(y) { $0.ground.letter }
      return row.isEmpty ? nil : "\(y): \(row)"
    }
    return ([text, rule] + inks + [rule] + grounds).joined(separator: "\n") + "\n"
  }

  private func letters(_ y: Int, _ letter: (Cell) -> Character) -> String {
    var row = (0..<size.width).map { letter(self[$0, y]) }
    while row.last == " " { row.removeLast() }
    return String(row)
  }
}
