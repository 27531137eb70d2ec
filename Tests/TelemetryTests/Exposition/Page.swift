import Telemetry

/// An exposition in a test.
struct Page {
  let text: String
  let format: ExpositionFormat

  /// A page of OpenMetrics; the line that ends it is added.
  static func openMetrics(_ lines: String...) -> Page {
    Page(text: (lines + ["# EOF"]).map { "\($0)\n" }.joined(), format: .openMetrics)
  }

  /// A page of the text format.
  static func text(_ lines: String...) -> Page {
    Page(text: lines.map { "\($0)\n" }.joined(), format: .text)
  }

  func families() throws(ExpositionFault) -> [MetricFamily] {
    try ExpositionParser.families(Array(text.utf8), in: format)
  }

  /// The place and reason of what is wrong; nil when nothing is.
  var fault: ExpositionFault? {
    do throws(ExpositionFault) {
      _ = try families()
      return nil
    } catch { return error }
  }
}
