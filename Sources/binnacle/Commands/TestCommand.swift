import Basics
import Console
import Glibc
import Monitoring

extension Subcommand {
  static let test = Subcommand(
    "test", "rules FILE…",
    english: "run unit tests of rules, in the structure that promtool reads",
    chinese: "按 promtool 的结构运行规则的单元测试"
  ) { invocation throws(Complaint) in
    let words = invocation.arguments.words
    guard words.first == "rules", words.count > 1 else { throw .usage(invocation.arguments.subcommand) }
    var report = RuleTestSummary()
    for path in words.dropFirst() { report.add(path) }
    Output.write(report.text)
    return report.failed == 0 ? 0 : 1
  }
}

/// What the tests of some files came to: each failure, then the counts.
private struct RuleTestSummary {
  private var lines: [String] = []
  private var passed = 0
  private(set) var failed = 0

  mutating func add(_ path: String) {
    do throws(JSONFault) {
      guard let bytes = Files.bytes(path) else { return fail("\(path): cannot be read") }
      let file = try RuleTestFile(bytes, name: path)
      guard let groups = try groups(of: file, beside: path) else { return }
      let report = RuleTestReport(file, groups)
      passed += report.passed
      for failure in report.failures {
        fail("\(path): \(failure.subject)")
        lines.append("  expected \(failure.expected.printable)")
        lines.append("  got      \(failure.got.printable)")
      }
    } catch { fail(error.description) }
  }

  private mutating func fail(_ line: String) {
    failed += 1
    lines.append(line)
  }

  /// The groups of the rule files; nil, and told, when one cannot be read.
  private mutating func groups(of file: RuleTestFile, beside path: String) throws(JSONFault) -> [AlertRule
    .Group]?
  {
    let directory = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    var groups: [AlertRule.Group] = []
    for name in file.ruleFiles {
      let pattern = name.hasPrefix("/") ? name : "\(directory)/\(name)"
      let found = Files.matching(pattern)
      if found.isEmpty { lines.append("\(path): no rule file is \(name)") }
      for rules in found {
        guard let bytes = Files.bytes(rules) else {
          fail("\(rules): cannot be read")
          return nil
        }
        groups += try RuleFile.groups(bytes, name: rules)
      }
    }
    return groups
  }

  var text: String { (lines + ["\(passed) passed, \(failed) failed"]).map { $0 + "\n" }.joined() }
}

extension Files {
  /// The paths that fit a pattern with `*`, `?` and `[…]`, sorted.
  static func matching(_ pattern: String) -> [String] {
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(pattern, 0, nil, &found) == 0 else { return [] }
    return (0..<Int(found.gl_pathc)).compactMap { found.gl_pathv[$0].map { String(cString: $0) } }
  }
}
