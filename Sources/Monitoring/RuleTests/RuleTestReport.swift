/// What tests of rules came to.
public struct RuleTestReport: Sendable {
  /// A test that did not come out as written.
  public struct Failure: Sendable {
    public let subject: String
    public let expected: String
    public let got: String
  }

  public private(set) var passed = 0
  public private(set) var failures: [Failure] = []

  public init() {}

  /// Runs every test of a file on the groups of its rule files.
  public init(_ file: RuleTestFile, _ groups: [AlertRule.Group]) {
    for test in file.groups {
      var run = RuleTestRun(file, test, groups)
      run.run()
      passed += run.report.passed
      failures += run.report.failures
    }
  }

  mutating func pass() { passed += 1 }

  mutating func fail(_ subject: String, _ expected: String, _ got: String) {
    failures.append(Failure(subject: subject, expected: expected, got: got))
  }
}
