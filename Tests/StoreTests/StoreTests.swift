import Store
import Testing

@Suite struct StoreTests {
  @Test func `a store in memory opens`() {
    #expect(throws: Never.self) { _ = try Store() }
  }
}
