/// Markdown set in rows of a width: every row with what it belongs to.
public struct MarkdownPage: Sendable {
  /// One row of the page.
  public struct Row: Sendable {
    public let line: Line
    public let part: Part
  }

  /// What a row belongs to.
  public enum Part: Hashable, Sendable {
    case text
    /// A step to tick, by its number in the text.
    case step(Int)
    /// Fenced code, by its number in the text.
    case code(Int)
  }

  public private(set) var rows: [Row] = []
  private let width: Int
  private let glyphs: Glyphs

  /// - Parameter note: what is said behind a step that is done; nil for one that is not.
  public init(_ markdown: Markdown, width: Int, glyphs: Glyphs, note: (Int) -> Line? = { _ in nil }) {
    self.width = max(8, width)
    self.glyphs = glyphs
    var isInList = false
    for block in markdown.blocks {
      let isItem = if case .item = block { true } else { false }
      if !rows.isEmpty, !(isItem && isInList) { add(.empty) }
      isInList = isItem
      set(block, note)
    }
  }

  private mutating func add(_ line: Line, _ part: Part = .text) { rows.append(Row(line: line, part: part)) }

  private mutating func set(_ block: Markdown.Block, _ note: (Int) -> Line?) {
    switch block {
    case .heading(let level, let pieces):
      let ink: Role = level == 1 ? .title : level == 2 ? .accent : .strong
      for line in lines(pieces, width) { add(Line(line.inked(ink).runs.map { $0.emboldened })) }
    case .paragraph(let pieces): for line in lines(pieces, width) { add(line) }
    case .quote(let pieces):
      let bar = String(Unicode.Scalar(glyphs.vertical)!) + " "
      for line in lines(pieces, width - 2) { add(bar.ink(.border) + line.inked(.muted)) }
    case .rule:
      add(String(repeating: Character(Unicode.Scalar(glyphs.horizontal)!), count: width).ink(.border))
    case .item(let depth, let marker, let step, let pieces): setItem(depth, marker, step, pieces, note)
    case .code(let tag, let number, let lines): setCode(tag, number, lines)
    case .table(let cells): setTable(cells)
    }
  }

  private mutating func setItem(
    _ depth: Int, _ marker: String, _ step: Int?, _ pieces: [Markdown.Piece], _ note: (Int) -> Line?
  ) {
    let done = step.flatMap(note)
    let box = step == nil ? Line.empty : done == nil ? "[ ] ".ink(.key) : "[\(glyphs.done)] ".ink(.ok)
    let bullet =
      marker.isEmpty ? (step == nil ? "\(glyphs.dot) ".ink(.muted) : .empty) : "\(marker) ".ink(.muted)
    let head = String(repeating: "  ", count: min(depth, 8)).ink(.base) + bullet + box
    let part = step.map(Part.step) ?? .text
    for (index, line) in lines(pieces, width - head.columns).enumerated() {
      let shown = done == nil ? line : line.inked(.past)
      add((index == 0 ? head : String(repeating: " ", count: head.columns).ink(.base)) + shown, part)
    }
    if let done { add(String(repeating: " ", count: head.columns).ink(.base) + done, part) }
  }

  /// Commands have a sign before them that tells what Enter does.
  private mutating func setCode(_ tag: String, _ number: Int, _ lines: [String]) {
    let (sign, ink): (String, Role) =
      switch tag {
      case "check": (glyphs.pointer, .accent)
      case "action": (glyphs.act, .watch)
      default: (" ", .muted)
      }
    for (index, line) in lines.enumerated() {
      let lead = index == 0 ? sign : " "
      // Code is not broken: what is too long is cut where it is drawn.
      add(
        "  \(lead) ".ink(ink) + line.ink(tag == "check" || tag == "action" ? .strong : .info), .code(number))
    }
  }

  private mutating func setTable(_ cells: [[[Markdown.Piece]]]) {
    let count = cells.map(\.count).max() ?? 0
    guard count > 0 else { return }
    let lines = cells.map { row in row.map { pieces in pieces.map { ink($0) }.joined() } }
    let wanted = (0..<count).map { column in
      lines.map { $0.count > column ? $0[column].columns : 0 }.max() ?? 0
    }
    let widths = Self.fitted(wanted, to: width - 2 * (count - 1))
    for (index, row) in lines.enumerated() {
      let shown = widths.enumerated().map { column, width in
        let line = column < row.count ? row[column] : .empty
        return Self.cut(index == 0 ? line.inked(.muted) : line, to: width)
      }
      add(shown.joined(by: "  ".ink(.base)))
      if index == 0 {
        let rule = widths.map { String(repeating: Character(Unicode.Scalar(glyphs.horizontal)!), count: $0) }
        add(rule.joined(separator: "  ").ink(.border))
      }
    }
  }

  /// The widest gives way until all fit.
  private static func fitted(_ wanted: [Int], to width: Int) -> [Int] {
    var widths = wanted
    while widths.reduce(0, +) > max(width, widths.count),
      let widest = widths.indices.max(by: { widths[$0] < widths[$1] }), widths[widest] > 1
    {
      widths[widest] -= 1
    }
    return widths
  }

  private static func cut(_ line: Line, to width: Int) -> Line {
    var (result, left) = (Line.empty, width)
    for run in line.runs {
      var run = run
      run.text = run.text.prefix(columns: left)
      left -= run.text.columns
      result.runs.append(run)
    }
    return result + String(repeating: " ", count: max(0, left)).ink(.base)
  }
}

extension MarkdownPage {
  private func ink(_ piece: Markdown.Piece) -> Line {
    switch piece.style {
    case .plain, .emphasis: piece.text.ink(piece.style == .plain ? .base : .strong)
    case .strong: piece.text.ink(.strong, bold: true)
    case .literal: piece.text.ink(.info)
    case .link(let address):
      address == piece.text ? piece.text.ink(.key) : piece.text.ink(.key) + " <\(address)>".ink(.muted)
    }
  }

  /// Pieces broken into lines of a width, each part keeping its look.
  private func lines(_ pieces: [Markdown.Piece], _ width: Int) -> [Line] {
    let runs = pieces.map { ink($0) }.joined().runs
    let scalars = runs.enumerated().flatMap { index, run in run.text.unicodeScalars.map { ($0, index) } }
    var place = 0
    return runs.map(\.text).joined().wrapped(to: max(1, width)).map { text in
      var line: [Run] = []
      var last = -1
      for scalar in text.unicodeScalars {
        // Blanks at the break are not in any line.
        while place < scalars.count, scalars[place].0 != scalar, scalars[place].0 == " " { place += 1 }
        let index = place < scalars.count ? scalars[place].1 : max(0, runs.count - 1)
        place += 1
        if index != last { line.append(Run("", ink: runs[index].ink, isBold: runs[index].isBold)) }
        line[line.count - 1].text.unicodeScalars.append(scalar)
        last = index
      }
      return Line(line)
    }
  }
}

extension Run {
  fileprivate var emboldened: Run {
    var run = self
    run.isBold = true
    return run
  }
}
