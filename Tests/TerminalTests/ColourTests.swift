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
