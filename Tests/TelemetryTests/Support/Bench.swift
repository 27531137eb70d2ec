import Basics
import Glibc
import Telemetry
import Testing

/// Samples at a steady step, and questions put to them.
struct Bench {
  let head: Head

  /// Every line is a series; its first sample stands at the epoch.
  init(every step: Span, _ lines: String) throws {
    var head = Head()
    for line in lines.split(separator: "\n") {
      let series = try SeriesNotation(String(line))
      let layout = Layout([Layout.Column(series.labels[Labels.metricName])])
      for (index, value) in series.values.enumerated() {
        guard let value else { continue }
        let at = Instant.epoch + step * Int64(index)
        head.append(Scrape(source: series.labels, at: at, layout: layout, values: [value]))
      }
    }
    self.head = head
  }

  static var empty: Bench { Bench(head: Head()) }

  private init(head: Head) { self.head = head }

  func value(_ query: String, at time: String) throws -> QueryValue {
    guard let span = Span(prometheus: time) else { preconditionFailure("\(time) is no duration") }
    return try Evaluator(head: head, time: .epoch + span).value(of: Parser.parse(query))
  }

  /// The samples of a query that yields an instant vector.
  func samples(_ query: String, at time: String) throws -> [VectorSample] {
    let value = try value(query, at: time)
    guard case .vector(let samples) = value else {
      Issue.record("\(query) yields \(value)")
      return []
    }
    return samples
  }

  /// What a query yields, a line a series, in the order of their texts: `up{job="a"} 1`.
  func answer(_ query: String, at time: String) throws -> [String] {
    switch try value(query, at: time) {
    case .scalar(let number): [Self.shown(number)]
    case .text(let text): [text]
    case .vector(let samples): samples.map { "\($0.labels) \(Self.shown($0.value))" }.sorted()
    case .matrix(let series): series.map(Self.shown).sorted()
    }
  }

  private static func shown(_ series: Series) -> String {
    let samples = series.samples.map { "\(shown($0.value))@\(shown($0.at.seconds))" }
    return "\(series.labels) \(samples.joined(separator: " "))"
  }

  /// A number to nine significant digits: the sums of Prometheus and ours may differ in the last bit.
  static func shown(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : Figures.fixed(value, 0) }
    let digits = 9 - Int(log10(value.magnitude).rounded(.up))
    let scale = pow(10, Double(digits.magnitude))
    return Figures.plain(
      digits >= 0 ? (value * scale).rounded() / scale : (value / scale).rounded() * scale)
  }
}
