import Basics
import Telemetry

/// An expression whose results are kept as series of their own, as a Prometheus rule file states it.
public struct RecordingRule: Sendable {
  /// The name of the metric that is recorded.
  public let name: String
  /// The text of the expression.
  public let expression: String
  let query: Expression
  /// What the series carry besides the labels of the result; an empty value takes a label away.
  public let labels: [Label]

  /// The query, to be kept from one evaluation to the next.
  public var prepared: PreparedQuery { PreparedQuery(query) }

  /// The labels of the series that a sample of the result is recorded under.
  public func labels(of sample: VectorSample) -> Labels {
    let named = sample.labels.setting(Labels.metricName, to: name)
    return labels.reduce(named) { $0.setting($1.name, to: $1.value) }
  }

  /// Whether a text is a name that a metric can be recorded under.
  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return text.utf8.allSatisfy { byte in
      byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":") || (0x30...0x39).contains(byte)
        || (0x61...0x7A).contains(byte | 0x20)
    }
  }
}

/// A rule of either kind.
public enum Rule: Sendable {
  case alert(AlertRule)
  case recording(RecordingRule)
}

/// What one recording rule has recorded last, so that the next results need no labels made.
public struct Recorder: Sendable {
  /// Names the rule as a source; none of it goes into the series.
  public let source: Labels
  private var inputs: [Labels]?
  private(set) var series: [Labels] = []
  private var layout = Layout([])

  public init(group: String, place: Int) {
    source = [Labels.sourceMark: "rule \(place) of \(group)"]
  }

  /// The results of a rule as a scrape. A series that has been recorded at this time already is left out and told;
  /// a result in which two samples come to the same series is none.
  public mutating func scrape(
    of rule: RecordingRule, _ samples: [VectorSample], at now: Instant, taken: inout Set<Labels>
  ) throws(QueryFault) -> (scrape: Scrape, twice: Labels?) {
    if inputs != samples.map(\.labels) {
      let series = samples.map { rule.labels(of: $0) }
      guard Set(series).count == series.count else {
        throw QueryFault(
          0..<rule.expression.utf8.count,
          "vector contains metrics with the same labelset after applying rule labels")
      }
      arrange(series, samples)
    }
    let (places, twice) = free(of: &taken)
    guard let twice else {
      return (Scrape(source: source, at: now, layout: layout, values: samples.map(\.value)), nil)
    }
    // A scrape with part of the series has a layout of its own, which is not worth remembering.
    inputs = nil
    let part = Layout(places.map { layout.columns[$0] })
    return (Scrape(source: source, at: now, layout: part, values: places.map { samples[$0].value }), twice)
  }

  private mutating func arrange(_ series: [Labels], _ samples: [VectorSample]) {
    self.series = series
    layout = Layout(series.map { Layout.Column($0.metric, $0.dropping([Labels.metricName])) })
    inputs = samples.map(\.labels)
  }

  /// The places of the series that nothing else has recorded yet, and the first that something has.
  private func free(of taken: inout Set<Labels>) -> (places: [Int], twice: Labels?) {
    var (places, twice): ([Int], Labels?) = ([], nil)
    for (place, labels) in series.enumerated() {
      if taken.insert(labels).inserted { places.append(place) } else { twice = twice ?? labels }
    }
    return (places, twice)
  }

  /// What ends all series of a rule that is gone.
  public func end(at now: Instant) -> Scrape {
    Scrape(source: source, at: now, layout: Layout([]), values: [])
  }
}
