import Testing

@testable import Terminal

@Suite struct ColourTests {
  @Test(arguments: [("#102030", 0x102030), ("#FFffFF", 0xFFFFFF), ("#000000", 0)] as [(String, UInt32)])
  func `a colour is written as in CSS`(text: String, value: UInt32) {
    #expect(Colour(text) == Colour(value))
    #expect(Colour(text)?.value == value)
  }

  @Test(arguments: [
    "", "#", "102030", "#12345", "#1234567", "#12345g", "#+12345", "#-12345", "# 12345", "red", "#１２",
  ])
  func `anything else is no colour`(text: String) { #expect(Colour(text) == nil) }

  @Test(arguments: [
    (0x000000, 0xFFFFFF, 21), (0x777777, 0xFFFFFF, 4.48), (0x0000FF, 0xFFFFFF, 8.59), (0x123456, 0x123456, 1),
  ])
  func `contrast is WCAG's`(first: UInt32, second: UInt32, ratio: Double) {
    #expect(abs(Colour(first).contrast(with: Colour(second)) - ratio) < 0.005)
    #expect(Colour(first).contrast(with: Colour(second)) == Colour(second).contrast(with: Colour(first)))
  }

  @Test func `a colour of the palette is its own nearest`() {
    // Grey 102 and its like stand in the cube and the ramp: looks alike is enough.
    for place in 16...255 { #expect(Colour.of256(Colour.of256(place).nearestOf256) == Colour.of256(place)) }
  }

  @Test(
    arguments: [
      (16, 0x000000), (196, 0xFF0000), (46, 0x00FF00), (21, 0x0000FF), (231, 0xFFFFFF), (110, 0x87AFD7),
      (232, 0x080808), (255, 0xEEEEEE),
    ] as [(Int, UInt32)])
  func `the palette is xterm's`(place: Int, value: UInt32) { #expect(Colour.of256(place).value == value) }

  @Test func `mixing leads from one colour to the other`() {
    let (from, to) = (OKLab(Colour(0x2FC9A0)), OKLab(Colour(0xFF6A50)))
    #expect(from.mixed(with: to, 0).colour == Colour(0x2FC9A0))
    #expect(from.mixed(with: to, 1).colour == Colour(0xFF6A50))
    let half = from.mixed(with: to, 0.5)
    #expect(abs(half.distance(to: from) - half.distance(to: to)) < 1e-9)
  }
}

@Suite struct ColourDepthTests {
  private func depth(_ environment: [String: String], _ colours: Int) -> ColourDepth {
    ColourDepth.detected(environment, colours: colours)
  }

  @Test(arguments: [
    (-1, ColourDepth.none), (0, .none), (2, .none), (8, .eight), (16, .sixteen), (88, .sixteen), (256, .many),
    (0x100_0000, .many),
  ])
  func `the terminal's description counts`(colours: Int, expected: ColourDepth) {
    #expect(depth(["TERM": "any"], colours) == expected)
  }

  @Test(arguments: ["truecolor", "24bit"])
  func `COLORTERM promises all colours, unless the terminal has none`(promise: String) {
    #expect(depth(["TERM": "xterm-256color", "COLORTERM": promise], 256) == .truecolour)
    #expect(depth(["TERM": "dumb", "COLORTERM": promise], -1) == .none)
  }

  @Test(arguments: ["", "yes", "256", "TRUECOLOR "])
  func `any other promise is none`(promise: String) {
    #expect(depth(["TERM": "xterm-256color", "COLORTERM": promise], 256) == .many)
  }

  @Test(arguments: [
    "xterm-direct", "xterm-kitty", "alacritty", "xterm-ghostty", "wezterm", "foot", "foot-extra",
  ])
  func `terminals known for all colours have them`(name: String) {
    #expect(depth(["TERM": name], 256) == .truecolour)
  }

  @Test func `NO_COLOR rules over everything, unless it is empty`() {
    let rich = ["TERM": "xterm-kitty", "COLORTERM": "truecolor"]
    #expect(depth(rich.merging(["NO_COLOR": "1"]) { $1 }, 256) == .none)
    #expect(depth(rich.merging(["NO_COLOR": "0"]) { $1 }, 256) == .none)
    #expect(depth(rich.merging(["NO_COLOR": ""]) { $1 }, 256) == .truecolour)
  }

  @Test func `depths are in order`() { #expect(ColourDepth.allCases == ColourDepth.allCases.sorted()) }
}
