import Basics
import Monitoring
import Telemetry

/// The groups of a rule file given as text.
func groups(_ text: String) throws(JSONFault) -> [AlertRule.Group] {
  try RuleFile.groups(Array(text.utf8), name: "rules.json")
}

/// One rule with the members given as JSON text.
func rule(_ members: String) throws(JSONFault) -> AlertRule {
  let text = #"{"groups": [{"name": "g", "rules": [{"alert": "High", \#(members)}]}]}"#
  return try groups(text)[0].rules[0]
}

/// A sample of a metric that a rule's expression might yield.
func sample(_ instance: String, _ value: Double) -> VectorSample {
  VectorSample(labels: ["__name__": "load", "instance": instance], value: value)
}

/// So many seconds after the epoch.
func second(_ count: Int64) -> Instant { Instant(seconds: count) }
