import Telemetry
import Testing

@Suite struct LabelsTests {
  @Test func `labels are equal whatever the order they come in`() {
    #expect(["b": "2", "a": "1"] as Labels == ["a": "1", "b": "2"])
  }
}
