import Testing

/// Rule files with tests of them, some of which do not hold.
struct RuleTestItem: Sendable, CustomTestStringConvertible {
  let name: String
  let rules: String
  /// The members of the one group of tests, or the whole file where it begins with a brace.
  let test: String
  let holds: Bool

  init(_ name: String, holds: Bool = true, rules: String, test: String) {
    (self.name, self.rules, self.test, self.holds) = (name, rules, test, holds)
  }

  var testDescription: String { name }

  var ruleFile: String { #"{"groups": [\#(rules)]}"# }

  var testFile: String {
    test.hasPrefix("{")
      ? test : #"{"rule_files": ["rules.json"], "evaluation_interval": "1m", "tests": [{\#(test)}]}"#
  }
}
