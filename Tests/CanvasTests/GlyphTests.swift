import Canvas
import Testing

@Suite struct GlyphTests {
  @Test(
    arguments: [
      (" ", 1), ("~", 1), ("é", 1), ("ß", 1), ("–", 1), ("│", 1), ("█", 1), ("⣿", 1), ("●", 1), ("漢", 2),
      ("あ", 2), ("ア", 2), ("한", 2),
      ("🚀", 2), ("Ａ", 2), ("ｱ", 1), ("。", 2), ("⌚", 2), ("𠀀", 2), ("€", 1), ("Ж", 1), ("א", 1), ("ᄀ", 2),
      ("✓", 1), ("⚡", 2),
    ] as [(Unicode.Scalar, Int)])
  func `a character takes one column or two`(scalar: Unicode.Scalar, columns: Int) {
    #expect(Glyph.of(scalar.value) == .drawn(columns: columns))
  }

  @Test(arguments: [0x300, 0x36F, 0x20DD, 0x5B0, 0x93C, 0x1161, 0x11A8, 0x3099] as [UInt32])
  func `a mark joins the character before it`(scalar: UInt32) {
    #expect(Glyph.of(scalar) == .joins)
  }

  @Test(arguments: [0x200B, 0x200C, 0xFEFF, 0xFE0F, 0xE0100, 0x1F3FD, 0x2060, 0xE0001] as [UInt32])
  func `what has no look is left out`(scalar: UInt32) {
    #expect(Glyph.of(scalar) == .dropped)
  }

  @Test(
    arguments: [
      0, 0x1B, 0x0A, 0x7F, 0x80, 0x9B, 0x9F, 0x202A, 0x202E, 0x2066, 0x2069, 0x2028, 0x2029, 0xE000, 0xF8FF,
      0x10FFFF, 0xD800, 0x110000,
      0xFFFE, 0x378, .max,
    ] as [UInt32])
  func `what could disturb the terminal is never drawn`(scalar: UInt32) {
    #expect(Glyph.of(scalar) == .unsafe)
  }

  @Test func `every scalar of the first planes has a fate of at most two columns`() {
    let odd = (0 as UInt32..<0x2_0000).filter { scalar in
      guard case .drawn(let columns) = Glyph.of(scalar) else { return false }
      return !(1...2).contains(columns) || scalar < 0x20 || (0x7F..<0xA0).contains(scalar)
    }
    #expect(odd.isEmpty)
  }

  @Test(arguments: [Glyphs.unicode, .ascii]) func `every sign of the console takes one column`(glyphs: Glyphs)
  {
    let texts = [
      glyphs.act, glyphs.watch, glyphs.ok, glyphs.idle, glyphs.lost, glyphs.unknown, glyphs.silenced,
      glyphs.done, glyphs.rising,
      glyphs.falling, glyphs.level, glyphs.pointer, glyphs.opened, glyphs.closed, glyphs.dot, glyphs.dash,
      glyphs.check,
    ]
    let scalars = [
      glyphs.horizontal, glyphs.vertical, glyphs.topLeft, glyphs.topRight, glyphs.bottomLeft,
      glyphs.bottomRight, glyphs.dotted,
      glyphs.dottedVertical, glyphs.branch, glyphs.lastBranch, glyphs.ellipsis, glyphs.diamond, glyphs.cursor,
      glyphs.track, glyphs.full,
      glyphs.half,
    ]
    #expect(texts.allSatisfy { $0.columns == 1 })
    #expect(scalars.allSatisfy { Glyph.of($0) == .drawn(columns: 1) })
    #expect(glyphs.isUnicode || scalars.allSatisfy { $0 < 0x7F } && texts.allSatisfy { $0.utf8.count == 1 })
  }

  @Test(arguments: [Glyphs.unicode, .ascii]) func `any ratio has a column and a heat`(glyphs: Glyphs) {
    let steps = (0...64).map { glyphs.column(Double($0) / 64) }
    #expect(Set(steps).count == 8)
    #expect(glyphs.column(-1) == steps.first && glyphs.column(9) == steps.last)
    for ratio in [Double.nan, .infinity, -.infinity, 1e300, -1e300] {
      #expect(steps.contains(glyphs.column(ratio)))
      #expect([0, 0.3, 0.6, 1].map(glyphs.heat).contains(glyphs.heat(ratio)))
    }
  }
}
