import Community
import Testing

@Suite struct BoardTests {
  @Test func `an empty board has no indicators`() {
    #expect(Board().indicators.isEmpty)
  }
}
