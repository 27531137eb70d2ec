import Canvas
import Testing

/// A frame strewn with dots, to see what a part writes and where.
struct Sheet {
  var painter: Painter

  init(_ width: Int, _ height: Int, _ glyphs: Glyphs = .unicode) {
    painter = Painter(size: Size(width: width, height: height), glyphs: glyphs)
    for y in 0..<height {
      for x in 0..<width { painter.put(0x25CC, x: x, y: y, ink: .faint) }
    }
  }

  var rows: [String] { (0..<painter.frame.size.height).map(painter.frame.text(ofRow:)) }

  /// Whether every cell outside a rectangle is as it was strewn.
  func isUntouched(outside rect: Rect) -> Bool {
    let (frame, strewn) = (painter.frame, Cell(0x25CC, ink: .faint))
    return (0..<frame.size.height).allSatisfy { y in
      (0..<frame.size.width).allSatisfy { x in
        rect.contains(Point(x: x, y: y)) || frame[x, y] == strewn
      }
    }
  }
}

extension Frame {
  /// What is wrong with the picture: a scalar that is not shown, or half a wide character; nil when nothing is.
  var flaw: String? {
    for y in 0..<size.height {
      for x in 0..<size.width {
        if let flaw = flaw(x, y) { return "\(flaw) at \(x), \(y)" }
      }
    }
    return marks.isEmpty || marks.allSatisfy { cells[$0.key].marks.contains(.combined) }
      ? nil : "marks without a cell"
  }

  private func flaw(_ x: Int, _ y: Int) -> String? {
    let cell = self[x, y]
    let isWide = cell.marks.contains(.wide)
    if isWide != (x + 1 < size.width && self[x + 1, y].isTail) { return "half a wide character" }
    if cell.isTail { return x > 0 && self[x - 1, y].marks.contains(.wide) ? nil : "a tail without a head" }
    guard case .drawn(let columns) = Glyph.of(cell.scalar) else {
      return cell.scalar == Glyph.replacement ? nil : "U+\(String(cell.scalar, radix: 16))"
    }
    return columns == 2 && !isWide ? "a wide character in one column" : nil
  }

  /// Whether no scalar in it, marks included, could do anything but be seen.
  var isHarmless: Bool {
    let scalars = cells.map(\.scalar).filter { $0 != 0 } + marks.values.joined()
    return scalars.allSatisfy {
      $0 >= 0x20 && !(0x7F..<0xA0).contains($0) && Glyph.of($0) != .unsafe || $0 == Glyph.replacement
    }
  }
}
