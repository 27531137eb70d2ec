import Terminal
import Testing

@Suite struct ColourTests {
  @Test func `a colour is written as in CSS`() {
    #expect(Colour("#102030") == Colour(red: 16, green: 32, blue: 48))
  }
}
