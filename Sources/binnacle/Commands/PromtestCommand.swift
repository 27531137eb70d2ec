import Basics
import Console
import Telemetry

extension Subcommand {
  static let promtest = Subcommand(
    "promtest", "FILE…",
    english: "run tests of PromQL in the format of Prometheus",
    chinese: "运行 Prometheus 格式的 PromQL 测试"
  ) { invocation throws(Complaint) in
    let paths = invocation.arguments.words
    guard !paths.isEmpty else { throw .usage(invocation.arguments.subcommand) }
    var report = PromTestReport()
    for path in paths { report.add(path) }
    Output.write(report.text)
    return report.hasFailed ? 1 : 0
  }
}

/// What the tests of some files came to: each failure, then the counts.
private struct PromTestReport {
  private var lines: [String] = []
  private var passed = 0
  private var failed = 0
  private var refused: [String: Int] = [:]

  var hasFailed: Bool { failed > 0 }

  mutating func add(_ path: String) {
    guard let bytes = Files.bytes(path) else {
      failed += 1
      lines.append("\(path): cannot be read")
      return
    }
    let test = PromTest(String(decoding: bytes, as: UTF8.self))
    passed += test.passed
    failed += test.failed.count
    for finding in test.refused { refused[finding.got, default: 0] += 1 }
    for finding in test.failed {
      lines.append("\(path):\(finding.line): \(finding.expression)")
      lines.append("  expected \(finding.expected)")
      lines.append("  got      \(finding.got)")
    }
  }

  var text: String {
    let count = refused.values.reduce(0, +)
    let reasons = refused.sorted { $0.key < $1.key }.map { "refused \($0.value): \($0.key)" }
    let counts = "\(passed) passed, \(failed) failed" + (count > 0 ? ", \(count) refused" : "")
    return (lines + reasons + [counts]).map { $0 + "\n" }.joined()
  }
}
