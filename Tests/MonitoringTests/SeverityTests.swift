import Monitoring
import Testing

@Suite struct SeverityTests {
  @Test(arguments: [("critical", Severity.act), ("Page", .act), ("none", .info), ("", .watch)])
  func `a severity label is understood`(label: String, meaning: Severity) {
    #expect(Severity(label: label) == meaning)
  }
}
