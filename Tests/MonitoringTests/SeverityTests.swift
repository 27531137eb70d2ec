import Monitoring
import Testing

@Suite struct SeverityTests {
  @Test(arguments: [
    ("critical", Severity.act), ("Page", .act), ("act", .act), ("ERROR", .act), ("none", .info),
    ("info", .info),
    ("", .watch), ("warning", .watch), ("whatever", .watch),
  ])
  func `a severity label is understood`(label: String, meaning: Severity) {
    #expect(Severity(label: label) == meaning)
  }

  @Test func `urgency rises from ok to act`() {
    #expect(Severity.allCases.sorted() == [.ok, .info, .watch, .act])
    #expect(Severity.act > .watch && Severity.watch > .info && Severity.info > .ok)
  }
}
