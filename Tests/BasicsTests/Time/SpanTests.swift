import Basics
import Testing

@Suite struct SpanTests {
  @Test(arguments: [("5m", 300_000), ("1h30m", 5_400_000), ("500ms", 500), ("0", 0), ("2w", 1_209_600_000)])
  func `a Prometheus duration is read`(text: String, milliseconds: Int64) {
    #expect(Span(prometheus: text)?.milliseconds == milliseconds)
  }
}
