import Testing

/// Rule files with tests of them, some of which do not hold.
struct RuleTestItem: Sendable, CustomTestStringConvertible {
  let name: String
  let rules: String
  /// The members of the one group of tests, or the whole file where it begins with a brace.
  let test: String
  let holds: Bool

  /// The rule of most items: it waits for two minutes and says where and how much.
  static let high = #"""
    {"name": "g", "rules": [{"alert": "High", "expr": "load > 1", "for": "2m",
    "labels": {"severity": "page"}, "annotations": {"summary": "{{ $labels.instance }} at {{ $value }}"}}]}
    """#

  init(_ name: String, holds: Bool = true, rules: String = high, test: String) {
    (self.name, self.rules, self.test, self.holds) = (name, rules, test, holds)
  }

  var testDescription: String { name }

  var ruleFile: String { #"{"groups": [\#(rules)]}"# }

  var testFile: String {
    test.hasPrefix("{")
      ? test : #"{"rule_files": ["rules.json"], "evaluation_interval": "1m", "tests": [{\#(test)}]}"#
  }
}
