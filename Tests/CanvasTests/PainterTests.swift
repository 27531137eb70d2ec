import Canvas
import Testing

@Suite struct PainterTests {
  private func drawn(_ line: Line, in rect: Rect, _ alignment: Painter.Alignment = .left, columns: Int = 10)
    -> [String]
  {
    var sheet = Sheet(columns, 1)
    sheet.painter.write(line, in: rect, alignment)
    return sheet.rows
  }

  @Test(arguments: [
    ("abc", 6, Painter.Alignment.left, "◌◌abc◌◌◌◌◌"), ("abc", 6, .right, "◌◌◌◌◌abc◌◌"),
    ("abc", 6, .center, "◌◌◌abc◌◌◌◌"), ("abcdefgh", 4, .left, "◌◌abc…◌◌◌◌"),
    ("abcdefgh", 4, .right, "◌◌abc…◌◌◌◌"), ("漢字漢字", 5, .left, "◌◌漢字…◌◌◌"), ("漢字漢字", 4, .left, "◌◌漢 …◌◌◌◌"),
    ("abcd", 4, .left, "◌◌abcd◌◌◌◌"),
    ("abc", 1, .left, "◌◌…◌◌◌◌◌◌◌"), ("abc", 0, .left, "◌◌◌◌◌◌◌◌◌◌"),
    ("e\u{301}x", 4, .left, "◌◌e\u{301}x◌◌◌◌◌◌"), ("\u{1B}x", 4, .left, "◌◌\u{FFFD}x◌◌◌◌◌◌"),
    ("\u{301}x", 4, .left, "◌◌x◌◌◌◌◌◌◌"), ("漢\u{301}", 4, .left, "◌◌漢\u{301}◌◌◌◌◌◌"),
  ])
  func `a line stands in its rectangle`(text: String, width: Int, alignment: Painter.Alignment, row: String) {
    #expect(drawn(text.ink(.base), in: Rect(x: 2, y: 0, width: width, height: 1), alignment) == [row])
  }

  @Test func `writing tells how many columns it used`() {
    var sheet = Sheet(10, 1)
    let rect = Rect(x: 2, y: 0, width: 4, height: 1)
    #expect(
      [
        sheet.painter.write("漢", in: rect), sheet.painter.write("abcde", in: rect),
        sheet.painter.write("", in: rect),
      ] == [2, 4, 0])
    #expect(sheet.painter.write("a", in: rect, .right) == 1)
  }

  @Test func `half of a wide character is never left`() {
    var sheet = Sheet(6, 1)
    sheet.painter.write("漢字", in: Rect(x: 1, y: 0, width: 4, height: 1))
    sheet.painter.put(0x78, x: 2, y: 0, ink: .base)
    #expect(sheet.rows == ["◌ x字◌"])
    sheet.painter.clear(Rect(x: 4, y: 0, width: 2, height: 1))
    #expect(sheet.rows == ["◌ x"])
    #expect(sheet.painter.frame.flaw == nil)
  }

  @Test func `a character that is gone takes its marks along`() {
    var sheet = Sheet(4, 2)
    sheet.painter.write("e\u{301}e\u{301}e\u{301}", in: Rect(x: 0, y: 0, width: 4, height: 1))
    sheet.painter.clear(Rect(x: 0, y: 0, width: 4, height: 1))
    sheet.painter.write("漢\u{301}", in: Rect(x: 0, y: 1, width: 4, height: 1))
    sheet.painter.put(0x78, x: 1, y: 1, ink: .base)
    #expect(sheet.rows == ["", " x◌◌"])
    #expect(sheet.painter.frame.marks.isEmpty)
    #expect(sheet.painter.frame.flaw == nil)
  }

  @Test func `a wide character with only half a place is a blank`() {
    var sheet = Sheet(3, 1)
    sheet.painter.write("漢字", in: Rect(x: 0, y: 0, width: 9, height: 1))
    #expect(sheet.rows == ["漢"])
    #expect(sheet.painter.frame.flaw == nil)
  }

  @Test func `grounds lie under what stands there`() {
    var sheet = Sheet(4, 1)
    sheet.painter.lay(.selection, under: Rect(x: 1, y: -3, width: 2, height: 9))
    #expect((0..<4).map { sheet.painter.frame[$0, 0].ground } == [.ground, .selection, .selection, .ground])
    sheet.painter.write(
      Line([Run("x", ink: .act, isBold: true, ground: .alarm)]), in: Rect(x: 1, y: 0, width: 1, height: 1))
    #expect(sheet.painter.frame[1, 0] == Cell(0x78, ink: .act, ground: .alarm, marks: .bold))
    sheet.painter.dim(Rect(x: 0, y: 0, width: 4, height: 1))
    #expect(sheet.painter.frame[1, 0] == Cell(0x78, ink: .faint))
  }

  @Test(arguments: 1...300 as ClosedRange<UInt64>)
  func `whatever is written stays within its rectangle and is harmless`(seed: UInt64) {
    var dice = Dice(seed: seed)
    var sheet = Sheet(14, 4)
    let rect = Rect(
      x: .random(in: -4...14, using: &dice), y: .random(in: -2...4, using: &dice),
      width: .random(in: 0...16, using: &dice),
      height: .random(in: 0...3, using: &dice))
    let alignment = [Painter.Alignment.left, .center, .right].randomElement(using: &dice) ?? .left
    let line = Line.awkward(&dice)
    let used = sheet.painter.write(line, in: rect, alignment)
    #expect(used <= rect.width)
    #expect(sheet.isUntouched(outside: rect.row(0)), "\(line.text.unicodeScalars.map(\.value)) in \(rect)")
    #expect(sheet.painter.frame.isHarmless)
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `a picture has no flaw however often it is painted over`(seed: UInt64) {
    var dice = Dice(seed: seed)
    var sheet = Sheet(12, 3)
    for _ in 0..<20 {
      let rect = Rect(
        x: .random(in: -2...12, using: &dice), y: .random(in: -1...3, using: &dice),
        width: .random(in: 0...8, using: &dice), height: 1)
      switch dice.next() % 4 {
      case 0: sheet.painter.clear(rect)
      case 1: sheet.painter.put(0x78, x: rect.x, y: rect.y, ink: .base)
      case 2: sheet.painter.dim(rect)
      default: sheet.painter.write(.awkward(&dice), in: rect)
      }
      #expect(sheet.painter.frame.flaw == nil)
    }
    #expect(sheet.painter.frame.isHarmless)
  }
}
