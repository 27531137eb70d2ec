import Costs
import Testing

@Suite struct TargetPathTests {
  @Test func `a path without stops has none`() {
    #expect(TargetPath([]).stops.isEmpty)
  }
}
