import Canvas
import Testing

@Suite struct GeometryTests {
  @Test func `a size is written as columns by rows`() {
    #expect(Size("120x40") == Size(width: 120, height: 40))
  }
}
