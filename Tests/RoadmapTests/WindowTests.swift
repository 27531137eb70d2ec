import Roadmap
import Testing

@Suite struct WindowTests {
  @Test func `a text that is no window is refused`() {
    #expect(Window("some day") == nil)
  }
}
