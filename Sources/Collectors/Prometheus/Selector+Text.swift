import Basics
import Telemetry

extension Selector {
  /// As PromQL that every server reads, whatever the metric is called: `{__name__="up",job="node"}`.
  var text: String {
    let name = metric.map { Matcher(Labels.metricName, .equal, $0)?.description ?? "" }
    return "{\(((name.map { [$0] } ?? []) + matchers.map(\.description)).joined(separator: ","))}"
  }

  /// What is left to be asked of a server whose series get labels from here; nil when these are not accepted.
  func asked(whereSeriesGet own: Labels) -> Selector? {
    var rest = self
    rest.matchers = []
    for matcher in matchers {
      if !own.has(matcher.label) {
        rest.matchers.append(matcher)
      } else if !matcher.accepts(own[matcher.label]) {
        return nil
      }
    }
    // A selector that would take everything is refused by servers.
    if metric == nil, rest.matchers.allSatisfy({ $0.accepts("") }) {
      rest.matchers += [Matcher(Labels.metricName, .notEqual, "")].compactMap { $0 }
    }
    return rest
  }
}

extension Instant {
  /// Seconds since the epoch with three decimals, exactly.
  var secondsText: String {
    let size = milliseconds.magnitude
    let digits = String(size % 1_000)
    let zeros = String(repeating: "0", count: 3 - digits.count)
    return "\(milliseconds < 0 ? "-" : "")\(size / 1_000).\(zeros)\(digits)"
  }
}
