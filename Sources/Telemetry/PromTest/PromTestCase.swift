import Basics

/// One `eval` of a test: the question and what is expected of the answer.
struct PromTestCase {
  /// When it is asked.
  enum Times: Equatable {
    case instant(Instant)
    case range(from: Instant, to: Instant, step: Span)
  }

  /// A text that a failure or an annotation must have, or a pattern for it; neither for any text.
  struct Wording {
    var text: String?
    var pattern: Pattern?

    func accepts(_ found: String) -> Bool {
      if let text { return text == found }
      return pattern?.isFound(in: found) ?? true
    }
  }

  /// A series that the answer must have.
  struct ExpectedSeries {
    let labels: Labels
    let values: [SeriesLine.Value]
  }

  let line: Int
  let times: Times
  let expression: String
  var failures: [Wording] = []
  var warnings: [Wording] = []
  var infos: [Wording] = []
  var isWithoutWarnings = false
  var isWithoutInfos = false
  var isOrdered = false
  var text: String?
  var number: SeriesLine.Value?
  var series: [ExpectedSeries] = []
  /// The times of the samples where the answer to an instant question is a range vector.
  var matrix: (from: Instant, step: Span)?

  init(line: Int, times: Times, expression: String) {
    self.line = line
    self.times = times
    self.expression = expression
  }

  var mayFail: Bool { !failures.isEmpty }

  /// Whether the answer would have to hold a native histogram.
  var expectsHistogram: Bool {
    number == .histogram || series.contains { $0.values.contains(.histogram) }
  }
}

/// The commands of a test, with the line each stands on.
enum PromTestCommand {
  case clear
  case load(step: Span, [SeriesLine], asHistograms: Bool)
  case evaluate(PromTestCase)
  /// A line that cannot be read, and why.
  case unreadable(line: Int, text: String, reason: String)
}
